-- The places where episodes recur, on the terms of a question.
SELECT
    location_no,
    episodes,
    children,
    first_on,
    last_on,
    by_month,
    daytime,
    evening,
    late_evening,
    night,
    ST_AsBinary(geom) AS wkb
FROM
    derived.repeat_locations(
        :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
        CAST(:only_where AS jsonb), CAST(:point_ids AS integer[]), CAST(:group_nos AS bigint[])
    )
ORDER BY location_no;
