-- released.set_up_for_gate: take a new password and a new authenticator app, proved by its code.
--
-- Audience  the set-up page of whoever has just used a password for one use.
-- Returns   'in', 'choose', 'no_right', 'refused', 'locked', 'same' if the password is the one for
--           one use, or 'gone' if the sign-in ran out.
CREATE OR REPLACE FUNCTION released.set_up_for_gate(
    token bytea, same_proof bytea, new_setting text, new_proof bytea, code text, address text,
    new_token bytea
)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    person held.account;
    secret bytea;
    name_is_free boolean;
    address_is_free boolean;
    step bigint;
    came text;
BEGIN
    SELECT session.new_totp_secret INTO secret
    FROM derived.live_session(token) AS session
    WHERE session.stage = 'set_up';
    SELECT each.* INTO person
    FROM derived.live_session(token) AS session
    INNER JOIN held.account AS each ON session.account_id = each.account_id
    WHERE session.stage = 'set_up'
    FOR UPDATE OF each;
    IF person.account_id IS NULL THEN
        RETURN 'gone';
    END IF;
    name_is_free := derived.may_try('name', person.sign_in_name);
    address_is_free := derived.may_try('address', address);
    IF NOT (name_is_free AND address_is_free) THEN
        RETURN 'locked';
    END IF;
    step := derived.totp_step(secret, code, clock_timestamp());
    IF step IS NULL THEN
        PERFORM derived.fail_sign_in(person.sign_in_name, address, 'code');
        RETURN 'refused';
    END IF;
    IF same_proof = person.password_proof THEN
        RETURN 'same';
    END IF;
    UPDATE held.account
    SET
        password_setting = new_setting, password_proof = new_proof, one_time_until = NULL,
        totp_secret = secret, totp_step = step
    WHERE account_id = person.account_id;
    PERFORM derived.end_sessions(person.account_id, NULL);
    PERFORM audit.add(
        person.account_id::text, 'set up sign-in', person.account_id::text, '{}'
    );
    came := derived.open_session(person.account_id, new_token, clock_timestamp());
    DELETE FROM held.sign_in_guard
    WHERE kind = 'name' AND digest = sha256(convert_to(person.sign_in_name, 'UTF8'));
    RETURN came;
END
$$;
