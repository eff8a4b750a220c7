-- released.case_edit_for_all: what was saved over a version that was not the newest, and waits.
--
-- Audience  the analyst and the officer, in the name of the session: both sides see both texts.
CREATE OR REPLACE FUNCTION released.case_edit_for_all(session bytea, wanted uuid)
RETURNS TABLE (
    edit_no bigint,
    kind text,
    object_id uuid,
    based_on integer,
    content jsonb,
    written_by text,
    is_own boolean,
    at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        edit.edit_no,
        edit.kind,
        edit.object_id,
        edit.based_on,
        edit.content,
        derived.who(edit.account_id::text),
        edit.account_id = who.account,
        edit.at
    FROM derived.visible_cases(session) AS found
    CROSS JOIN derived.review_party(session) AS who
    INNER JOIN held.case_edit AS edit USING (case_id)
    WHERE found.case_id = wanted AND edit.version IS NULL AND edit.settled_at IS NULL
    ORDER BY edit.edit_no;
END
$$;
