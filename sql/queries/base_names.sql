-- The names of the areas of a layer that comes as tiles.
SELECT
    code,
    name,
    longitude,
    latitude,
    west,
    south,
    east,
    north
FROM released.base_name_for_all
WHERE layer = :layer
ORDER BY code;
