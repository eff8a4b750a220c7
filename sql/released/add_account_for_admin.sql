-- released.add_account_for_admin: a new account, in the name of whoever the session is of.
--
-- Audience  the administrator.
CREATE OR REPLACE FUNCTION released.add_account_for_admin(
    session bytea, new_name text, new_display_name text, new_email text, new_setting text,
    new_proof bytea, new_issuer text, new_subject text
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    actor held.account := derived.administrator(session);
BEGIN
    RETURN derived.add_account(
        actor.account_id::text, actor.sample, new_name, new_display_name, new_email, new_setting,
        new_proof, new_issuer, new_subject
    );
END
$$;
