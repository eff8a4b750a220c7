-- Remove the combinations of a place's answers that nothing refers to any more: no place, and no
-- correction.
WITH told AS MATERIALIZED (
    SELECT DISTINCT CAST(was.place ->> 'place_coding_id' AS integer) AS place_coding_id
    FROM held.episode_correction AS correction
    CROSS JOIN jsonb_array_elements(correction.was -> 'places') AS was (place)
)
DELETE FROM held.place_coding AS gone
USING (SELECT DISTINCT spot.place_coding_id FROM pg_temp.removed_spot AS spot) AS removed
WHERE
    gone.place_coding_id = removed.place_coding_id
    AND NOT EXISTS (
        SELECT FROM held.placed_episode AS place WHERE place.place_coding_id = gone.place_coding_id
    )
    AND NOT EXISTS (SELECT FROM told WHERE told.place_coding_id = gone.place_coding_id);
