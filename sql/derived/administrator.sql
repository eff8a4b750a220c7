-- derived.administrator: the account whose session as an administrator a token opens.
--
-- Raises   NJ001 for a token that opens none.
CREATE OR REPLACE FUNCTION derived.administrator(token bytea)
RETURNS held.account
LANGUAGE plpgsql
AS $$
DECLARE
    found_account held.account;
BEGIN
    SELECT account.* INTO found_account
    FROM derived.live_session(token) AS session
    INNER JOIN held.account_right AS given USING (right_id)
    INNER JOIN held.account AS account ON session.account_id = account.account_id
    WHERE given.audience = 'admin';
    IF found_account.account_id IS NULL THEN
        PERFORM derived.refuse('only an administrator who is signed in may do that');
    END IF;
    RETURN found_account;
END
$$;
