-- released.ask_for_analyst: have a question answered by a worker.
--
-- Audience  the analyst, in the name of the session. A saved question that it comes from is noted
--           as used.
-- Raises    NJ001 for more than 5 that wait.
CREATE OR REPLACE FUNCTION released.ask_for_analyst(
    session bytea, asking_id uuid, terms jsonb, question_id uuid
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF (
        SELECT count(*)
        FROM held.asking AS other
        WHERE other.account_id = who.account::uuid AND other.state IN ('waiting', 'asking')
    ) >= 5 THEN
        PERFORM derived.refuse('5 of your questions wait for an answer: let them be answered first');
    END IF;
    INSERT INTO held.asking (asking_id, account_id, terms)
    VALUES (ask_for_analyst.asking_id, who.account::uuid, ask_for_analyst.terms);
    UPDATE held.saved_question AS saved
    SET last_used_at = clock_timestamp()
    WHERE
        saved.question_id = ask_for_analyst.question_id
        AND (saved.account_id = who.account::uuid OR saved.shared);
    -- the values of conditions are words that were typed, and the record outlives an erasure
    PERFORM audit.add(
        who.account,
        'ask question',
        ask_for_analyst.asking_id::text,
        ask_for_analyst.terms - 'only'
    );
END
$$;
