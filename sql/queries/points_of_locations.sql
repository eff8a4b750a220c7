-- The exact points of every stored repeat location, in EPSG:4326 and in whole metres of the grid,
-- but for those at which a register puts a premises: it is on the map whatever happened there.
WITH point AS (
    SELECT DISTINCT (ST_DumpPoints(place.geom)).geom AS geom
    FROM held.flag_location AS place
)
SELECT
    ST_X(ST_Transform(point.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(point.geom, 4326)) AS latitude,
    round(ST_X(point.geom))::integer AS easting,
    round(ST_Y(point.geom))::integer AS northing
FROM point
WHERE NOT EXISTS (
    SELECT FROM held.premises AS premises WHERE ST_DWithin(premises.geom, point.geom, 1)
);
