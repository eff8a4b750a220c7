-- When data arrived, newest first.
SELECT *
FROM released.load_for_admin
ORDER BY loaded_at DESC, public_id
LIMIT :at_most;
