-- derived.flagged_premises: premises within a radius of a repeat location, on a day.
--
-- CRS      EPSG:27700. The parameters are those of derived.repeat_locations and
--          derived.premises_near, which compute it.
-- Returns  a row for each pair of a repeat location and a premises near it, nearest first. Near is
--          all that it says: a flag is not evidence against a premises.
CREATE OR REPLACE FUNCTION derived.flagged_premises(
    as_at date,
    window_days integer DEFAULT 90,
    minimum_episodes integer DEFAULT 3,
    minimum_children integer DEFAULT 2,
    merge_m double precision DEFAULT 50,
    only_where jsonb DEFAULT '{}',
    radius_m double precision DEFAULT 400,
    kinds text[] DEFAULT NULL
)
RETURNS TABLE (
    location_no bigint,
    premises_id uuid,
    distance_m double precision,
    band_m integer,
    episodes bigint,
    children bigint,
    timed bigint,
    within_hours bigint
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH location AS MATERIALIZED (
        SELECT *
        FROM derived.repeat_locations(
            as_at, window_days, minimum_episodes, minimum_children, merge_m, only_where
        )
    )
    SELECT
        near.location_no,
        near.premises_id,
        near.distance_m,
        near.band_m,
        location.episodes,
        location.children,
        near.timed,
        near.within_hours
    FROM derived.premises_near(
        ARRAY(SELECT location::derived.repeat_location FROM location), as_at, radius_m, kinds
    ) AS near
    INNER JOIN location USING (location_no)
    ORDER BY near.distance_m, near.location_no, near.premises_id
$$;
