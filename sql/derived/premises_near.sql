-- derived.premises_near: the premises in business within a radius of each repeat location.
--
-- CRS      EPSG:27700; distances in metres, to the nearest of the location's points.
-- Band     the distance is within band_m: 100, 200, 400 or the radius. A premises that is placed
--          only to within 100 m or worse, as by its postcode, is never in the first band.
-- Hours    of the location's exact times, how many fall in the premises' licensed hours and an hour
--          after; null where its hours are not known.
CREATE OR REPLACE FUNCTION derived.premises_near(
    locations derived.repeat_location[],
    on_day date,
    radius_m double precision DEFAULT 400,
    kinds text[] DEFAULT NULL
)
RETURNS TABLE (
    location_no bigint,
    premises_id uuid,
    distance_m double precision,
    band_m integer,
    timed bigint,
    within_hours bigint
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH location AS MATERIALIZED (
        SELECT
            given.location_no,
            given.geom,
            ARRAY(
                SELECT derived.week_minute(moment.at) FROM unnest(given.exact_times) AS moment (at)
            ) AS minutes
        FROM unnest(locations) AS given
    ),
    near AS MATERIALIZED (
        SELECT
            location.location_no,
            location.minutes,
            premises.premises_id,
            premises.precision_m,
            ST_Distance(premises.geom, location.geom) AS distance_m
        FROM location
        INNER JOIN held.premises AS premises
            ON ST_DWithin(premises.geom, location.geom, radius_m)
        WHERE
            (radius_m > 100 OR premises.precision_m < 100)
            AND (kinds IS NULL OR premises.kind = ANY(kinds))
    ),
    -- what follows is asked once of each premises, however many locations it is near
    nearby AS MATERIALIZED (
        SELECT DISTINCT premises_id FROM near
    ),
    licence AS MATERIALIZED (
        SELECT licence.licence_id, licence.premises_id
        FROM nearby
        INNER JOIN derived.licences_in_force(on_day) AS licence USING (premises_id)
    ),
    -- the terms of derived.premises_in_business, which asks them of every premises
    in_business AS MATERIALIZED (
        SELECT licence.premises_id FROM licence
        UNION
        SELECT food.premises_id
        FROM nearby
        INNER JOIN held.food_business AS food USING (premises_id)
        WHERE food.gone_load_id IS NULL
        UNION
        SELECT operator.premises_id
        FROM nearby
        INNER JOIN derived.operators_in_force(on_day) AS operator USING (premises_id)
    ),
    opening AS MATERIALIZED (
        SELECT
            licence.premises_id,
            range_agg(
                derived.licensed_minutes(hours.weekday, hours.opens_min, hours.closes_min)
            ) AS minutes
        FROM licence
        INNER JOIN held.licence_hours AS hours USING (licence_id)
        GROUP BY licence.premises_id
    )
    SELECT
        near.location_no,
        near.premises_id,
        near.distance_m,
        least(
            CASE
                WHEN near.distance_m <= 100 AND near.precision_m < 100 THEN 100
                WHEN near.distance_m <= 200 THEN 200
                WHEN near.distance_m <= 400 THEN 400
                ELSE 5000
            END,
            ceil(radius_m)::integer
        ) AS band_m,
        cardinality(near.minutes) AS timed,
        CASE
            WHEN opening.minutes IS NOT NULL AND cardinality(near.minutes) > 0
                THEN (
                    SELECT count(*)
                    FROM unnest(near.minutes) AS moment (minute)
                    WHERE opening.minutes @> moment.minute
                )
        END AS within_hours
    FROM near
    INNER JOIN in_business USING (premises_id)
    LEFT JOIN opening USING (premises_id)
$$;
