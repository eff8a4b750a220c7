-- The holds in force that stop the removal of what is marked: by a span of days.
SELECT hold.hold_id
FROM held.hold AS hold
WHERE
    hold.ended_at IS NULL
    AND EXISTS (
        SELECT FROM pg_temp.removed_episode AS removed
        WHERE removed.started_on BETWEEN hold.begins_on AND hold.ends_on
    )
ORDER BY hold.placed_at;
