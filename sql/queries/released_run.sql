-- One run.
SELECT *
FROM released.flag_run_for_analyst
WHERE run_id = :run_id;
