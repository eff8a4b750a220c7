-- derived.places_between: the points at which places count, with the episodes that began there
-- between two days.
--
-- CRS      EPSG:27700. Places arrive anonymised; equal points are one.
-- Days     both counted, by Europe/London's calendar.
-- Returns  a row for each point.
CREATE OR REPLACE FUNCTION derived.places_between(first_day date, last_day date)
RETURNS TABLE (geom geometry, episodes bigint, children bigint, last_on date, by_month boolean)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT
        point.geom,
        count(DISTINCT place.same_episode) AS episodes,
        count(DISTINCT place.child_id) AS children,
        max(place.started_on) AS last_on,
        bool_or(place.by_month) AS by_month
    FROM derived.qualifying_places(last_day, last_day - first_day + 1) AS place
    INNER JOIN held.map_point AS point USING (point_id)
    GROUP BY point.point_id, point.geom
$$;
