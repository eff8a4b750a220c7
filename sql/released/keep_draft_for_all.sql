-- released.keep_draft_for_all: keep what somebody is typing in a form, for themselves alone.
--
-- Audience  the analyst and the officer, each in the name of the session.
-- Records   nothing: nobody else is ever shown it, and saving the form is an entry of its own.
-- Needs     fields from which the pages have left out what looks as if it told who a child is
--           (geo.free_text): numbers of ours stand among them, so a reference is not known here.
-- Returns   when it was kept. At most 50 are, and the oldest goes first. Raises NJ001 for what is
--           too long to be of a form.
CREATE OR REPLACE FUNCTION released.keep_draft_for_all(session bytea, form text, fields jsonb)
RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    typist uuid := derived.draft_right(session);
    kept timestamptz;
BEGIN
    IF
        coalesce(form !~ '^[a-z]+(:[0-9A-Za-z-]+){1,2}$', true) OR length(form) > 120
        OR coalesce(jsonb_typeof(fields) <> 'object', true)
        OR octet_length(fields::text) > 40000
    THEN
        PERFORM derived.refuse('a draft must be of a form, and no longer than one: save it');
    END IF;
    INSERT INTO held.draft AS draft (right_id, form, fields)
    VALUES (typist, keep_draft_for_all.form, keep_draft_for_all.fields)
    ON CONFLICT ON CONSTRAINT draft_pkey DO UPDATE
    SET fields = excluded.fields, kept_at = clock_timestamp()
    RETURNING draft.kept_at INTO kept;
    DELETE FROM held.draft AS draft
    WHERE
        draft.right_id = typist
        AND draft.form NOT IN (
            SELECT newer.form
            FROM held.draft AS newer
            WHERE newer.right_id = typist
            ORDER BY newer.kept_at DESC, newer.form
            LIMIT 50
        );
    RETURN kept;
END
$$;
