-- derived.case_people: who may see the cases of an authority, by the rights that they have now.
CREATE OR REPLACE FUNCTION derived.case_people(of_authority text)
RETURNS TABLE (account_id uuid, display_name text, side text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT
        account.account_id,
        account.display_name,
        CASE given.audience WHEN 'analyst' THEN 'police' ELSE 'council' END
    FROM held.account AS account
    INNER JOIN held.account_right AS given USING (account_id)
    WHERE
        derived.account_is_open(account)
        AND given.granted_at IS NOT NULL AND given.ended_at IS NULL
        AND (given.audience = 'analyst' OR given.authority = of_authority)
        AND given.audience IN ('analyst', 'officer')
$$;
