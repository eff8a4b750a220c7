-- released.open_snapshot_for_all: a file of a snapshot, handed over as it is recorded who asks.
--
-- Audience  analysts, of every snapshot; officers and the board, of one that stands published.
-- Needs     a session of the audience's own: it says who asks, and no argument does.
-- Records   a consultation, before anything is returned; asking for one that is not for the
--           audience is recorded as denied. No purpose is asked for: what is published was made to
--           be passed round, and holds no more than the board's own views.
-- Returns   the bytes, the manifest and the signature, which the reader has to check; no row if
--           there is no such file.
CREATE OR REPLACE FUNCTION released.open_snapshot_for_all(
    session bytea, snapshot text, file text
)
RETURNS TABLE (
    bytes bytea, manifest bytea, sha256 text, signature text, key_fingerprint text
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    asked held.snapshot;
    may boolean;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    SELECT * INTO asked FROM held.snapshot AS held WHERE held.name = open_snapshot_for_all.snapshot;
    IF asked.snapshot_id IS NULL OR NOT EXISTS (
        SELECT FROM held.snapshot_file AS its
        WHERE its.snapshot_id = asked.snapshot_id AND its.name = open_snapshot_for_all.file
    ) THEN
        RETURN;
    END IF;
    may := who.audience = 'analyst' OR (
        EXISTS (
            SELECT FROM held.snapshot_event AS event
            WHERE event.snapshot_id = asked.snapshot_id AND event.kind = 'published'
        )
        AND NOT EXISTS (
            SELECT FROM held.snapshot_event AS event
            WHERE event.snapshot_id = asked.snapshot_id AND event.kind = 'withdrawn'
        )
    );
    PERFORM audit.record_consultation(
        who.account, who.audience, who.authority, who.task, '/snapshots/' || asked.name || '/' || file, 'snapshot',
        asked.name, jsonb_build_object('file', file), CASE WHEN may THEN 1 END, NULL,
        CASE WHEN may THEN 'ok' ELSE 'denied' END
    );
    IF NOT may THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT its.bytes, asked.manifest, asked.sha256, asked.signature, asked.key_fingerprint
    FROM held.snapshot_file AS its
    WHERE its.snapshot_id = asked.snapshot_id AND its.name = open_snapshot_for_all.file;
END
$$;
