-- derived.publishable_places: the episodes at repeat locations of a window, by cell.
--
-- Window   the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Only     derived.countable_places, whose children have a pseudonym: without it nobody can say how
--          many there are. A repeat location must reach both minimums by those alone, and by
--          pseudonyms of one set: of two sets, two may be one child. Of a square of 4 km, beyond
--          which nothing is pooled, one set is told alone: that of the most children.
-- Returns  a row for each episode in each cell; cell_id is null where no cell is built, shown is
--          false where a cell is never shown; hour is null without an exact time.
CREATE OR REPLACE FUNCTION derived.publishable_places(
    first_day date,
    last_day date,
    minimum_episodes integer,
    minimum_children integer,
    merge_m double precision
)
RETURNS TABLE (cell_id text, shown boolean, episode_id bigint, child_ref text, hour integer)
LANGUAGE sql STABLE
AS $$
    WITH place AS MATERIALIZED (
        SELECT countable.* FROM derived.countable_places(first_day, last_day) AS countable
    ),
    location AS MATERIALIZED (
        SELECT found.location_no, (ST_Dump(found.geom)).geom
        FROM derived.repeat_locations(
            last_day, last_day - first_day + 1, minimum_episodes, minimum_children, merge_m
        ) AS found
    ),
    at_location AS MATERIALIZED (
        SELECT
            location.location_no,
            derived.cell_of(ST_X(point.geom), ST_Y(point.geom)) AS cell_id,
            floor(ST_X(point.geom) / 4000) AS east,
            floor(ST_Y(point.geom) / 4000) AS north,
            named.set_no,
            place.episode_id,
            place.child_id,
            place.exact_time
        FROM location
        INNER JOIN held.map_point AS point ON location.geom = point.geom
        INNER JOIN place USING (point_id)
        INNER JOIN derived.sets_of_pseudonyms() AS named USING (child_id)
    ),
    recurring AS (
        SELECT location_no, set_no
        FROM at_location
        GROUP BY location_no, set_no
        HAVING
            count(DISTINCT episode_id) >= minimum_episodes
            AND count(DISTINCT child_id) >= minimum_children
    ),
    at_recurring AS MATERIALIZED (
        SELECT at_location.*
        FROM at_location
        INNER JOIN recurring USING (location_no, set_no)
    ),
    chosen AS (
        SELECT DISTINCT ON (east, north) east, north, set_no
        FROM at_recurring
        GROUP BY east, north, set_no
        ORDER BY
            east, north, count(DISTINCT child_id) DESC, count(DISTINCT episode_id) DESC, set_no
    )
    SELECT DISTINCT
        told.cell_id,
        coalesce(cell.shown, false) AS shown,
        told.episode_id,
        child.child_ref,
        extract(HOUR FROM told.exact_time)::integer AS hour
    FROM at_recurring AS told
    INNER JOIN chosen USING (east, north, set_no)
    INNER JOIN held.child AS child USING (child_id)
    LEFT JOIN held.cell AS cell ON told.cell_id = cell.cell_id
$$;
