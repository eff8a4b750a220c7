-- The newest boundaries of some authorities, as WKB in EPSG:27700.
SELECT DISTINCT ON (code) ST_AsBinary(geom) AS wkb
FROM held.boundary
WHERE kind = 'authority' AND code = ANY(:authorities)
ORDER BY code, vintage DESC;
