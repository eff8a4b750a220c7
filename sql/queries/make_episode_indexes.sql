-- Make the indexes that a bulk load was spared.
SELECT derived.make_episode_indexes();
