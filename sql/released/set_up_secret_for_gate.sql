-- released.set_up_secret_for_gate: the secret that a new authenticator app is to be told.
--
-- Audience  the set-up page of whoever has just used a password for one use.
CREATE OR REPLACE FUNCTION released.set_up_secret_for_gate(token bytea)
RETURNS TABLE (sign_in_name text, secret bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT account.sign_in_name, session.new_totp_secret AS secret
    FROM derived.live_session(token) AS session
    INNER JOIN held.account AS account USING (account_id)
    WHERE session.stage = 'set_up'
$$;
