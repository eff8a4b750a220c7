-- released.record_export_for_all: record that a file leaves, before it does.
--
-- Audience  the analyst, the officer and the board; the login says which. Exact points are for the
--           analyst alone.
-- Needs     the task of a purpose that the account stated in the last eight hours.
-- Returns   the number of the entry. An error must keep the file back.
CREATE OR REPLACE FUNCTION released.record_export_for_all(
    export_id uuid,
    account text,
    authority text,
    task bigint,
    route text,
    object text,
    filter jsonb,
    file_name text,
    sha256 text,
    rows bigint,
    masked boolean,
    covers_from date,
    covers_to date,
    expires_on date
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    audience text := derived.audience_of_login();
BEGIN
    IF task IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before a file leaves' USING ERRCODE = '22023';
    END IF;
    IF audience <> 'analyst' AND masked IS NOT TRUE THEN
        RAISE EXCEPTION 'exact points are for the analyst alone' USING ERRCODE = '42501';
    END IF;
    RETURN audit.record_export(
        export_id, account, audience, authority, task, route, object, filter, file_name, sha256,
        rows, masked, covers_from, covers_to, expires_on
    );
END
$$;
