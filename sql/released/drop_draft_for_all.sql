-- released.drop_draft_for_all: delete what the holder of a session was typing in a form.
--
-- Audience  the analyst and the officer, each in the name of the session: their own alone.
CREATE OR REPLACE FUNCTION released.drop_draft_for_all(session bytea, form text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    typist uuid := derived.draft_right(session);
BEGIN
    DELETE FROM held.draft AS draft
    WHERE draft.right_id = typist AND draft.form = drop_draft_for_all.form;
END
$$;
