-- released.delete_question_for_analyst: delete a question that one saved.
--
-- Audience  the analyst, in the name of the session; another's is there to ask, not to delete.
-- Returns   whether there was one.
CREATE OR REPLACE FUNCTION released.delete_question_for_analyst(session bytea, wanted uuid)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    DELETE FROM held.saved_question AS saved
    WHERE saved.question_id = wanted AND saved.account_id = who.account::uuid;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM audit.add(who.account, 'delete question', wanted::text, '{}');
    RETURN true;
END
$$;
