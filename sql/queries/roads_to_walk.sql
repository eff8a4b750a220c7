-- The roads in a rectangle that somebody may walk along, in one order on any machine.
SELECT
    road.digest,
    ST_AsBinary(road.geom) AS wkb
FROM held.road AS road
WHERE
    road.class <> 'motorway'
    AND road.geom && ST_MakeEnvelope(:west, :south, :east, :north, 27700)
ORDER BY road.digest;
