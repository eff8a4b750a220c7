-- derived.countable_places: the places that count of what is published, by child and episode.
--
-- Window   the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Only     episodes whose child has a pseudonym.
-- Episode  what began at one time of one child is one episode, whichever suppliers tell of it
--          (derived.qualifying_places).
-- Homes    a point that any episode of the same child, of the year to last_day, calls a home or an
--          institution, or that the child was missing from, does not count where the episode's own
--          row does not say what it is: many files have one place to an episode, and say of some
--          that it is a home, and nothing of others.
CREATE OR REPLACE FUNCTION derived.countable_places(first_day date, last_day date)
RETURNS TABLE (point_id integer, episode_id bigint, child_id integer, exact_time timestamp)
LANGUAGE sql STABLE
AS $$
    WITH place AS MATERIALIZED (
        SELECT qualifying.*
        FROM derived.qualifying_places(last_day, last_day - first_day + 1) AS qualifying
        WHERE qualifying.child_id IS NOT NULL
    ),
    home AS MATERIALIZED (
        SELECT DISTINCT asked.child_id, asked.point_id
        FROM (SELECT DISTINCT place.child_id, place.point_id FROM place) AS asked
        INNER JOIN held.placed_episode AS told
            ON asked.child_id = told.child_id AND asked.point_id = told.point_id
        INNER JOIN held.place_coding AS coding USING (place_coding_id)
        WHERE
            told.started_at >= (last_day - 365)::timestamp AT TIME ZONE 'Europe/London'
            AND told.started_at < (last_day + 1)::timestamp AT TIME ZONE 'Europe/London'
            AND derived.tells_of_a_home(coding.role, coding.place_kind, 'unknown')
    )
    SELECT
        place.point_id,
        min(place.episode_id) OVER same AS episode_id,
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
    WINDOW same AS (PARTITION BY place.same_episode)
$$;
