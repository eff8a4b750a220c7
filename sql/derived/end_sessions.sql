-- derived.end_sessions: end what sessions an account has; those of one right, if one is named.
CREATE OR REPLACE FUNCTION derived.end_sessions(of_account uuid, of_right uuid)
RETURNS void
LANGUAGE sql
AS $$
    UPDATE held.session
    SET ended_at = clock_timestamp()
    WHERE
        account_id = of_account AND ended_at IS NULL
        AND (of_right IS NULL OR right_id = of_right)
$$;
