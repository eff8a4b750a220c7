-- released.sample_for_gate: the sample people of the demonstration, as what each may sign in.
--
-- Audience  the demonstration's chooser; nobody, once there is an account of a real person.
CREATE OR REPLACE FUNCTION released.sample_for_gate()
RETURNS TABLE (
    right_id uuid, display_name text, audience text, authority_name text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT given.right_id, account.display_name, given.audience, authority.name AS authority_name
    FROM held.account AS account
    INNER JOIN held.account_right AS given USING (account_id)
    LEFT JOIN held.authority AS authority ON given.authority = authority.code
    WHERE
        account.sample AND account.password_proof IS NULL AND derived.account_is_open(account)
        AND given.granted_at IS NOT NULL AND given.ended_at IS NULL
    ORDER BY array_position(ARRAY['analyst', 'officer', 'board', 'admin'], given.audience),
        account.made_at, account.account_id
$$;
