-- A point of the National Grid as the map would say it, in EPSG:4326.
SELECT
    ST_X(point.geom) AS longitude,
    ST_Y(point.geom) AS latitude
FROM (SELECT ST_Transform(ST_Point(:x, :y, 27700), 4326) AS geom) AS point;
