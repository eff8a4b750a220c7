-- derived.end_account: end an account for good, with its rights and its sessions.
--
-- Raises   NJ001 for one's own account.
CREATE OR REPLACE FUNCTION derived.end_account(actor text, wanted uuid)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM derived.open_account(wanted);
    IF actor = wanted::text THEN
        PERFORM derived.refuse('nobody may end their own account: ask another administrator');
    END IF;
    PERFORM derived.end_right(actor, given.right_id)
    FROM held.account_right AS given
    WHERE given.account_id = wanted AND given.ended_at IS NULL;
    UPDATE held.account
    SET
        ended_by = actor, ended_at = clock_timestamp(), password_setting = NULL,
        password_proof = NULL, totp_secret = NULL
    WHERE account_id = wanted;
    PERFORM derived.end_sessions(wanted, NULL);
    PERFORM audit.add(actor, 'end account', wanted::text, '{}');
END
$$;
