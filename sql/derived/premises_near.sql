-- derived.premises_near: the premises in business within a radius of one repeat location.
--
-- CRS      EPSG:27700; distances in metres, to the nearest of the location's points.
-- Band     the distance is within band_m: 100, 200, 400 or the radius. A premises that is placed
--          only to within 100 m or worse, as by its postcode, is never in the first band.
-- Hours    of the times given, how many fall in the premises' licensed hours and an hour after;
--          null where its hours are not known.
CREATE OR REPLACE FUNCTION derived.premises_near(
    location geometry,
    times timestamp[],
    on_day date,
    radius_m double precision DEFAULT 400,
    kinds text[] DEFAULT NULL
)
RETURNS TABLE (
    premises_id uuid,
    distance_m double precision,
    band_m integer,
    timed bigint,
    within_hours bigint
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT
        near.premises_id,
        near.distance_m,
        near.band_m,
        cardinality(times) AS timed,
        (
            SELECT count(*) FILTER (WHERE open.at_the_time)
            FROM (
                SELECT bool_or(
                    derived.is_open(moment.at, hours.weekday, hours.opens_min, hours.closes_min)
                ) AS at_the_time
                FROM derived.licences_in_force(on_day) AS licence
                INNER JOIN held.licence_hours AS hours USING (licence_id)
                CROSS JOIN unnest(times) WITH ORDINALITY AS moment (at, number)
                WHERE licence.premises_id = near.premises_id
                GROUP BY moment.number
            ) AS open
            HAVING count(*) > 0
        ) AS within_hours
    FROM (
        SELECT
            premises.premises_id,
            ST_Distance(premises.geom, location) AS distance_m,
            least(
                CASE
                    WHEN ST_Distance(premises.geom, location) <= 100
                        AND premises.precision_m < 100 THEN 100
                    WHEN ST_Distance(premises.geom, location) <= 200 THEN 200
                    WHEN ST_Distance(premises.geom, location) <= 400 THEN 400
                    ELSE 5000
                END,
                ceil(radius_m)::integer
            ) AS band_m
        FROM derived.premises_in_business(on_day, kinds) AS premises
        WHERE
            ST_DWithin(premises.geom, location, radius_m)
            AND (radius_m > 100 OR premises.precision_m < 100)
    ) AS near
$$;
