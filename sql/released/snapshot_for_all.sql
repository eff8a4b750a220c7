-- released.snapshot_for_all: the snapshots that were published, and which of them were withdrawn.
--
-- Audience  analysts, officers and the board. A withdrawn one stays in the list with its reason,
--           and is opened by analysts alone. Days of publication are told, hours are not.
CREATE OR REPLACE VIEW released.snapshot_for_all WITH (security_barrier) AS
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
    CASE WHEN withdrawn.event_no IS NULL THEN 'published' ELSE 'withdrawn' END AS state
FROM held.snapshot AS snapshot
INNER JOIN held.snapshot_event AS published
    ON snapshot.snapshot_id = published.snapshot_id AND published.kind = 'published'
LEFT JOIN held.snapshot_event AS withdrawn
    ON snapshot.snapshot_id = withdrawn.snapshot_id AND withdrawn.kind = 'withdrawn';
