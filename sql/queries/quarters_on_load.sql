-- The newest quarter that was published from a load.
SELECT quarter
FROM held.cell_publication
WHERE :load_id = ANY(load_ids)
ORDER BY quarter DESC
LIMIT 1;
