-- A stored run by its number, with what came of it.
SELECT *
FROM held.flag_run
WHERE run_id = :run_id;
