-- released.rights_for_gate: the rights of whoever a token's session is of, as they were and are.
--
-- Audience  one's own account, and the choice of what to sign in as.
CREATE OR REPLACE FUNCTION released.rights_for_gate(token bytea)
RETURNS TABLE (
    right_id uuid, audience text, authority text, authority_name text, asked_by text,
    asked_at timestamptz, granted_by text, granted_at timestamptz, ended_at timestamptz,
    in_use boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        given.right_id,
        given.audience,
        given.authority,
        authority.name AS authority_name,
        derived.who(given.asked_by) AS asked_by,
        given.asked_at,
        derived.who(given.granted_by) AS granted_by,
        given.granted_at,
        given.ended_at,
        coalesce(given.right_id = session.right_id, false) AS in_use
    FROM derived.live_session(token) AS session
    INNER JOIN held.account_right AS given ON session.account_id = given.account_id
    LEFT JOIN held.authority AS authority ON given.authority = authority.code
    WHERE session.stage IN ('open', 'choose')
    ORDER BY given.ended_at DESC NULLS FIRST, given.asked_at, given.right_id
$$;
