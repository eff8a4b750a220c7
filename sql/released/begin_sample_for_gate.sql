-- released.begin_sample_for_gate: let in a sample person, without a password.
--
-- Audience  the demonstration's chooser; nobody, once there is an account of a real person.
-- Returns   whether there is such a sample person.
CREATE OR REPLACE FUNCTION released.begin_sample_for_gate(wanted uuid, token bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entering uuid;
BEGIN
    SELECT account.account_id INTO entering
    FROM released.sample_for_gate() AS sample
    INNER JOIN held.account_right AS given USING (right_id)
    INNER JOIN held.account AS account USING (account_id)
    WHERE sample.right_id = wanted;
    IF entering IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO held.session (token_sha256, account_id, stage, right_id)
    VALUES (token, entering, 'open', wanted);
    PERFORM audit.add(entering::text, 'sign in', entering::text, '{"sample": true}');
    RETURN true;
END
$$;
