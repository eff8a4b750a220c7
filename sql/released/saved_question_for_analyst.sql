-- released.saved_question_for_analyst: the questions that one saved, and those of all analysts.
--
-- Audience  the analyst, in the name of the session.
-- Returns   the last used first.
CREATE OR REPLACE FUNCTION released.saved_question_for_analyst(session bytea)
RETURNS TABLE (
    question_id uuid, name text, shared boolean, own boolean, saved_by text, terms jsonb,
    last_used_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN QUERY
    SELECT
        saved.question_id,
        saved.name,
        saved.shared,
        saved.account_id = who.account::uuid,
        account.display_name,
        saved.terms,
        saved.last_used_at
    FROM held.saved_question AS saved
    INNER JOIN held.account AS account USING (account_id)
    WHERE saved.account_id = who.account::uuid OR saved.shared
    ORDER BY saved.last_used_at DESC NULLS LAST, saved.name
    LIMIT 500;
END
$$;
