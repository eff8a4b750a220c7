-- released.repeat_location_for_analyst: the places where a run found that episodes recur.
--
-- Audience  the police analyst, who alone may see the points. EPSG:4326 as GeoJSON for the map.
CREATE OR REPLACE VIEW released.repeat_location_for_analyst WITH (security_barrier) AS
SELECT
    location.run_id,
    location.location_no,
    location.episodes,
    location.children,
    location.first_on,
    location.last_on,
    location.by_month,
    location.daytime,
    location.evening,
    location.late_evening,
    location.night,
    ST_NumGeometries(location.geom) AS points,
    ST_AsGeoJSON(ST_Transform(location.geom, 4326), 6)::jsonb AS shape,
    ST_AsBinary(location.geom) AS wkb
FROM held.flag_location AS location;
