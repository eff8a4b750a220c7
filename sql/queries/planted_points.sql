-- The many places that were planted, in EPSG:4326 and in metres of EPSG:27700; whether each counts.
SELECT
    ST_X(ST_Transform(point.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(point.geom, 4326)) AS latitude,
    ST_X(point.geom) AS easting,
    ST_Y(point.geom) AS northing,
    coding.counts
FROM held.placed_episode AS place
INNER JOIN held.map_point AS point USING (point_id)
INNER JOIN held.place_coding AS coding USING (place_coding_id)
WHERE place.episode_id = 2000000000 AND place.place_no > 100
ORDER BY place.place_no;
