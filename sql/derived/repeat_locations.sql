-- derived.repeat_locations: places where episodes recur.
--
-- CRS      EPSG:27700. Points within merge_m metres of one another, directly or through a chain of
--          others, are one place; with merge_m 0 only equal points are.
-- Window   the window_days days that end on as_at, which is counted.
-- Merged   where point_ids and group_nos are given, points of one number are one place, and
--          merge_m merges nothing more: whoever asks has found the chains by other means.
-- Same     what several suppliers tell of one child at one time is one episode
--          (derived.qualifying_places).
-- Children minimum_children null or 0 switches that rule off, for data without pseudonyms; what is
--          found so may not be released to an officer or the board.
-- Returns  a row for each place that reaches both minimums, most episodes first.
CREATE OR REPLACE FUNCTION derived.repeat_locations(
    as_at date,
    window_days integer DEFAULT 90,
    minimum_episodes integer DEFAULT 3,
    minimum_children integer DEFAULT 2,
    merge_m double precision DEFAULT 50,
    only_where jsonb DEFAULT '{}',
    point_ids integer[] DEFAULT NULL,
    group_nos bigint[] DEFAULT NULL
)
RETURNS SETOF derived.repeat_location
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH place AS MATERIALIZED (
        SELECT * FROM derived.qualifying_places(as_at, window_days, only_where)
    ),
    at_point AS MATERIALIZED (
        SELECT point_id, count(*) AS rows FROM place GROUP BY point_id
    ),
    -- unmerged, a point with too few rows cannot reach the minimum, and most have too few
    grouped AS MATERIALIZED (
        SELECT point_id, point_id::bigint AS group_no
        FROM at_point
        WHERE point_ids IS NULL AND coalesce(merge_m, 0) = 0 AND rows >= minimum_episodes
        UNION ALL
        SELECT point_id, ST_ClusterDBSCAN(point.geom, merge_m, 1) OVER ()::bigint AS group_no
        FROM at_point
        INNER JOIN held.map_point AS point USING (point_id)
        WHERE point_ids IS NULL AND merge_m > 0
        UNION ALL
        SELECT given.point_id, given.group_no
        FROM unnest(point_ids, group_nos) AS given (point_id, group_no)
    ),
    enough AS (
        SELECT grouped.group_no
        FROM grouped
        INNER JOIN at_point USING (point_id)
        GROUP BY grouped.group_no
        HAVING sum(at_point.rows) >= minimum_episodes
    ),
    -- an episode may have several places at one location, and several suppliers may tell of it:
    -- it is one episode all the same
    counted AS (
        SELECT DISTINCT
            grouped.group_no, place.same_episode, place.child_id, place.started_on, place.by_month,
            place.exact_time
        FROM enough
        INNER JOIN grouped USING (group_no)
        INNER JOIN place USING (point_id)
    ),
    recurring AS (
        SELECT
            group_no,
            count(*) AS episodes,
            count(DISTINCT child_id) AS children,  -- one child often missing is one child
            min(started_on) AS first_on,
            max(started_on) AS last_on,
            bool_or(by_month) AS by_month,
            count(*) FILTER (WHERE extract(HOUR FROM exact_time) BETWEEN 6 AND 17) AS daytime,
            count(*) FILTER (WHERE extract(HOUR FROM exact_time) BETWEEN 18 AND 21) AS evening,
            count(*) FILTER (
                WHERE extract(HOUR FROM exact_time) >= 22 OR extract(HOUR FROM exact_time) < 2
            ) AS late_evening,
            count(*) FILTER (WHERE extract(HOUR FROM exact_time) BETWEEN 2 AND 5) AS night,
            array_agg(exact_time ORDER BY exact_time)
            FILTER (WHERE exact_time IS NOT NULL) AS exact_times
        FROM counted
        GROUP BY group_no
        HAVING count(*) >= minimum_episodes
            AND count(DISTINCT child_id) >= coalesce(minimum_children, 0)
    ),
    shape AS (
        SELECT
            grouped.group_no,
            ST_Multi(ST_Collect(point.geom ORDER BY point.millimetres)) AS geom,
            min(point.millimetres) AS millimetres
        FROM recurring
        INNER JOIN grouped USING (group_no)
        INNER JOIN held.map_point AS point USING (point_id)
        GROUP BY grouped.group_no
    )
    SELECT
        -- the order of equals is by place, so that the same data always number the same
        row_number() OVER (ORDER BY episodes DESC, children DESC, shape.millimetres) AS location_no,
        shape.geom,
        episodes,
        children,
        first_on,
        last_on,
        by_month,
        daytime,
        evening,
        late_evening,
        night,
        coalesce(exact_times, '{}') AS exact_times
    FROM recurring
    INNER JOIN shape USING (group_no)
    ORDER BY location_no
$$;
