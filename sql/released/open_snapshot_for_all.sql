-- released.open_snapshot_for_all: a file of a snapshot, handed over as it is recorded who asks.
--
-- Audience  analysts, of every snapshot; officers and the board, of one that stands published.
-- Needs     a session of the audience's own: it says who asks, and no argument does.
-- Records   a consultation, before anything is returned. A draft and what there is not are recorded
--           as denied alike: what one reads of one's own actions must not tell them apart. What
--           has not the form of a name is not recorded. No purpose is asked for: what is published
--           was made to be passed round, and holds no more than the board's own views.
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
    asked held.snapshot_file;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF coalesce(
        snapshot !~ '^[0-9]{4}(Q[1-4]|R)(-[0-9]{1,4})?$'
        OR file !~ '^[a-z]{1,20}\.[a-z]{1,10}$', true
    ) THEN
        RETURN;
    END IF;
    SELECT * INTO asked FROM derived.snapshot_file_for(who.audience, snapshot, file);
    PERFORM audit.record_consultation(
        who.account, who.audience, who.authority, who.task,
        '/snapshots/' || snapshot || '/' || file, 'snapshot', snapshot,
        jsonb_build_object('file', file),
        CASE WHEN asked.snapshot_id IS NOT NULL THEN 1 END, NULL,
        CASE WHEN asked.snapshot_id IS NOT NULL THEN 'ok' ELSE 'denied' END
    );
    RETURN QUERY
    SELECT asked.bytes, its.manifest, its.sha256, its.signature, its.key_fingerprint
    FROM held.snapshot AS its
    WHERE its.snapshot_id = asked.snapshot_id;
END
$$;
