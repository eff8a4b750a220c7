-- released.begin_sample_for_gate: let in a sample person, without a password.
--
-- The purpose is stated with it: what there is to look at is invented, and nobody has to say why.
-- Audience  the demonstration's chooser; nobody, once there is an account of a real person.
-- Returns   whether there is such a sample person.
CREATE OR REPLACE FUNCTION released.begin_sample_for_gate(wanted uuid, token bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entering uuid;
    entering_as text;
    stated bigint;
BEGIN
    SELECT account.account_id, given.audience INTO entering, entering_as
    FROM released.sample_for_gate() AS sample
    INNER JOIN held.account_right AS given USING (right_id)
    INNER JOIN held.account AS account USING (account_id)
    WHERE sample.right_id = wanted;
    IF entering IS NULL THEN
        RETURN false;
    END IF;
    PERFORM audit.add(entering::text, 'sign in', entering::text, '{"sample": true}');
    IF cardinality(derived.purposes_of(entering_as)) > 0 THEN
        stated := audit.add(
            entering::text, 'state purpose', 'demonstration',
            jsonb_build_object(
                'audience', entering_as, 'reason', 'everything in it is invented'
            )
        );
    END IF;
    INSERT INTO held.session (token_sha256, account_id, stage, right_id, task)
    VALUES (token, entering, 'open', wanted, stated);
    RETURN true;
END
$$;
