-- The roads of the base map, greatest last so that they are drawn on top.
SELECT
    name,
    class,
    shape
FROM released.road_for_all
ORDER BY array_position(ARRAY['street', 'b', 'a', 'motorway'], class), road_id;
