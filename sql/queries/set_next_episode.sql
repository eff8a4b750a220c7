-- Let the numbering of episodes go on after those that a load numbered itself.
SELECT setval('held.episode_number', greatest(CAST(:last AS bigint), 1));
