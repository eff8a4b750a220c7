-- derived.make_episode_indexes: build again what derived.drop_episode_indexes laid aside.
--
-- Fails, and the load with it, if an episode's reference came twice. One worker beside the session
-- itself: rows come nearly in order, so more would wait for it, and for a processor.
CREATE OR REPLACE FUNCTION derived.make_episode_indexes()
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET max_parallel_maintenance_workers = 1
AS $$
BEGIN
    ALTER TABLE held.episode ADD CONSTRAINT episode_pkey PRIMARY KEY (episode_id);
    ALTER TABLE held.episode
    ADD CONSTRAINT episode_ref_key UNIQUE (supplier_id, episode_ref);
    -- made after the rows, it is also complete: one that grows waits for a vacuum
    CREATE INDEX episode_started_at_idx ON held.episode USING brin (started_at);
    ALTER TABLE held.episode_place
    ADD CONSTRAINT episode_place_pkey PRIMARY KEY (episode_id, place_no);
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'child_ref_key') THEN
        ALTER TABLE held.child ADD CONSTRAINT child_ref_key UNIQUE (child_ref);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'map_point_millimetres_key') THEN
        ALTER TABLE held.map_point
        ADD CONSTRAINT map_point_millimetres_key UNIQUE (millimetres);
        CREATE INDEX map_point_geom_idx ON held.map_point USING gist (geom);
    END IF;
END
$$;
