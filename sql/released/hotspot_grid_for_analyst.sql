-- released.hotspot_grid_for_analyst: the squares that hold episodes between two days, with how
-- many, asked by psql, a script or a map program.
--
-- Audience  the police analyst; who asks is recorded (derived.look_by_login).
-- CRS       EPSG:27700; squares of cell_m on the grid's own lattice, geom their polygons.
-- Days      both counted, at most 1100 of them.
-- Terms     cell_m from 100 to 4000; what lies beyond is brought to the nearest that is allowed.
-- Returns   an episode at several points of a square once. Whether a square is beyond chance:
--           nightjar hotspots --method gi.
CREATE OR REPLACE FUNCTION released.hotspot_grid_for_analyst(
    first_day date, last_day date, cell_m integer DEFAULT 250
)
RETURNS TABLE (
    west integer, south integer, episodes bigint, children bigint,
    geom geometry
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    days integer := derived.window_of(first_day, last_day);
    found_rows bigint;
BEGIN
    cell_m := least(greatest(coalesce(cell_m, 250), 100), 4000);
    RETURN QUERY
    SELECT
        square.west,
        square.south,
        square.episodes,
        square.children,
        ST_MakeEnvelope(
            square.west, square.south, square.west + cell_m, square.south + cell_m, 27700
        )
    FROM (
        SELECT
            floor(ST_X(point.geom) / cell_m)::integer * cell_m AS west,
            floor(ST_Y(point.geom) / cell_m)::integer * cell_m AS south,
            count(DISTINCT place.same_episode) AS episodes,
            count(DISTINCT place.child_id) AS children
        FROM derived.qualifying_places(last_day, days) AS place
        INNER JOIN held.map_point AS point USING (point_id)
        GROUP BY 1, 2
    ) AS square
    ORDER BY square.episodes DESC, square.west, square.south;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    PERFORM derived.look_by_login(
        'hotspot_grid',
        jsonb_build_object('from', first_day, 'to', last_day, 'cell_m', cell_m),
        found_rows
    );
END
$$;
