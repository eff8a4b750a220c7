-- derived.make_episode_indexes: build again what derived.drop_episode_indexes laid aside.
--
-- Fails, and the load with it, if an episode's reference came twice.
CREATE OR REPLACE FUNCTION derived.make_episode_indexes()
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    ALTER TABLE held.episode
    ADD CONSTRAINT episode_ref_key UNIQUE (supplier_id, episode_ref);
$$;
