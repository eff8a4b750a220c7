-- released.grant_right_for_admin: grant what another person asked for, as the session's.
--
-- Audience  the administrator.
CREATE OR REPLACE FUNCTION released.grant_right_for_admin(session bytea, wanted uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    actor held.account := derived.administrator(session);
BEGIN
    PERFORM derived.grant_right(actor.account_id::text, wanted);
END
$$;
