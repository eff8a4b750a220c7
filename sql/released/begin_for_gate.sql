-- released.begin_for_gate: begin a sign-in by a name and the proof of its password.
--
-- The proof is SHA-256 of the hashed password: what is held cannot be read, only compared.
-- Audience  the sign-in page, before anybody is known.
-- Returns   'code', 'set_up' after a password for one use, 'refused', or 'locked'; each for a name
--           that there is not as well, but for the first two.
CREATE OR REPLACE FUNCTION released.begin_for_gate(
    tried_name text, proof bytea, address text, token bytea
)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name_is_free boolean := derived.may_try('name', tried_name);
    address_is_free boolean := derived.may_try('address', address);
    person held.account;
    next_stage text;
BEGIN
    IF NOT (name_is_free AND address_is_free) THEN
        RETURN 'locked';
    END IF;
    SELECT each.* INTO person
    FROM held.account AS each
    WHERE
        each.sign_in_name = tried_name
        AND each.password_proof = proof
        AND derived.account_is_open(each)
        AND coalesce(each.one_time_until > clock_timestamp(), true);
    IF person.account_id IS NULL THEN
        PERFORM derived.fail_sign_in(tried_name, address, 'password');
        RETURN 'refused';
    END IF;
    DELETE FROM held.sign_in_guard AS old
    WHERE
        old.last_failed < clock_timestamp() - interval '1 day'
        AND coalesce(old.locked_until < clock_timestamp(), true)
        AND old.digest <> sha256(convert_to(tried_name, 'UTF8'));
    next_stage := CASE
        WHEN person.one_time_until IS NOT NULL OR person.totp_secret IS NULL THEN 'set_up'
        ELSE 'code'
    END;
    INSERT INTO held.session (token_sha256, account_id, stage, new_totp_secret)
    VALUES (
        token, person.account_id, next_stage,
        CASE next_stage WHEN 'set_up' THEN public.gen_random_bytes(20) END
    );
    RETURN next_stage;
END
$$;
