-- Put the places back of the episodes that a load corrected, but for the first of those whose own
-- row has it.
INSERT INTO held.episode_place (episode_id, place_no, point_id, place_coding_id)
SELECT
    correction.episode_id,
    place.place_no,
    place.point_id,
    place.place_coding_id
FROM held.episode_correction AS correction
CROSS JOIN
    jsonb_populate_recordset(CAST(NULL AS held.episode_place), correction.was -> 'places') AS place
WHERE
    correction.load_id = :load_id
    AND (correction.was ->> 'own_point_id' IS NULL OR place.place_no > 1);
