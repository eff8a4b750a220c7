-- Spare a bulk load the upkeep of the indexes that it makes anew at its end.
SELECT derived.drop_episode_indexes();
