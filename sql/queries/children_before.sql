-- The children of the episodes that began before a day.
SELECT
    child.child_id,
    child.child_ref
FROM held.child AS child
WHERE
    EXISTS (
        SELECT FROM held.episode AS episode
        WHERE
            episode.child_id = child.child_id
            AND episode.started_at
            < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    );
