-- released.record_consultation_for_all: record that somebody looks, before they see it.
--
-- Audience  everybody who signs in, each in the name of the session: it says who looks, as what,
--           for which authority and for which purpose, and no argument does.
-- Needs     a purpose that is in force, unless what was asked for was denied. rows is how many
--           are about to be seen.
-- Returns   the number of the entry. An error must keep the page shut.
CREATE OR REPLACE FUNCTION released.record_consultation_for_all(
    session bytea,
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
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF who.task IS NULL AND outcome IS DISTINCT FROM 'denied' THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is shown'
        USING ERRCODE = '22023';
    END IF;
    RETURN audit.record_consultation(
        who.account, who.audience, who.authority, who.task, route, object, object_id, filter,
        rows, NULL, outcome
    );
END
$$;
