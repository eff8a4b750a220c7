-- Remove the combinations of an episode's answers that nothing refers to any more.
DELETE FROM held.episode_coding AS coding
USING pg_temp.removed_coding AS removed
WHERE
    coding.coding_id = removed.coding_id
    AND NOT EXISTS (
        SELECT FROM held.episode AS episode WHERE episode.coding_id = coding.coding_id
    )
    AND NOT EXISTS (
        SELECT FROM held.episode_correction AS correction
        WHERE CAST(correction.was ->> 'coding_id' AS integer) = coding.coding_id
    );
