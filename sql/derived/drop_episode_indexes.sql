-- derived.drop_episode_indexes: lay the index of references aside for a bulk load.
--
-- References come as text in any order, and a load that brings more than is held sorts them faster
-- once, at its end, than row by row; numbers are given out in order and cost little either way. It
-- happens inside the load's transaction, so a load that is cut off leaves the table as it was. The
-- loader may call this and may not alter the table.
CREATE OR REPLACE FUNCTION derived.drop_episode_indexes()
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    ALTER TABLE held.episode DROP CONSTRAINT episode_ref_key;
$$;
