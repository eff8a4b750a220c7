-- released.check_code_for_gate: end a sign-in by the code that an authenticator app shows.
--
-- A code is taken once: its step and all before it are refused from then on.
-- Audience  the sign-in page, before anybody is known.
-- Returns   'in', 'choose', 'no_right', 'refused', 'locked', or 'gone' if the sign-in ran out.
CREATE OR REPLACE FUNCTION released.check_code_for_gate(
    token bytea, code text, address text, new_token bytea
)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    person held.account;
    name_is_free boolean;
    address_is_free boolean;
    step bigint;
    came text;
BEGIN
    SELECT each.* INTO person
    FROM derived.live_session(token) AS session
    INNER JOIN held.account AS each ON session.account_id = each.account_id
    WHERE session.stage = 'code'
    FOR UPDATE OF each;
    IF person.account_id IS NULL THEN
        RETURN 'gone';
    END IF;
    name_is_free := derived.may_try('name', person.sign_in_name);
    address_is_free := derived.may_try('address', address);
    IF NOT (name_is_free AND address_is_free) THEN
        RETURN 'locked';
    END IF;
    step := derived.totp_step(person.totp_secret, code, clock_timestamp());
    IF step IS NULL OR step <= person.totp_step THEN
        PERFORM derived.fail_sign_in(person.sign_in_name, address, 'code');
        RETURN 'refused';
    END IF;
    UPDATE held.account SET totp_step = step WHERE account_id = person.account_id;
    came := derived.open_session(person.account_id, new_token, clock_timestamp());
    UPDATE held.session SET ended_at = clock_timestamp() WHERE token_sha256 = token;
    DELETE FROM held.sign_in_guard
    WHERE kind = 'name' AND digest = sha256(convert_to(person.sign_in_name, 'UTF8'));
    RETURN came;
END
$$;
