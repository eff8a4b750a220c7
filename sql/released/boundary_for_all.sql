-- released.boundary_for_all: the newest boundaries, simplified for a base map.
--
-- Audience  everybody. EPSG:4326 as GeoJSON; vertices nearer than 15 m are left out.
CREATE OR REPLACE VIEW released.boundary_for_all WITH (security_barrier) AS
SELECT DISTINCT ON (boundary.kind, boundary.code)
    boundary.kind,
    boundary.code,
    boundary.name,
    boundary.vintage,
    ST_AsGeoJSON(
        ST_Transform(ST_SimplifyPreserveTopology(boundary.geom, 15), 4326), 5
    )::jsonb AS shape
FROM held.boundary AS boundary
ORDER BY boundary.kind, boundary.code, boundary.vintage DESC;
