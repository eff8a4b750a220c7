-- derived.qualifying_places: the places that count, of the episodes that began in a window.
--
-- CRS      EPSG:27700. Places arrive anonymised; equal points are one map point.
-- Window   the window_days days, by Europe/London's calendar, that end on as_at, which is counted.
-- Only     values by name: a place or its episode must have each; an empty object asks nothing.
-- Homes    a point that the same episode calls a home or an institution does not count, whatever
--          else it is called there: a second row, or a later file, tells what the first did not.
--          Nor does one that the child was missing from, if nothing says what it is
--          (derived.tells_of_a_home).
-- Same     where there are several suppliers, what began at one second of one child is one episode,
--          whoever told of it: same_episode is equal in all their rows. One supplier's own numbers
--          tell its episodes apart; and without a time of day or a pseudonym nothing tells that two
--          are one: then it is the row's own episode_id. A second and a child make one negative
--          number, which needs no sorting; an episode_id is never negative.
-- Returns  a row for each episode at each of its points; exact_time is null unless the supplier
--          gave a time of day.
-- Plans    Written once for own places and once for further ones: of a view over both the planner
--          does not know how many rows there are, and joins each with each.
CREATE OR REPLACE FUNCTION derived.qualifying_places(
    as_at date, window_days integer, only_where jsonb DEFAULT '{}'
)
RETURNS TABLE (
    point_id integer,
    episode_id bigint,
    child_id integer,
    started_on date,
    by_month boolean,
    exact_time timestamp,
    same_episode bigint
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT
        episode.own_point_id AS point_id,
        episode.episode_id,
        episode.child_id,
        (episode.started_at AT TIME ZONE 'Europe/London')::date AS started_on,
        coding.time_quality = 'month' AS by_month,
        CASE
            WHEN coding.time_quality = 'exact'
                THEN episode.started_at AT TIME ZONE 'Europe/London'
        END AS exact_time,
        CASE
            WHEN
                coding.time_quality = 'exact' AND episode.child_id IS NOT NULL
                AND (SELECT count(*) > 1 FROM held.supplier)
                THEN
                    -1 - episode.child_id * 4294967296
                    - date_part('epoch', episode.started_at)::bigint
            ELSE episode.episode_id
        END AS same_episode
    FROM held.episode AS episode
    INNER JOIN held.episode_coding AS coding USING (coding_id)
    INNER JOIN held.supplier AS supplier USING (supplier_id)
    INNER JOIN held.place_coding AS place_coding
        ON episode.own_place_coding_id = place_coding.place_coding_id
    WHERE
        place_coding.counts  -- decided by role and kind: homes and institutions never do
        AND episode.started_at
        >= (as_at - window_days + 1)::timestamp AT TIME ZONE 'Europe/London'
        AND episode.started_at < (as_at + 1)::timestamp AT TIME ZONE 'Europe/London'
        AND NOT EXISTS (
            SELECT FROM held.episode_place AS other
            INNER JOIN held.place_coding AS told USING (place_coding_id)
            WHERE
                other.episode_id = episode.episode_id
                AND other.point_id = episode.own_point_id
                AND derived.tells_of_a_home(told.role, told.place_kind, place_coding.place_kind)
        )
        AND (
            only_where = '{}'
            OR jsonb_build_object(
                'authority', coding.authority,
                'host_authority', coding.host_authority,
                'category', coding.category,
                'risk', coding.risk,
                'time_quality', coding.time_quality,
                'age_band', coding.age_band,
                'sex', coding.sex,
                'placement_type', coding.placement_type,
                'cse_concern', coding.cse_concern,
                'trafficking_indicator', coding.trafficking_indicator,
                'supplier_class', coding.supplier_class,
                'supplier', supplier.name,
                'role', place_coding.role,
                'place_kind', place_coding.place_kind,
                'source_kind', place_coding.source_kind,
                'confidence', place_coding.confidence,
                'grading', place_coding.grading
            ) @> only_where
        )
    UNION ALL
    SELECT
        place.point_id,
        episode.episode_id,
        episode.child_id,
        (episode.started_at AT TIME ZONE 'Europe/London')::date AS started_on,
        coding.time_quality = 'month' AS by_month,
        CASE
            WHEN coding.time_quality = 'exact'
                THEN episode.started_at AT TIME ZONE 'Europe/London'
        END AS exact_time,
        CASE
            WHEN
                coding.time_quality = 'exact' AND episode.child_id IS NOT NULL
                AND (SELECT count(*) > 1 FROM held.supplier)
                THEN
                    -1 - episode.child_id * 4294967296
                    - date_part('epoch', episode.started_at)::bigint
            ELSE episode.episode_id
        END AS same_episode
    FROM held.episode AS episode
    INNER JOIN held.episode_coding AS coding USING (coding_id)
    INNER JOIN held.supplier AS supplier USING (supplier_id)
    INNER JOIN held.episode_place AS place USING (episode_id)
    INNER JOIN held.place_coding AS place_coding USING (place_coding_id)
    LEFT JOIN held.place_coding AS own_coding
        ON episode.own_place_coding_id = own_coding.place_coding_id
    WHERE
        place_coding.counts
        AND episode.started_at
        >= (as_at - window_days + 1)::timestamp AT TIME ZONE 'Europe/London'
        AND episode.started_at < (as_at + 1)::timestamp AT TIME ZONE 'Europe/London'
        AND NOT EXISTS (
            SELECT FROM held.episode_place AS other
            INNER JOIN held.place_coding AS told USING (place_coding_id)
            WHERE
                other.episode_id = episode.episode_id
                AND other.point_id = place.point_id
                AND derived.tells_of_a_home(told.role, told.place_kind, place_coding.place_kind)
        )
        AND (
            place.point_id IS DISTINCT FROM episode.own_point_id
            OR NOT derived.tells_of_a_home(
                own_coding.role, own_coding.place_kind, place_coding.place_kind
            )
        )
        AND (
            only_where = '{}'
            OR jsonb_build_object(
                'authority', coding.authority,
                'host_authority', coding.host_authority,
                'category', coding.category,
                'risk', coding.risk,
                'time_quality', coding.time_quality,
                'age_band', coding.age_band,
                'sex', coding.sex,
                'placement_type', coding.placement_type,
                'cse_concern', coding.cse_concern,
                'trafficking_indicator', coding.trafficking_indicator,
                'supplier_class', coding.supplier_class,
                'supplier', supplier.name,
                'role', place_coding.role,
                'place_kind', place_coding.place_kind,
                'source_kind', place_coding.source_kind,
                'confidence', place_coding.confidence,
                'grading', place_coding.grading
            ) @> only_where
        )
$$;
