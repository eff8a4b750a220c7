-- derived.draft_right: the right in which the holder of a session types: a person, as one thing.
--
-- Needs    no purpose: what is typed while one runs out is kept all the same, and is shown again
--          by a page that asks for one.
-- Raises   42501 unless the session is open and of the audience of the login that asks.
CREATE OR REPLACE FUNCTION derived.draft_right(token bytea)
RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found uuid;
BEGIN
    PERFORM derived.looker(token);
    SELECT session.right_id INTO found FROM derived.live_session(token) AS session;
    RETURN found;
END
$$;
