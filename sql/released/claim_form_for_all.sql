-- released.claim_form_for_all: say, in the transaction of what a form does, that it was sent.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Waits     for another transaction that has just claimed the same form, until it has ended.
-- Returns   whether nobody had: false says that the form has acted already. What is rolled back
--           has claimed nothing.
CREATE OR REPLACE FUNCTION released.claim_form_for_all(session bytea, form bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    INSERT INTO held.sent_form (account_id, form_sha256)
    VALUES (who.account::uuid, form)
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;
