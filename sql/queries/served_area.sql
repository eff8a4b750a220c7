-- The area that this installation serves, as WKB in EPSG:27700: the police forces' areas if they
-- are loaded, else the authorities'. Null while there is no boundary at all.
SELECT
    ST_AsBinary(
        ST_Union(boundary.geom)
    ) AS wkb
FROM held.boundary AS boundary
WHERE
    boundary.kind = coalesce(
        (SELECT 'force' FROM held.boundary WHERE kind = 'force' LIMIT 1),
        'authority'
    );
