-- The points of some postcodes, written without spaces.
SELECT
    postcode,
    ST_X(geom) AS easting,
    ST_Y(geom) AS northing,
    precision_m,
    authority
FROM held.postcode
WHERE postcode = ANY(:postcodes) AND geom IS NOT NULL;
