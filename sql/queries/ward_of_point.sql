-- The ward that a point is in, by the newest boundaries.
SELECT code
FROM held.boundary
WHERE
    kind = 'ward'
    AND ST_Intersects(geom, ST_SetSRID(ST_MakePoint(:easting, :northing), 27700))
ORDER BY vintage DESC
LIMIT 1;
