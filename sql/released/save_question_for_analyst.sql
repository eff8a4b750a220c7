-- released.save_question_for_analyst: keep a question that one asked under a name.
--
-- Audience  the analyst, in the name of the session. A name that one has already is given anew.
-- Returns   null if there is no such question.
-- Raises    NJ001 without a name, and for more than 100.
CREATE OR REPLACE FUNCTION released.save_question_for_analyst(
    session bytea, asked uuid, question_id uuid, name text, shared boolean
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    asks jsonb;
    kept uuid;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    SELECT own.terms INTO asks
    FROM held.asking AS own
    WHERE own.asking_id = asked AND own.account_id = who.account::uuid;
    IF asks IS NULL THEN
        RETURN NULL;
    END IF;
    IF length(trim(name)) NOT BETWEEN 1 AND 80 THEN
        PERFORM derived.refuse('a question is saved under a name of 1 to 80 characters');
    END IF;
    IF (
        SELECT count(*)
        FROM held.saved_question AS saved
        WHERE saved.account_id = who.account::uuid
    ) >= 100 THEN
        PERFORM derived.refuse('you have 100 saved questions: delete some of them first');
    END IF;
    INSERT INTO held.saved_question AS saved (
        question_id, account_id, name, shared, terms, last_used_at
    )
    VALUES (
        save_question_for_analyst.question_id, who.account::uuid,
        trim(save_question_for_analyst.name), save_question_for_analyst.shared, asks,
        clock_timestamp()
    )
    ON CONFLICT ON CONSTRAINT saved_question_name_key DO UPDATE
        SET
            shared = excluded.shared,
            terms = excluded.terms,
            saved_at = clock_timestamp()
    RETURNING saved.question_id INTO kept;
    PERFORM audit.add(who.account, 'save question', kept::text, '{}');
    RETURN kept;
END
$$;
