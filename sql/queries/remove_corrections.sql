-- Remove what the removed episodes said before, and what other episodes said of a removed child.
DELETE FROM held.episode_correction AS correction
WHERE
    correction.episode_id IN (SELECT removed.episode_id FROM pg_temp.removed_episode AS removed)
    OR CAST(correction.was ->> 'child_id' AS integer) = ANY(CAST(:child_ids AS integer[]));
