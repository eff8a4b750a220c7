-- Mark the codings of the removed episodes, those that a correction kept included.
CREATE TEMPORARY TABLE removed_coding ON COMMIT DROP AS
SELECT DISTINCT removed.coding_id
FROM pg_temp.removed_episode AS removed
UNION
SELECT DISTINCT CAST(correction.was ->> 'coding_id' AS integer)
FROM held.episode_correction AS correction
WHERE
    correction.episode_id IN (SELECT removed.episode_id FROM pg_temp.removed_episode AS removed)
    OR CAST(correction.was ->> 'child_id' AS integer) = ANY(CAST(:child_ids AS integer[]));
