-- Mark the episodes that a load brought, corrected or added places to.
CREATE TEMPORARY TABLE removed_episode ON COMMIT DROP AS
SELECT
    episode.episode_id,
    episode.child_id,
    episode.coding_id,
    CAST(episode.started_at AT TIME ZONE 'Europe/London' AS date) AS started_on
FROM held.episode AS episode
WHERE
    episode.load_id = :load_id
    OR episode.episode_id IN (
        SELECT CAST(kept.was ->> 'episode_id' AS bigint)
        FROM held.load_before AS kept
        WHERE kept.load_id = :load_id AND kept.of_table = 'episode_place'
    );
