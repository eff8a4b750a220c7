-- derived.account_is_open: whether an account has not ended, and is no sample among real people.
--
-- Sample people sign in without a password. They can only while there is nobody else.
CREATE OR REPLACE FUNCTION derived.account_is_open(account held.account)
RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        account.ended_at IS NULL
        AND NOT (
            account.sample
            AND EXISTS (SELECT FROM held.account AS other WHERE NOT other.sample)
        )
$$;
