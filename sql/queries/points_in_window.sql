-- Every point that counts in a window, in one order on any machine. Columns are packed: eight bytes
-- a whole number, the highest first.
SELECT
    coalesce(string_agg(int8send(point_id), ''), '') AS point_id,
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y
FROM (
    SELECT
        CAST(point.point_id AS bigint) AS point_id,
        CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y
    FROM (
        SELECT DISTINCT place.point_id
        FROM
            derived.qualifying_places(:as_at, :window_days, CAST(:only_where AS jsonb)) AS place
    ) AS counted
    INNER JOIN held.map_point AS point USING (point_id)
    ORDER BY point.millimetres
) AS point;
