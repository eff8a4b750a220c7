-- released.repeat_locations_for_analyst: the places where episodes recur between two days, asked by
-- psql, a script or a map program.
--
-- Audience  the police analyst, who alone may see the points; who asks is recorded
--           (derived.look_by_login).
-- CRS       EPSG:27700; geom is a multipoint of the points that are one place.
-- Days      both counted, at most 1100 of them.
-- Terms     points within merge_m of one another (0 to 1000) are one place; minimum_children 0 is
--           for data without pseudonyms. What lies beyond is brought to the nearest allowed.
CREATE OR REPLACE FUNCTION released.repeat_locations_for_analyst(
    first_day date,
    last_day date,
    minimum_episodes integer DEFAULT 3,
    minimum_children integer DEFAULT 2,
    merge_m double precision DEFAULT 50
)
RETURNS TABLE (
    location_no bigint, episodes bigint, children bigint, first_on date, last_on date,
    daytime bigint, evening bigint, late_evening bigint, night bigint,
    geom geometry
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
    RETURN QUERY
    SELECT
        place.location_no, place.episodes, place.children, place.first_on, place.last_on,
        place.daytime, place.evening, place.late_evening, place.night, place.geom
    FROM derived.repeat_locations(
        last_day, days, minimum_episodes, minimum_children, merge_m
    ) AS place;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    PERFORM derived.look_by_login(
        'repeat_locations',
        jsonb_build_object(
            'from', first_day, 'to', last_day, 'minimum_episodes', minimum_episodes,
            'minimum_children', minimum_children, 'merge_m', merge_m
        ),
        found_rows
    );
END
$$;
