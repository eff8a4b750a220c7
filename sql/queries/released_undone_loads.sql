-- Loads that were taken back, the last first.
SELECT *
FROM released.undone_load_for_analyst
ORDER BY undone_at DESC, public_id
LIMIT :at_most;
