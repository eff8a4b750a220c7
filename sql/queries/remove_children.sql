-- Remove the children of whom nothing is held any more: of those named, and of the removed
-- episodes.
DELETE FROM held.child AS child
USING (
    SELECT DISTINCT removed.child_id FROM pg_temp.removed_episode AS removed
    UNION
    SELECT unnest(CAST(:child_ids AS integer[]))
) AS gone
WHERE
    child.child_id = gone.child_id
    AND NOT EXISTS (SELECT FROM held.episode AS episode WHERE episode.child_id = child.child_id)
    AND NOT EXISTS (
        SELECT FROM held.episode_correction AS correction
        WHERE CAST(correction.was ->> 'child_id' AS integer) = child.child_id
    );
