-- released.flagged_premises_for_analyst: the premises near places where episodes recur between two
-- days, asked by psql, a script or a map program. Near is all that it says.
--
-- Audience  the police analyst; who asks is recorded (derived.look_by_login).
-- CRS       EPSG:27700; geom is the premises' point. Distances in metres.
-- Days      both counted, at most 1100 of them; premises are those in business on the last.
-- Terms     as released.repeat_locations_for_analyst; radius_m from 1 to 5000; kinds null asks of
--           all. What lies beyond is brought to the nearest that is allowed.
CREATE OR REPLACE FUNCTION released.flagged_premises_for_analyst(
    first_day date,
    last_day date,
    minimum_episodes integer DEFAULT 3,
    minimum_children integer DEFAULT 2,
    merge_m double precision DEFAULT 50,
    radius_m double precision DEFAULT 400,
    kinds text[] DEFAULT NULL
)
RETURNS TABLE (
    location_no bigint, premises_id uuid, name text, kind text, authority text, postcode text,
    distance_m double precision, band_m integer, episodes bigint, children bigint, timed bigint,
    within_hours bigint, geom geometry
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    days integer := derived.window_of(first_day, last_day);
    found_rows bigint;
BEGIN
    minimum_episodes := greatest(coalesce(minimum_episodes, 3), 1);
    minimum_children := greatest(coalesce(minimum_children, 2), 0);
    merge_m := least(greatest(coalesce(merge_m, 50), 0), 1000);
    radius_m := least(greatest(coalesce(radius_m, 400), 1), 5000);
    RETURN QUERY
    SELECT
        flag.location_no, flag.premises_id, premises.name, premises.kind, premises.authority,
        premises.postcode, flag.distance_m, flag.band_m, flag.episodes, flag.children, flag.timed,
        flag.within_hours, premises.geom
    FROM derived.flagged_premises(
        last_day, days, minimum_episodes, minimum_children, merge_m, '{}', radius_m,
        flagged_premises_for_analyst.kinds
    ) AS flag
    INNER JOIN held.premises AS premises USING (premises_id)
    ORDER BY flag.distance_m, flag.location_no, flag.premises_id;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    PERFORM derived.look_by_login(
        'flagged_premises',
        jsonb_build_object(
            'from', first_day, 'to', last_day, 'minimum_episodes', minimum_episodes,
            'minimum_children', minimum_children, 'merge_m', merge_m, 'radius_m', radius_m,
            'kinds', to_jsonb(kinds[1:20])
        ),
        found_rows
    );
END
$$;
