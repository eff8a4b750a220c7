-- Forget what was kept of the places of the removed episodes.
DELETE FROM held.load_before AS kept
USING pg_temp.removed_episode AS removed
WHERE
    kept.of_table = 'episode_place'
    AND CAST(kept.was ->> 'episode_id' AS bigint) = removed.episode_id;
