-- derived.located_episodes: the episodes of a run's repeat locations, by location and 250 m square.
--
-- Square   west and south of the square that the middle of the location lies in. EPSG:27700.
-- Returns  a row for each episode at each location: one at several of them has a row for each, and
--          is one where it is counted. Runs did not always keep which they are: in such a run each
--          is one of its own at each location, told by a number that no episode has.
CREATE OR REPLACE FUNCTION derived.located_episodes(asked_run uuid)
RETURNS TABLE (location_no integer, west integer, south integer, episode_id bigint)
LANGUAGE sql STABLE
AS $$
    SELECT
        location.location_no,
        floor(ST_X(ST_Centroid(location.geom)) / 250)::integer * 250 AS west,
        floor(ST_Y(ST_Centroid(location.geom)) / 250)::integer * 250 AS south,
        counted.episode_id
    FROM held.flag_location AS location
    CROSS JOIN LATERAL (
        SELECT unnest(location.episode_ids) AS episode_id
        UNION ALL
        SELECT -(location.location_no * 1000000::bigint + each.no)
        FROM generate_series(1, location.episodes) AS each (no)
        WHERE cardinality(location.episode_ids) = 0
    ) AS counted
    WHERE location.run_id = asked_run
$$;
