-- released.note_form_for_all: keep where a form that one sent has led.
--
-- Audience  the analyst and the officer, in the name of the session; own forms alone, each once.
CREATE OR REPLACE FUNCTION released.note_form_for_all(session bytea, form bytea, led_to text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    UPDATE held.sent_form AS own
    SET led_to = note_form_for_all.led_to
    WHERE
        own.account_id = who.account::uuid
        AND own.form_sha256 = form
        AND own.led_to IS NULL;
END
$$;
