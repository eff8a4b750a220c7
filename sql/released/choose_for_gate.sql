-- released.choose_for_gate: go on under a new token as another thing that one may be.
--
-- Audience  whoever has signed in and may be several things.
-- Returns   whether it was done; the eight hours go on from the sign-in.
CREATE OR REPLACE FUNCTION released.choose_for_gate(token bytea, wanted uuid, new_token bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen record;
BEGIN
    SELECT session.account_id, session.began_at, given.audience INTO chosen
    FROM derived.live_session(token) AS session
    INNER JOIN held.account_right AS given ON session.account_id = given.account_id
    WHERE
        session.stage IN ('open', 'choose')
        AND given.right_id = wanted AND given.granted_at IS NOT NULL AND given.ended_at IS NULL;
    IF chosen.account_id IS NULL THEN
        RETURN false;
    END IF;
    UPDATE held.session SET ended_at = clock_timestamp() WHERE token_sha256 = token;
    INSERT INTO held.session (token_sha256, account_id, stage, right_id, began_at, last_seen)
    VALUES (new_token, chosen.account_id, 'open', wanted, chosen.began_at, clock_timestamp());
    PERFORM audit.add(
        chosen.account_id::text, 'choose right', chosen.account_id::text,
        jsonb_build_object('right', wanted, 'audience', chosen.audience)
    );
    RETURN true;
END
$$;
