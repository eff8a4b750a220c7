-- derived.colleague: an officer of an authority who may be given a visit.
--
-- Raises   NJ001 if the account is no open one with an officer's right for the authority.
CREATE OR REPLACE FUNCTION derived.colleague(wanted uuid, of_authority text)
RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM held.account AS account
        INNER JOIN held.account_right AS given USING (account_id)
        WHERE
            account.account_id = wanted AND given.audience = 'officer'
            AND given.authority = of_authority AND given.granted_at IS NOT NULL
            AND given.ended_at IS NULL AND derived.account_is_open(account)
    ) THEN
        PERFORM derived.refuse(
            'a visit must be given to an officer of your authority: choose one of the list'
        );
    END IF;
    RETURN wanted;
END
$$;
