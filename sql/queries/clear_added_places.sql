-- Clear the places of the episodes that a load added places to, for those from before to come back.
DELETE FROM held.episode_place AS place
USING held.load_before AS kept
WHERE
    kept.load_id = :load_id AND kept.of_table = 'episode_place'
    AND place.episode_id = CAST(kept.was ->> 'episode_id' AS bigint);
