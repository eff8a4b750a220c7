-- released.draft_for_all: what the holder of a session was typing and has not saved.
--
-- Audience  the analyst and the officer, each in the name of the session: one's own, in the right
--           in which it was typed, and nobody else's.
-- Returns   a row for each draft, newest first.
CREATE OR REPLACE FUNCTION released.draft_for_all(session bytea)
RETURNS TABLE (form text, fields jsonb, kept_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    typist uuid := derived.draft_right(session);
BEGIN
    RETURN QUERY
    SELECT
        draft.form,
        draft.fields,
        draft.kept_at
    FROM held.draft AS draft
    WHERE draft.right_id = typist
    ORDER BY draft.kept_at DESC, draft.form;
END
$$;
