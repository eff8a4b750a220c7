-- derived.premises_near: the premises in business within a radius of each repeat location.
--
-- CRS      EPSG:27700; distances in metres, to the nearest of the location's points.
-- Band     the distance is within band_m: 100, 200, 400 or the radius. A premises that is placed
--          only to within 100 m or worse, as by its postcode, is never in the first band.
-- Hours    of the location's exact times, how many fall in the premises' licensed hours and an hour
--          after; null where its hours are not known. Premises that open alike are asked once.
-- Plans    Few locations ask the index of premises, each for its own. Of more than 2000, all are
--          laid into squares that are a little wider than the radius, and joined by these: it
--          takes half the time, and finds the same. What is joined again in full has nothing
--          that the other side has not: a full join is one that the planner, who cannot tell how
--          many rows these are, does not do by looking through all of one for each of the other.
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
            ST_NumGeometries(given.geom) > 1 AS several,
            ARRAY(
                SELECT derived.week_minute(moment.at) FROM unnest(given.exact_times) AS moment (at)
            ) AS minutes
        FROM unnest(locations) AS given
    ),
    -- a point of a location, in its own square and in the eight round it
    spot AS MATERIALIZED (
        SELECT
            point.location_no,
            point.several,
            point.timed,
            point.x,
            point.y,
            floor(point.x / (radius_m * 1.001))::integer + across.squares AS column_no,
            floor(point.y / (radius_m * 1.001))::integer + up.squares AS row_no
        FROM (
            SELECT
                location.location_no,
                location.several,
                cardinality(location.minutes) AS timed,
                ST_X(part.geom) AS x,
                ST_Y(part.geom) AS y
            FROM location
            CROSS JOIN ST_Dump(location.geom) AS part
            WHERE cardinality(locations) > 2000
        ) AS point
        CROSS JOIN generate_series(-1, 1) AS across (squares)
        CROSS JOIN generate_series(-1, 1) AS up (squares)
    ),
    asked AS MATERIALIZED (
        SELECT
            premises.premises_id,
            premises.precision_m,
            ST_X(premises.geom) AS x,
            ST_Y(premises.geom) AS y,
            floor(ST_X(premises.geom) / (radius_m * 1.001))::integer AS column_no,
            floor(ST_Y(premises.geom) / (radius_m * 1.001))::integer AS row_no
        FROM held.premises AS premises
        WHERE
            cardinality(locations) > 2000
            AND premises.geom IS NOT NULL
            AND (radius_m > 100 OR premises.precision_m < 100)
            AND (kinds IS NULL OR premises.kind = ANY(kinds))
    ),
    beside AS NOT MATERIALIZED (
        SELECT
            spot.location_no,
            spot.several,
            spot.timed,
            asked.premises_id,
            asked.precision_m,
            sqrt(
                (asked.x - spot.x) * (asked.x - spot.x) + (asked.y - spot.y) * (asked.y - spot.y)
            ) AS distance_m
        FROM spot
        INNER JOIN asked USING (column_no, row_no)
        WHERE
            sqrt(
                (asked.x - spot.x) * (asked.x - spot.x) + (asked.y - spot.y) * (asked.y - spot.y)
            ) <= radius_m
    ),
    near AS MATERIALIZED (
        SELECT
            location.location_no,
            premises.premises_id,
            premises.precision_m,
            ST_Distance(premises.geom, location.geom) AS distance_m,
            cardinality(location.minutes) AS timed
        FROM location
        INNER JOIN held.premises AS premises
            ON ST_DWithin(premises.geom, location.geom, radius_m)
        WHERE
            cardinality(locations) <= 2000
            AND (radius_m > 100 OR premises.precision_m < 100)
            AND (kinds IS NULL OR premises.kind = ANY(kinds))
        UNION ALL
        SELECT location_no, premises_id, precision_m, distance_m, timed
        FROM beside
        WHERE NOT several
        UNION ALL
        SELECT location_no, premises_id, min(precision_m), min(distance_m), min(timed)
        FROM beside
        WHERE several
        GROUP BY location_no, premises_id
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
    -- the terms of derived.premises_in_business, which asks them of every premises; with the spans
    -- of each licence that says when it is open
    business AS MATERIALIZED (
        SELECT
            asked.premises_id,
            array_agg(asked.span ORDER BY asked.span) FILTER (WHERE asked.span IS NOT NULL) AS spans
        FROM (
            SELECT
                licence.premises_id,
                hours.weekday * 16777216 + hours.opens_min * 4096 + hours.closes_min AS span
            FROM licence
            LEFT JOIN held.licence_hours AS hours USING (licence_id)
            UNION ALL
            SELECT food.premises_id, NULL
            FROM nearby
            INNER JOIN held.food_business AS food USING (premises_id)
            WHERE food.gone_load_id IS NULL
            UNION ALL
            SELECT operator.premises_id, NULL
            FROM nearby
            INNER JOIN derived.operators_in_force(on_day) AS operator USING (premises_id)
        ) AS asked
        GROUP BY asked.premises_id
    ),
    -- many premises open alike: the minutes of a week are made once for all of them
    week AS MATERIALIZED (
        SELECT
            alike.spans,
            row_number() OVER () AS week_no,
            (
                SELECT
                    range_agg(
                        derived.licensed_minutes(
                            (span.packed >> 24)::smallint,
                            (span.packed >> 12 & 4095)::smallint,
                            (span.packed & 4095)::smallint
                        )
                    )
                FROM unnest(alike.spans) AS span (packed)
            ) AS minutes
        FROM (SELECT DISTINCT business.spans FROM business) AS alike
        WHERE alike.spans IS NOT NULL
    ),
    pair AS MATERIALIZED (
        SELECT
            near.location_no,
            near.premises_id,
            near.precision_m,
            near.distance_m,
            near.timed,
            opened.week_no
        FROM near
        INNER JOIN (
            SELECT business.premises_id, week.week_no
            FROM business
            FULL JOIN week USING (spans)
            OFFSET 0
        ) AS opened USING (premises_id)
    ),
    -- and those near a location are asked once for each week that differs
    within AS MATERIALIZED (
        SELECT
            asked.location_no,
            asked.week_no,
            (
                SELECT count(*)
                FROM unnest(asked.at_minutes) AS moment (minute)
                WHERE asked.open_minutes @> moment.minute
            ) AS within_hours
        FROM (
            SELECT
                alike.location_no, week_no, location.minutes AS at_minutes,
                week.minutes AS open_minutes
            FROM (
                SELECT DISTINCT pair.location_no, pair.week_no FROM pair
                WHERE pair.timed > 0 AND pair.week_no IS NOT NULL
            ) AS alike
            FULL JOIN week USING (week_no)
            FULL JOIN location ON alike.location_no = location.location_no
            OFFSET 0
        ) AS asked
        WHERE asked.location_no IS NOT NULL
    )
    SELECT
        told.location_no,
        told.premises_id,
        told.distance_m,
        least(
            CASE
                WHEN told.distance_m <= 100 AND told.precision_m < 100 THEN 100
                WHEN told.distance_m <= 200 THEN 200
                WHEN told.distance_m <= 400 THEN 400
                ELSE 5000
            END,
            ceil(radius_m)::integer
        ) AS band_m,
        told.timed,
        told.within_hours
    FROM (
        SELECT
            pair.location_no,
            pair.premises_id,
            pair.precision_m,
            pair.distance_m,
            pair.timed,
            within.within_hours
        FROM pair
        FULL JOIN within
            ON pair.location_no = within.location_no AND pair.week_no = within.week_no
        OFFSET 0
    ) AS told
$$;
