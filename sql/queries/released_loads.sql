-- What was loaded, newest first.
SELECT *
FROM released.load_for_analyst
ORDER BY loaded_at DESC, public_id
LIMIT :at_most;
