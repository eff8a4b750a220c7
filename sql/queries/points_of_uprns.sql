-- The points of some addresses by their Unique Property Reference Numbers.
SELECT
    uprn,
    ST_X(geom) AS easting,
    ST_Y(geom) AS northing
FROM held.address
WHERE uprn = ANY(:uprns);
