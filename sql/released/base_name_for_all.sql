-- released.base_name_for_all: names of the areas that the map gets as tiles, and where they stand.
--
-- Audience  everybody. Degrees, EPSG:4326: a point in the area, and how far the area reaches.
CREATE OR REPLACE VIEW released.base_name_for_all WITH (security_barrier) AS
SELECT
    called.layer,
    called.code,
    called.name,
    called.longitude,
    called.latitude,
    called.west,
    called.south,
    called.east,
    called.north
FROM held.base_name AS called;
