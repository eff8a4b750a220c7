-- derived.drop_episode_indexes: lay the indexes of the episode tables aside for a bulk load.
--
-- A load that brings more rows than are held builds them faster once, at its end, than row by row:
-- 0.9 s for 1.9 s at a million episodes. It happens inside the load's transaction, so a load that
-- is cut off leaves them as they were. The loader may call this and may not alter the tables.
CREATE OR REPLACE FUNCTION derived.drop_episode_indexes()
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    ALTER TABLE held.episode DROP CONSTRAINT episode_pkey;
    ALTER TABLE held.episode DROP CONSTRAINT episode_ref_key;
    ALTER TABLE held.episode_place DROP CONSTRAINT episode_place_pkey;
$$;
