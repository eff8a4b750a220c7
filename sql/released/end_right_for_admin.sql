-- released.end_right_for_admin: end a right, in the name of whoever the session is of.
--
-- Audience  the administrator.
CREATE OR REPLACE FUNCTION released.end_right_for_admin(session bytea, wanted uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    actor held.account := derived.administrator(session);
BEGIN
    PERFORM derived.end_right(actor.account_id::text, wanted);
END
$$;
