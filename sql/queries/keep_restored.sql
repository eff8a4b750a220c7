-- What was held before a load and is as it was again is not to be removed.
DELETE FROM pg_temp.removed_episode AS removed
USING held.episode AS episode
WHERE removed.episode_id = episode.episode_id AND episode.load_id <> :load_id;
