-- released.case_representation_for_all: complaints and replies about the premises of a case.
--
-- Audience  the analyst and the officer, in the name of the session, of a case that they may see.
CREATE OR REPLACE FUNCTION released.case_representation_for_all(session bytea, wanted uuid)
RETURNS TABLE (
    representation_id uuid, kind text, received_on date, made_for text, asked text, version integer,
    outcome text, answered_on date, answer text, answered_by_name text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        said.representation_id,
        said.kind,
        said.received_on,
        said.made_for,
        said.asked,
        said.version,
        said.outcome,
        said.answered_on,
        said.answer,
        said.answered_by_name
    FROM derived.visible_cases(session) AS found
    INNER JOIN derived.representations_now() AS said
        ON found.premises_id = said.premises_id AND found.authority = said.authority
    WHERE found.case_id = wanted
    ORDER BY said.received_on DESC, said.made_at DESC, said.representation_id;
END
$$;
