-- How officers are shown a premises in each published quarter, nearest area first.
SELECT *
FROM released.listed_premises_for_analyst
WHERE premises_id = :premises_id
ORDER BY quarter DESC, within_m, level_m, band_from DESC;
