-- The runs whose number begins so.
SELECT run_id
FROM released.flag_run_for_analyst
WHERE starts_with(CAST(run_id AS text), :prefix)
LIMIT 2;
