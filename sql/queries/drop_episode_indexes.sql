-- Spare a bulk load the upkeep of the indexes that it makes anew at its end; whether nothing was
-- held, and what is copied may be frozen.
SELECT derived.drop_episode_indexes();
