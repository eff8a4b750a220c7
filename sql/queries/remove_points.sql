-- Remove the map points that nothing refers to any more: no place, and no correction.
WITH told AS MATERIALIZED (
    SELECT DISTINCT CAST(was.place ->> 'point_id' AS integer) AS point_id
    FROM held.episode_correction AS correction
    CROSS JOIN jsonb_array_elements(correction.was -> 'places') AS was (place)
)
DELETE FROM held.map_point AS gone
USING (SELECT DISTINCT spot.point_id FROM pg_temp.removed_spot AS spot) AS removed
WHERE
    gone.point_id = removed.point_id
    AND NOT EXISTS (
        SELECT FROM held.placed_episode AS place WHERE place.point_id = gone.point_id
    )
    AND NOT EXISTS (SELECT FROM told WHERE told.point_id = gone.point_id);
