-- derived.new_repeat_locations: where episodes recur since a load, and did not before it.
--
-- CRS      EPSG:27700; distances in metres. The parameters are those of derived.repeat_locations.
-- Before   what is held of the loads before it, up to the last day that they brought; after it, its
--          own rows as well, up to the last day of all of these. A place is new if none that
--          recurred before lies within merge_m of it.
-- Cost     places are followed from the points of the load alone, by the index of points: one
--          that no row of the load is at can have lost episodes and gained none.
-- Returns  a row for each new place; points are the numbers of its map points.
CREATE OR REPLACE FUNCTION derived.new_repeat_locations(
    newest integer,
    window_days integer DEFAULT 90,
    minimum_episodes integer DEFAULT 3,
    minimum_children integer DEFAULT 2,
    merge_m double precision DEFAULT 50
)
RETURNS TABLE (points integer[], episodes bigint, children bigint)
LANGUAGE sql STABLE
AS $$
    WITH RECURSIVE horizon AS MATERIALIZED (
        SELECT
            max(load.data_to) AS after,
            max(load.data_to) FILTER (WHERE load.load_id < newest) AS before
        FROM held.load AS load
        WHERE load.kind = 'episodes' AND load.load_id <= newest
    ),

    place AS MATERIALIZED (
        SELECT place.point_id, place.same_episode, place.child_id, episode.load_id
        FROM horizon
        CROSS JOIN LATERAL derived.qualifying_places(horizon.after, window_days) AS place
        INNER JOIN held.episode AS episode USING (episode_id)
        WHERE episode.load_id <= newest
    ),

    known AS MATERIALIZED (
        SELECT place.point_id, place.same_episode, place.child_id
        FROM horizon
        CROSS JOIN LATERAL derived.qualifying_places(horizon.before, window_days) AS place
        INNER JOIN held.episode AS episode USING (episode_id)
        WHERE episode.load_id < newest
    ),

    spot AS MATERIALIZED (
        SELECT DISTINCT place.point_id FROM place
    ),

    known_spot AS MATERIALIZED (
        SELECT DISTINCT known.point_id FROM known
    ),

    reached AS (
        SELECT DISTINCT place.point_id FROM place WHERE place.load_id = newest
        UNION
        SELECT there.point_id
        FROM reached
        INNER JOIN held.map_point AS here USING (point_id)
        INNER JOIN held.map_point AS there ON ST_DWithin(there.geom, here.geom, merge_m)
        INNER JOIN spot ON there.point_id = spot.point_id
    ),

    grouped AS MATERIALIZED (
        SELECT
            point.point_id,
            point.geom,
            ST_ClusterDBSCAN(point.geom, merge_m, 1) OVER () AS group_no
        FROM reached
        INNER JOIN held.map_point AS point USING (point_id)
    ),

    recurring AS MATERIALIZED (
        SELECT
            grouped.group_no,
            count(DISTINCT place.same_episode) AS episodes,
            count(DISTINCT place.child_id) AS children
        FROM grouped
        INNER JOIN place USING (point_id)
        GROUP BY grouped.group_no
        HAVING count(DISTINCT place.same_episode) >= minimum_episodes
            AND count(DISTINCT place.child_id) >= coalesce(minimum_children, 0)
    ),

    -- what lay about these before, followed as far as it chained
    reached_before AS (
        SELECT there.point_id
        FROM recurring
        INNER JOIN grouped USING (group_no)
        INNER JOIN held.map_point AS there ON ST_DWithin(there.geom, grouped.geom, merge_m)
        INNER JOIN known_spot ON there.point_id = known_spot.point_id
        UNION
        SELECT there.point_id
        FROM reached_before
        INNER JOIN held.map_point AS here USING (point_id)
        INNER JOIN held.map_point AS there ON ST_DWithin(there.geom, here.geom, merge_m)
        INNER JOIN known_spot ON there.point_id = known_spot.point_id
    ),

    grouped_before AS MATERIALIZED (
        SELECT
            point.point_id,
            point.geom,
            ST_ClusterDBSCAN(point.geom, merge_m, 1) OVER () AS group_no
        FROM reached_before
        INNER JOIN held.map_point AS point USING (point_id)
    ),

    recurred AS MATERIALIZED (
        SELECT grouped_before.group_no
        FROM grouped_before
        INNER JOIN known USING (point_id)
        GROUP BY grouped_before.group_no
        HAVING count(DISTINCT known.same_episode) >= minimum_episodes
            AND count(DISTINCT known.child_id) >= coalesce(minimum_children, 0)
    )

    SELECT
        array_agg(grouped.point_id ORDER BY grouped.point_id) AS points,
        recurring.episodes,
        recurring.children
    FROM recurring
    INNER JOIN grouped USING (group_no)
    GROUP BY recurring.group_no, recurring.episodes, recurring.children
    HAVING NOT coalesce(bool_or(EXISTS (
        SELECT
        FROM grouped_before
        INNER JOIN recurred USING (group_no)
        WHERE ST_DWithin(grouped_before.geom, grouped.geom, merge_m)
    )), false)
$$;
