-- Each episode at each of its points that count, once in whatever roles and by however many
-- suppliers it is told, in a window, with its day; in one order on any machine. by_month is 1 where
-- no day but the month is known. Columns are packed: eight bytes a whole number, the highest first.
SELECT
    coalesce(string_agg(int8send(child), ''), '') AS child,
    coalesce(string_agg(int8send(episode), ''), '') AS episode,
    coalesce(string_agg(int8send(by_month), ''), '') AS by_month,
    coalesce(string_agg(int8send(day), ''), '') AS day,
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y
FROM (
    SELECT DISTINCT ON (point.millimetres, place.started_on, place.episode)
        coalesce(CAST(place.child_id AS bigint), -place.episode) AS child,
        place.episode,
        CAST(CAST(place.by_month AS integer) AS bigint) AS by_month,
        CAST(place.started_on - CAST('2000-01-01' AS date) AS bigint) AS day,
        CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y
    FROM (
        SELECT
            qualifying.*,
            min(CAST(qualifying.episode_id AS bigint)) OVER same AS episode
        FROM
            derived.qualifying_places(:as_at, :window_days, CAST(:only_where AS jsonb))
                AS qualifying
        WINDOW same AS (PARTITION BY qualifying.same_episode)
    ) AS place
    INNER JOIN held.map_point AS point USING (point_id)
    ORDER BY point.millimetres, place.started_on, place.episode
) AS event;
