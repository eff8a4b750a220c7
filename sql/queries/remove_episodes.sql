-- Remove the episodes.
DELETE FROM held.episode AS episode
USING pg_temp.removed_episode AS removed
WHERE episode.episode_id = removed.episode_id;
