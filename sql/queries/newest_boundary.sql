-- The newest boundary of an area, as WKB in EPSG:27700.
SELECT ST_AsBinary(geom) AS wkb
FROM held.boundary
WHERE kind = :kind AND code = :code
ORDER BY vintage DESC
LIMIT 1;
