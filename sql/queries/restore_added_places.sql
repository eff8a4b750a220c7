-- Put the places back of the episodes that a load added places to.
INSERT INTO held.episode_place (episode_id, place_no, point_id, place_coding_id)
SELECT
    CAST(kept.was ->> 'episode_id' AS bigint),
    place.place_no,
    place.point_id,
    place.place_coding_id
FROM held.load_before AS kept
CROSS JOIN
    jsonb_populate_recordset(CAST(NULL AS held.episode_place), kept.was -> 'places') AS place
WHERE kept.load_id = :load_id AND kept.of_table = 'episode_place';
