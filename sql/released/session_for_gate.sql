-- released.session_for_gate: who a token's session is of, as what, and for which authority.
--
-- task and purpose are null where a purpose must be stated before anything is shown.
-- Looking is using: the session is renewed (derived.renew_session).
-- Audience  every request, before anybody is known.
CREATE OR REPLACE FUNCTION released.session_for_gate(token bytea)
RETURNS TABLE (
    account_id uuid, sign_in_name text, display_name text, stage text, audience text,
    authority text, authority_name text, rights bigint, sample boolean, began_at timestamptz,
    task bigint, purpose text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    -- planned once for a connection: each request of each page asks this
    PERFORM derived.renew_session(token);
    RETURN QUERY
    SELECT
        account.account_id,
        account.sign_in_name,
        account.display_name,
        session.stage,
        given.audience,
        given.authority,
        authority.name AS authority_name,
        (
            SELECT count(*)
            FROM held.account_right AS each
            WHERE
                each.account_id = account.account_id
                AND each.granted_at IS NOT NULL AND each.ended_at IS NULL
        ) AS rights,
        account.sample,
        session.began_at,
        stated.seq AS task,
        stated.subject AS purpose
    FROM derived.live_session(token) AS session
    INNER JOIN held.account AS account USING (account_id)
    LEFT JOIN held.account_right AS given USING (right_id)
    LEFT JOIN held.authority AS authority ON given.authority = authority.code
    LEFT JOIN audit.entry AS stated ON stated.seq = derived.task_in_force(session.task);
END
$$;
