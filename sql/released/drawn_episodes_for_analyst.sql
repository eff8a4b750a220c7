-- released.drawn_episodes_for_analyst: how many episodes began between two days with a place that
-- counts in a shape that was drawn on the map.
--
-- Audience  the police analyst, who may see the points themselves.
-- Days      both counted, at most 1,100 of them; more, or none, count nothing.
-- Returns   one row; the area is in square metres, on the National Grid.
-- Raises    NJ001 for a shape that cannot be taken.
CREATE OR REPLACE FUNCTION released.drawn_episodes_for_analyst(
    longitudes double precision[], latitudes double precision[], first_day date, last_day date
)
RETURNS TABLE (area_m2 double precision, places bigint, episodes bigint, children bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH drawn AS MATERIALIZED (
        SELECT derived.drawn_shape(longitudes, latitudes) AS shape
    )

    SELECT
        (SELECT ST_Area(drawn.shape) FROM drawn) AS area_m2,
        count(DISTINCT place.point_id) AS places,
        count(DISTINCT place.same_episode) AS episodes,
        count(DISTINCT place.child_id) AS children
    FROM drawn
    INNER JOIN held.map_point AS point ON ST_Intersects(point.geom, drawn.shape)
    INNER JOIN derived.qualifying_places(
        last_day, least(greatest(last_day - first_day + 1, 0), 1100)
    ) AS place USING (point_id)
$$;
