-- released.asking_for_analyst: what one asked, and how far the answers are.
--
-- Audience  the analyst, in the name of the session; nobody else's is there for them.
-- Returns   the newest first, at most 20; of a number, that one alone.
CREATE OR REPLACE FUNCTION released.asking_for_analyst(session bytea, wanted uuid)
RETURNS TABLE (
    asking_id uuid, terms jsonb, state text, run_id uuid, refusal text, asked_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN QUERY
    SELECT own.asking_id, own.terms, own.state, own.run_id, own.refusal, own.asked_at
    FROM held.asking AS own
    WHERE own.account_id = who.account::uuid AND (wanted IS NULL OR own.asking_id = wanted)
    ORDER BY own.asked_at DESC, own.lock_no DESC
    LIMIT 20;
END
$$;
