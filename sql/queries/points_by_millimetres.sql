-- The map points that are held at some coordinates.
SELECT
    millimetres,
    point_id
FROM held.map_point
WHERE millimetres = ANY(:keys);
