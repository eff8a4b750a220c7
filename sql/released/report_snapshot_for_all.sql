-- released.report_snapshot_for_all: record that a file was not shown: it is not what was signed.
--
-- Audience  analysts, officers and the board: whoever came upon it. Nothing is recorded of a file
--           that is not for the audience, nor of one that there is not.
-- Returns   the number of the entry.
CREATE OR REPLACE FUNCTION released.report_snapshot_for_all(
    session bytea, snapshot text, file text
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF NOT EXISTS (
        SELECT FROM derived.snapshot_file_for(who.audience, snapshot, file)
    ) THEN
        RETURN NULL;
    END IF;
    RETURN audit.add(
        who.account, 'snapshot not as signed', snapshot,
        jsonb_build_object('audience', who.audience, 'file', file)
    );
END
$$;
