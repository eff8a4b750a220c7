-- released.upload_for_analyst: what one sent, and how far it is.
--
-- Audience  the analyst, in the name of the session; nobody else's upload is there for them.
-- Returns   the newest first, at most 100; of a number, that one alone.
CREATE OR REPLACE FUNCTION released.upload_for_analyst(session bytea, wanted uuid)
RETURNS TABLE (
    upload_id uuid,
    kind text,
    options jsonb,
    file_names text[],
    file_bytes bigint[],
    file_hashes text[],
    state text,
    done bigint,
    expected bigint,
    report jsonb,
    refusal text,
    loads uuid[],
    rejects bigint,
    asked_at timestamptz,
    checked_at timestamptz,
    settled_at timestamptz,
    undo_reason text,
    undo_until timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN QUERY
    SELECT
        own.upload_id,
        own.kind,
        own.options,
        own.file_names,
        own.file_bytes,
        own.file_hashes,
        own.state,
        own.done,
        own.expected,
        own.report,
        own.refusal,
        own.loads,
        (
            SELECT count(*)
            FROM held.upload_reject AS reject
            WHERE reject.upload_id = own.upload_id
        ),
        own.asked_at,
        own.checked_at,
        own.settled_at,
        own.undo_reason,
        CASE own.state WHEN 'loaded' THEN own.settled_at + interval '7 days' END
    FROM held.upload AS own
    WHERE own.account_id = who.account::uuid AND (wanted IS NULL OR own.upload_id = wanted)
    ORDER BY own.asked_at DESC, own.lock_no DESC
    LIMIT 100;
END
$$;
