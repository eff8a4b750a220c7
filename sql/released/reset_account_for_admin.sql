-- released.reset_account_for_admin: give an account a new password for one use.
--
-- Audience  the administrator.
CREATE OR REPLACE FUNCTION released.reset_account_for_admin(
    session bytea, wanted uuid, new_setting text, new_proof bytea
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    actor held.account := derived.administrator(session);
BEGIN
    PERFORM derived.reset_account(actor.account_id::text, wanted, new_setting, new_proof);
END
$$;
