-- released.road_for_all: the roads of the base map.
--
-- Audience  everybody. EPSG:4326 as GeoJSON.
CREATE OR REPLACE VIEW released.road_for_all WITH (security_barrier) AS
SELECT
    road.road_id,
    road.name,
    road.class,
    ST_AsGeoJSON(ST_Transform(road.geom, 4326), 5)::jsonb AS shape
FROM held.road AS road;
