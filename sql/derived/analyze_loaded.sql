-- derived.analyze_loaded: look at what a load brought, so that questions are planned by it.
--
-- The server does so by itself within a minute; who asks sooner is answered by plans that were made
-- of empty tables, minutes for what takes seconds.
CREATE OR REPLACE FUNCTION derived.analyze_loaded(kind text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF kind = 'episodes' THEN
        ANALYZE held.episode, held.episode_place, held.episode_coding, held.place_coding,
        held.child, held.map_point, held.point_ward;
    ELSIF kind = 'boundaries' THEN
        ANALYZE held.boundary, held.point_ward;
    ELSIF kind = 'postcodes' THEN
        ANALYZE held.postcode;
    ELSIF kind = 'addresses' THEN
        ANALYZE held.address;
    ELSIF kind IN ('premises', 'food', 'taxi') THEN
        ANALYZE held.premises, held.premises_licence, held.licence_activity, held.licence_hours,
        held.food_business, held.taxi_operator, held.taxi_vehicle, held.taxi_driver;
    END IF;
END
$$;
