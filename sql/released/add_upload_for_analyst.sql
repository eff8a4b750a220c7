-- released.add_upload_for_analyst: have a file checked that was sent by a page.
--
-- Audience  the analyst, in the name of the session.
-- Raises    NJ001 for too many at once.
CREATE OR REPLACE FUNCTION released.add_upload_for_analyst(
    session bytea,
    upload_id uuid,
    kind text,
    options jsonb,
    file_names text[],
    file_bytes bigint[],
    file_hashes text[]
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    PERFORM derived.add_upload(
        who.account::uuid, upload_id, kind, options, file_names, file_bytes, file_hashes
    );
END
$$;
