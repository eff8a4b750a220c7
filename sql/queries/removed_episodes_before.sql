-- Mark the episodes that began before a day for removal, but for those that are held back: by
-- child, or by the span of days they began in.
CREATE TEMPORARY TABLE removed_episode ON COMMIT DROP AS
SELECT
    episode.episode_id,
    episode.child_id,
    episode.coding_id,
    CAST(episode.started_at AT TIME ZONE 'Europe/London' AS date) AS started_on
FROM held.episode AS episode
WHERE
    episode.started_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    AND NOT coalesce(episode.child_id = ANY(CAST(:child_ids AS integer[])), FALSE)
    AND NOT EXISTS (
        SELECT FROM held.hold AS hold
        WHERE
            hold.ended_at IS NULL
            AND CAST(episode.started_at AT TIME ZONE 'Europe/London' AS date)
            BETWEEN hold.begins_on AND hold.ends_on
    );
