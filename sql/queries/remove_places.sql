-- Remove the further places of the removed episodes; their own go with them.
DELETE FROM held.episode_place AS place
USING pg_temp.removed_episode AS removed
WHERE place.episode_id = removed.episode_id;
