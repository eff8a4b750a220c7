-- derived.looker: whose session a token opens, as what, and for which purpose.
--
-- Returns  one row; task is null if no purpose is in force.
-- Sets     nightjar.session, by which the policies of rows ask who it is, until the transaction
--          ends: whoever is found to be signed in, and nobody else.
-- Raises   42501 unless the session is open and of the audience of the login that asks: nobody can
--          be recorded as somebody else.
CREATE OR REPLACE FUNCTION derived.looker(token bytea)
RETURNS TABLE (account text, audience text, authority text, task bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT
        session.account_id::text,
        given.audience,
        given.authority,
        derived.task_in_force(session.task)
    FROM derived.live_session(token) AS session
    INNER JOIN held.account_right AS given USING (right_id)
    WHERE session.stage = 'open' AND given.audience = derived.audience_of_login();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only somebody who is signed in as this audience may look'
        USING ERRCODE = '42501';
    END IF;
    PERFORM set_config('nightjar.session', encode(token, 'hex'), true);
END
$$;
