-- released.case_note_for_all: the notes of a case, newest first.
--
-- Audience  the analyst and the officer, in the name of the session.
CREATE OR REPLACE FUNCTION released.case_note_for_all(session bytea, wanted uuid)
RETURNS TABLE (
    note_id uuid,
    words text,
    version integer,
    made_by text,
    made_at timestamptz,
    changed_by text,
    changed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        note.note_id,
        note.words,
        note.version,
        derived.who(note.made_by::text),
        note.made_at,
        derived.who(note.changed_by::text),
        note.changed_at
    FROM derived.visible_cases(session) AS found
    INNER JOIN held.case_note AS note USING (case_id)
    WHERE found.case_id = wanted
    ORDER BY note.made_at DESC, note.note_id;
END
$$;
