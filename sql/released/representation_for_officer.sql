-- released.representation_for_officer: complaints and replies about an authority's own premises.
--
-- Audience  the licensing officer, in the name of the session; nothing of another authority.
-- Returns   those of one premises, or the one of a number, the newest first.
CREATE OR REPLACE FUNCTION released.representation_for_officer(
    session bytea, place uuid, wanted uuid
)
RETURNS TABLE (
    representation_id uuid, premises_id uuid, kind text, received_on date, made_for text,
    asked text, made_by_name text, made_at timestamptz, version integer, outcome text,
    answered_on date, answer text, answered_by_name text, changed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    RETURN QUERY
    SELECT
        said.representation_id, said.premises_id, said.kind, said.received_on, said.made_for,
        said.asked, said.made_by_name, said.made_at, said.version, said.outcome,
        said.answered_on, said.answer, said.answered_by_name, said.changed_at
    FROM derived.representations_now() AS said
    WHERE
        said.authority = who.authority
        AND (said.premises_id = place OR said.representation_id = wanted)
    ORDER BY said.received_on DESC, said.made_at DESC, said.representation_id;
END
$$;
