-- The runs that flagged premises, newest first.
SELECT *
FROM released.flag_run_for_analyst
ORDER BY raised_at DESC, run_id
LIMIT :at_most;
