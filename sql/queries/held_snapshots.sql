-- Every snapshot with its state, its last check and its notes, the oldest first.
SELECT
    snapshot.snapshot_id,
    snapshot.name,
    snapshot.period,
    snapshot.edition,
    snapshot.manifest,
    snapshot.sha256,
    snapshot.signature,
    snapshot.key_fingerprint,
    snapshot.built_at,
    snapshot.built_by,
    published.at AS published_at,
    withdrawn.at AS withdrawn_at,
    withdrawn.reason AS withdrawn_for,
    CASE
        WHEN withdrawn.event_no IS NOT NULL THEN 'withdrawn'
        WHEN published.event_no IS NOT NULL THEN 'published'
        ELSE 'draft'
    END AS state,
    verdict.check_no,
    verdict.passed,
    verdict.beside,
    verdict.findings,
    (
        SELECT count(*) FROM held.snapshot_event AS event
        WHERE event.snapshot_id = snapshot.snapshot_id AND event.kind = 'noted'
    ) AS notes
FROM held.snapshot AS snapshot
LEFT JOIN held.snapshot_event AS published
    ON snapshot.snapshot_id = published.snapshot_id AND published.kind = 'published'
LEFT JOIN held.snapshot_event AS withdrawn
    ON snapshot.snapshot_id = withdrawn.snapshot_id AND withdrawn.kind = 'withdrawn'
LEFT JOIN LATERAL (
    SELECT last.check_no, last.passed, last.beside, last.findings
    FROM held.snapshot_check AS last
    WHERE last.snapshot_id = snapshot.snapshot_id
    ORDER BY last.check_no DESC
    LIMIT 1
) AS verdict ON TRUE
ORDER BY snapshot.period, snapshot.edition;
