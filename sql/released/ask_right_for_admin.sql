-- released.ask_right_for_admin: ask for a right, in the name of whoever the session is of.
--
-- Audience  the administrator.
CREATE OR REPLACE FUNCTION released.ask_right_for_admin(
    session bytea, for_account uuid, new_audience text, new_authority text
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    actor held.account := derived.administrator(session);
BEGIN
    RETURN derived.ask_right(actor.account_id::text, for_account, new_audience, new_authority);
END
$$;
