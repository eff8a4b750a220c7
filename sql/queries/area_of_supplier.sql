-- The areas that a supplier of some authorities serves, as WKB in EPSG:27700: the police force
-- areas that those authorities are in, and for authorities in none that is loaded, all such
-- authorities. No row if the boundary of none of them is loaded.
WITH newest AS (
    SELECT DISTINCT ON (kind, code)
        kind,
        code,
        geom
    FROM held.boundary
    WHERE kind IN ('authority', 'force')
    ORDER BY kind, code, vintage DESC
),
authority AS (
    SELECT
        area.code,
        area.geom,
        (
            SELECT force.code
            FROM newest AS force
            WHERE force.kind = 'force' AND ST_Intersects(force.geom, ST_PointOnSurface(area.geom))
            LIMIT 1
        ) AS force
    FROM newest AS area
    WHERE area.kind = 'authority'
),
theirs AS (
    SELECT force FROM authority WHERE code = ANY(:authorities)
)
SELECT ST_AsBinary(force.geom) AS wkb
FROM newest AS force
WHERE force.kind = 'force' AND force.code IN (SELECT theirs.force FROM theirs)
UNION ALL
SELECT ST_AsBinary(authority.geom) AS wkb
FROM authority
WHERE authority.force IS NULL AND EXISTS (SELECT FROM theirs WHERE theirs.force IS NULL);
