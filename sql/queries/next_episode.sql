-- The number that the next episode would get.
SELECT coalesce(last_value + 1, 1)
FROM pg_sequences
WHERE schemaname = 'held' AND sequencename = 'episode_number';
