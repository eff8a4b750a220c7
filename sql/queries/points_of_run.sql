-- The points of a run's repeat locations, in one order on any machine. Columns are packed: eight
-- bytes a whole number, the highest first.
SELECT
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y
FROM (
    SELECT
        CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y
    FROM held.flag_location AS location
    CROSS JOIN LATERAL ST_Dump(location.geom) AS point
    WHERE location.run_id = :run_id
    ORDER BY x, y
) AS spot;
