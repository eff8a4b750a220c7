-- derived.open_account: the account of a number, locked against other changes of it.
--
-- Raises   NJ001 for one that there is not, or that has ended.
CREATE OR REPLACE FUNCTION derived.open_account(wanted uuid)
RETURNS held.account
LANGUAGE plpgsql
AS $$
DECLARE
    found_account held.account;
BEGIN
    SELECT account.* INTO found_account
    FROM held.account AS account
    WHERE account.account_id = wanted AND account.ended_at IS NULL
    FOR UPDATE;
    IF found_account.account_id IS NULL THEN
        PERFORM derived.refuse('there is no such account, or it has ended');
    END IF;
    RETURN found_account;
END
$$;
