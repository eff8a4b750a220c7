-- Mark the episodes of some children for removal.
CREATE TEMPORARY TABLE removed_episode ON COMMIT DROP AS
SELECT
    episode.episode_id,
    episode.child_id,
    episode.coding_id,
    CAST(episode.started_at AT TIME ZONE 'Europe/London' AS date) AS started_on
FROM held.episode AS episode
WHERE episode.child_id = ANY(CAST(:child_ids AS integer[]));
