-- released.record_consultation_for_all: record that somebody looks, before they see it.
--
-- Audience  everybody who signs in; which audience it is, the login says and no argument does.
-- Needs     the task of a purpose that the account stated in the last eight hours, unless what it
--           asked for was denied. rows is how many it is about to see.
-- Returns   the number of the entry. An error must keep the page shut.
CREATE OR REPLACE FUNCTION released.record_consultation_for_all(
    account text,
    authority text,
    task bigint,
    route text,
    object text,
    object_id text,
    filter jsonb,
    rows bigint,
    outcome text
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF task IS NULL AND outcome IS DISTINCT FROM 'denied' THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is shown'
        USING ERRCODE = '22023';
    END IF;
    RETURN audit.record_consultation(
        account, derived.audience_of_login(), authority, task, route, object, object_id, filter,
        rows, NULL, outcome
    );
END
$$;
