-- The pairs of a repeat location and a premises near it, on the terms of a question, in no order:
-- those of derived.flagged_premises, packed in columns, and what is said of each premises once.
-- Eight bytes a number, the highest first; within_hours is -1 where hours or times are not known.
WITH location AS MATERIALIZED (
    SELECT *
    FROM derived.repeat_locations(
        :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
        CAST(:only_where AS jsonb)
    )
),
near AS MATERIALIZED (
    SELECT *
    FROM derived.premises_near(
        ARRAY(SELECT CAST(location AS derived.repeat_location) FROM location), :as_at, :radius_m,
        CAST(:kinds AS text[])
    )
),
named AS MATERIALIZED (
    SELECT
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.authority,
        authority.name AS authority_name,
        premises.postcode,
        ST_X(premises.geom) AS x,
        ST_Y(premises.geom) AS y,
        row_number() OVER (ORDER BY premises.premises_id) - 1 AS premises_no
    FROM held.premises AS premises
    INNER JOIN held.authority AS authority ON premises.authority = authority.code
    WHERE premises.premises_id IN (SELECT near.premises_id FROM near)
),
pairs AS (
    SELECT
        string_agg(int8send(near.location_no), '') AS location_no,
        string_agg(int8send(named.premises_no), '') AS premises_no,
        string_agg(float8send(near.distance_m), '') AS distance_m,
        string_agg(int8send(near.band_m), '') AS band_m,
        string_agg(int8send(near.timed), '') AS timed,
        string_agg(int8send(coalesce(near.within_hours, -1)), '') AS within_hours
    FROM near
    INNER JOIN named USING (premises_id)
),
places AS (
    SELECT
        string_agg(int8send(location.location_no), '') AS at_location_no,
        string_agg(int8send(location.episodes), '') AS at_episodes,
        string_agg(int8send(location.children), '') AS at_children
    FROM location
),
premises AS (
    SELECT
        array_agg(each.premises_id) AS premises_id,
        array_agg(each.name) AS name,
        array_agg(each.kind) AS kind,
        array_agg(each.authority) AS authority,
        array_agg(each.authority_name) AS authority_name,
        array_agg(each.postcode) AS postcode,
        string_agg(float8send(each.x), '') AS x,
        string_agg(float8send(each.y), '') AS y
    FROM (
        SELECT named.*
        FROM named
        ORDER BY named.premises_no
    ) AS each
)
SELECT
    pairs.*,
    places.*,
    premises.*
FROM pairs
CROSS JOIN places
CROSS JOIN premises;
