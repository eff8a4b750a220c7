-- Every point that a place which counts was ever recorded at, in one order on any machine, with
-- the roughest precision that was said of it. Columns are packed: eight bytes a whole number, the
-- highest first.
SELECT
    coalesce(string_agg(int8send(point_id), ''), '') AS point_id,
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y,
    coalesce(string_agg(int8send(precision_mm), ''), '') AS precision_mm
FROM (
    SELECT
        CAST(point.point_id AS bigint) AS point_id,
        CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y,
        CAST(round(counted.precision_m * 1000) AS bigint) AS precision_mm
    FROM (
        SELECT
            place.point_id,
            max(coding.precision_m) AS precision_m
        FROM held.placed_episode AS place
        INNER JOIN held.place_coding AS coding USING (place_coding_id)
        WHERE coding.counts
        GROUP BY place.point_id
    ) AS counted
    INNER JOIN held.map_point AS point USING (point_id)
    ORDER BY point.millimetres
) AS point;
