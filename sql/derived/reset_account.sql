-- derived.reset_account: give an account a new password for one use, and forget its authenticator.
--
-- Whoever resets an account could use it. So an analyst's right ends with it and is asked for
-- again, and a second person must grant it anew.
-- Raises   NJ001 for one's own account.
CREATE OR REPLACE FUNCTION derived.reset_account(
    actor text, wanted uuid, new_setting text, new_proof bytea
)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    analysts_right uuid;
BEGIN
    PERFORM derived.open_account(wanted);
    IF actor = wanted::text THEN
        PERFORM derived.refuse('nobody may reset their own account: ask another administrator');
    END IF;
    UPDATE held.account
    SET
        password_setting = new_setting, password_proof = new_proof, totp_secret = NULL,
        one_time_until = clock_timestamp() + interval '3 days'
    WHERE account_id = wanted;
    PERFORM derived.end_sessions(wanted, NULL);
    PERFORM audit.add(actor, 'reset account', wanted::text, '{}');
    SELECT given.right_id INTO analysts_right
    FROM held.account_right AS given
    WHERE given.account_id = wanted AND given.audience = 'analyst' AND given.ended_at IS NULL;
    IF analysts_right IS NOT NULL THEN
        PERFORM derived.end_right(actor, analysts_right);
        PERFORM derived.ask_right(actor, wanted, 'analyst', NULL);
    END IF;
END
$$;
