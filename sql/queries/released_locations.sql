-- The repeat locations of a run.
SELECT *
FROM released.repeat_location_for_analyst
WHERE run_id = :run_id
ORDER BY location_no;
