-- released.cancel_question_for_analyst: cancel a question that one asked and that is not answered.
--
-- Audience  the analyst, in the name of the session; nobody else's is there for them.
-- Acts      the worker that is at it sees this within a second, ends its statement and keeps
--           nothing; what waits is not begun.
-- Returns   the state that it is in now, which is another if it was settled before; null if there
--           is no such question.
CREATE OR REPLACE FUNCTION released.cancel_question_for_analyst(session bytea, wanted uuid)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    stood text;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    SELECT own.state INTO stood
    FROM held.asking AS own
    WHERE own.asking_id = wanted AND own.account_id = who.account::uuid
    FOR UPDATE;
    IF stood IN ('waiting', 'asking') THEN
        UPDATE held.asking AS own
        SET
            state = 'cancelled',
            settled_at = clock_timestamp()
        WHERE own.asking_id = wanted
        RETURNING own.state INTO stood;
        PERFORM audit.add(who.account, 'cancel question', wanted::text, '{}');
    END IF;
    RETURN stood;
END
$$;
