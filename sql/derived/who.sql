-- derived.who: the name of whoever did something: a person's, or that of the command line.
CREATE OR REPLACE FUNCTION derived.who(actor text)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        coalesce(
            (
                SELECT account.display_name
                FROM held.account AS account
                WHERE account.account_id::text = actor
            ),
            actor
        )
$$;
