-- released.snapshot_for_analyst: every snapshot, drafts too, with its last check and what is noted.
--
-- Audience  analysts. What was noted names no child and no day of an episode.
CREATE OR REPLACE VIEW released.snapshot_for_analyst WITH (security_barrier) AS
SELECT
    snapshot.name,
    snapshot.period,
    snapshot.sha256,
    ARRAY(
        SELECT file.name FROM held.snapshot_file AS file
        WHERE file.snapshot_id = snapshot.snapshot_id
        ORDER BY file.name
    ) AS files,
    (published.at AT TIME ZONE 'Europe/London')::date AS published_on,
    (withdrawn.at AT TIME ZONE 'Europe/London')::date AS withdrawn_on,
    withdrawn.reason AS withdrawn_for,
    CASE
        WHEN withdrawn.event_no IS NOT NULL THEN 'withdrawn'
        WHEN published.event_no IS NOT NULL THEN 'published'
        ELSE 'draft'
    END AS state,
    (snapshot.built_at AT TIME ZONE 'Europe/London')::date AS built_on,
    verdict.passed,
    verdict.findings,
    noted.notes
FROM held.snapshot AS snapshot
LEFT JOIN held.snapshot_event AS published
    ON snapshot.snapshot_id = published.snapshot_id AND published.kind = 'published'
LEFT JOIN held.snapshot_event AS withdrawn
    ON snapshot.snapshot_id = withdrawn.snapshot_id AND withdrawn.kind = 'withdrawn'
LEFT JOIN LATERAL (
    SELECT last.passed, last.findings
    FROM held.snapshot_check AS last
    WHERE last.snapshot_id = snapshot.snapshot_id
    ORDER BY last.check_no DESC
    LIMIT 1
) AS verdict ON TRUE
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT event.reason) AS notes
    FROM held.snapshot_event AS event
    WHERE event.snapshot_id = snapshot.snapshot_id AND event.kind = 'noted'
) AS noted ON TRUE;
