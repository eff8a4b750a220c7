-- released.sent_form_for_all: where a form that one sent has led.
--
-- Audience  the analyst and the officer, in the name of the session; own forms alone.
-- Returns   the address; null while it is not known, and for a form that did not act.
CREATE OR REPLACE FUNCTION released.sent_form_for_all(session bytea, form bytea)
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN (
        SELECT own.led_to
        FROM held.sent_form AS own
        WHERE own.account_id = who.account::uuid AND own.form_sha256 = form
    );
END
$$;
