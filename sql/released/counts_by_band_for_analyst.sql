-- released.counts_by_band_for_analyst: how many episodes between two days have a place that counts
-- within 100, 200 and 400 m of each premises, asked by psql, a script or a map program.
--
-- Audience  the police analyst; who asks is recorded (derived.look_by_login).
-- CRS       EPSG:27700; geom is the premises' point.
-- Days      both counted, at most 1100 of them; premises are those in business on the last.
-- Terms     kinds null asks of all.
-- Returns   a row for each premises with an episode within 400 m; each band holds the nearer ones,
--           and an episode is counted once in each. within_100_m is null for a premises that is
--           placed to 100 m or worse, as by its postcode.
CREATE OR REPLACE FUNCTION released.counts_by_band_for_analyst(
    first_day date, last_day date, kinds text[] DEFAULT NULL
)
RETURNS TABLE (
    premises_id uuid, name text, kind text, authority text, within_100_m bigint,
    within_200_m bigint, within_400_m bigint, children bigint, geom geometry
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    days integer := derived.window_of(first_day, last_day);
    found_rows bigint;
BEGIN
    RETURN QUERY
    WITH place AS MATERIALIZED (
        SELECT * FROM derived.qualifying_places(last_day, days)
    ),

    spot AS MATERIALIZED (
        SELECT point.point_id, point.geom
        FROM held.map_point AS point
        WHERE point.point_id IN (SELECT place.point_id FROM place)
    ),

    business AS MATERIALIZED (
        SELECT premises.*
        FROM derived.premises_in_business(last_day, counts_by_band_for_analyst.kinds) AS premises
    ),

    near AS MATERIALIZED (
        SELECT
            premises.premises_id,
            spot.point_id,
            ST_Distance(premises.geom, spot.geom) AS distance_m
        FROM business AS premises
        INNER JOIN held.map_point AS close ON ST_DWithin(close.geom, premises.geom, 400)
        INNER JOIN spot USING (point_id)
    ),

    counted AS (
        SELECT
            near.premises_id,
            count(DISTINCT place.same_episode) FILTER (WHERE near.distance_m <= 100) AS at_100,
            count(DISTINCT place.same_episode) FILTER (WHERE near.distance_m <= 200) AS at_200,
            count(DISTINCT place.same_episode) AS at_400,
            count(DISTINCT place.child_id) AS children
        FROM near
        INNER JOIN place USING (point_id)
        GROUP BY near.premises_id
    )

    SELECT
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.authority,
        CASE WHEN premises.precision_m < 100 THEN counted.at_100 END,
        counted.at_200,
        counted.at_400,
        counted.children,
        premises.geom
    FROM counted
    INNER JOIN business AS premises USING (premises_id)
    ORDER BY counted.at_400 DESC, premises.premises_id;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    PERFORM derived.look_by_login(
        'counts_by_band',
        jsonb_build_object('from', first_day, 'to', last_day, 'kinds', to_jsonb(kinds[1:20])),
        found_rows
    );
END
$$;
