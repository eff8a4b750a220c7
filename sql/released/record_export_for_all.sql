-- released.record_export_for_all: record that a file leaves by a page, before it does.
--
-- Audience  the analyst and the officer, each in the name of the session, and what, in which format
--           and how exactly a rule says.
-- Needs     the task of a purpose that the account stated for it in the last eight hours.
-- Returns   the number of the entry. An error must keep the file back.
CREATE OR REPLACE FUNCTION released.record_export_for_all(
    session bytea,
    task bigint,
    export_id uuid,
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
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF task IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before a file leaves' USING ERRCODE = '22023';
    END IF;
    IF NOT EXISTS (
        SELECT
        FROM held.export_rule AS rule
        WHERE
            rule.audience = who.audience AND rule.object = record_export_for_all.object
            AND rule.format = lower(substring(file_name FROM '\.([A-Za-z]+)$'))
            AND (record_export_for_all.masked OR rule.exact)
            AND record_export_for_all.rows <= rule.most_rows
    ) THEN
        RAISE EXCEPTION 'a file must be one that a rule lets this audience take'
        USING ERRCODE = '42501';
    END IF;
    RETURN audit.record_export(
        export_id, who.account, who.audience, who.authority, task, route, object, filter,
        file_name, sha256, rows, masked, covers_from, covers_to, expires_on
    );
END
$$;
