-- derived.countable_places: the places that count of what is published, by child and episode.
--
-- Window   the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Only     episodes whose child has a pseudonym; of those that may be one child's, one stands for
--          all (derived.one_child).
-- Episode  what began at one time of one child is one episode, whichever suppliers tell of it and
--          however they write the child's hash.
-- Homes    what no row says the kind of does not count within 50 m, which is one place, of a point
--          that any episode of the same child, of the year to last_day, calls a home or an
--          institution, or that the child was missing from: many files have one place to an
--          episode, and say of some that it is a home, and nothing of others; and two systems that
--          place one home are metres apart.
CREATE OR REPLACE FUNCTION derived.countable_places(first_day date, last_day date)
RETURNS TABLE (point_id integer, episode_id bigint, child_id integer, exact_time timestamp)
LANGUAGE sql STABLE
AS $$
    WITH one AS MATERIALIZED (
        SELECT known.* FROM derived.one_child() AS known
    ),
    place AS MATERIALIZED (
        SELECT
            qualifying.point_id,
            qualifying.episode_id,
            one.one_id AS child_id,
            qualifying.exact_time
        FROM derived.qualifying_places(last_day, last_day - first_day + 1) AS qualifying
        INNER JOIN one USING (child_id)
    ),
    asked AS MATERIALIZED (
        SELECT found.child_id, found.point_id, point.geom
        FROM (SELECT DISTINCT place.child_id, place.point_id FROM place) AS found
        INNER JOIN held.map_point AS point USING (point_id)
    ),
    told AS MATERIALIZED (
        SELECT DISTINCT one.one_id AS child_id, point.geom
        FROM held.placed_episode AS home
        INNER JOIN one USING (child_id)
        INNER JOIN held.place_coding AS coding USING (place_coding_id)
        INNER JOIN held.map_point AS point USING (point_id)
        WHERE
            one.one_id IN (SELECT asked.child_id FROM asked)
            AND home.started_at >= (last_day - 365)::timestamp AT TIME ZONE 'Europe/London'
            AND home.started_at < (last_day + 1)::timestamp AT TIME ZONE 'Europe/London'
            AND derived.tells_of_a_home(coding.role, coding.place_kind, 'unknown')
    ),
    home AS MATERIALIZED (
        SELECT DISTINCT asked.child_id, asked.point_id
        FROM asked
        INNER JOIN told
            ON asked.child_id = told.child_id AND ST_DWithin(asked.geom, told.geom, 50)
    )
    SELECT
        place.point_id,
        CASE
            WHEN place.exact_time IS NULL THEN place.episode_id
            ELSE min(place.episode_id) OVER same
        END AS episode_id,
        place.child_id,
        place.exact_time
    FROM place
    LEFT JOIN home ON place.child_id = home.child_id AND place.point_id = home.point_id
    WHERE
        home.child_id IS NULL
        OR EXISTS (
            SELECT FROM held.placed_episode AS own
            INNER JOIN held.place_coding AS coding USING (place_coding_id)
            WHERE
                own.episode_id = place.episode_id
                AND own.point_id = place.point_id
                AND coding.counts AND coding.place_kind NOT IN ('unknown', 'other')
        )
    WINDOW same AS (PARTITION BY place.child_id, place.exact_time)
$$;
