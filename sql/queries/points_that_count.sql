-- Every point that a place which counts was ever recorded at, in one order on any machine, with
-- the roughest precision that was said of it.
SELECT
    point.point_id,
    CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
    CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y,
    CAST(round(counted.precision_m * 1000) AS bigint) AS precision_mm
FROM (
    SELECT
        place.point_id,
        max(coding.precision_m) AS precision_m
    FROM held.episode_place AS place
    INNER JOIN held.place_coding AS coding USING (place_coding_id)
    WHERE coding.counts
    GROUP BY place.point_id
) AS counted
INNER JOIN held.map_point AS point USING (point_id)
ORDER BY point.millimetres;
