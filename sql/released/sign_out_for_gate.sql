-- released.sign_out_for_gate: end a token's session.
--
-- Audience  whoever holds the token.
CREATE OR REPLACE FUNCTION released.sign_out_for_gate(token bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    leaving uuid;
BEGIN
    UPDATE held.session
    SET ended_at = clock_timestamp(), new_totp_secret = NULL
    WHERE token_sha256 = token AND ended_at IS NULL
    RETURNING account_id INTO leaving;
    IF leaving IS NOT NULL THEN
        PERFORM audit.add(leaving::text, 'sign out', leaving::text, '{}');
    END IF;
END
$$;
