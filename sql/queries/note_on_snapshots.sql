-- Note on the published snapshots of the marked episodes' quarters that somebody was erased since.
INSERT INTO held.snapshot_event (snapshot_id, kind, actor, reason)
SELECT snapshot.snapshot_id, 'noted', :actor, :reason
FROM held.snapshot AS snapshot
WHERE
    EXISTS (
        SELECT FROM held.snapshot_event AS event
        WHERE event.snapshot_id = snapshot.snapshot_id AND event.kind = 'published'
    )
    AND EXISTS (
        SELECT FROM removed_episode AS removed
        WHERE
            snapshot.period = to_char(removed.started_on, 'YYYY"Q"Q')
            OR snapshot.period = to_char(removed.started_on, 'YYYY"R"')
    );
