-- derived.open_session: let an account in under a new token, as the one thing it may be.
--
-- Returns  'in'; 'choose' if the account may be several things; 'no_right' if it may be nothing.
CREATE OR REPLACE FUNCTION derived.open_session(
    entering uuid, new_token bytea, began timestamptz
)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    rights uuid[];
BEGIN
    SELECT array_agg(given.right_id) INTO rights
    FROM held.account_right AS given
    WHERE
        given.account_id = entering AND given.granted_at IS NOT NULL AND given.ended_at IS NULL;
    PERFORM audit.add(
        entering::text, 'sign in', entering::text,
        jsonb_build_object('rights', coalesce(cardinality(rights), 0))
    );
    IF rights IS NULL THEN
        RETURN 'no_right';
    END IF;
    INSERT INTO held.session (token_sha256, account_id, stage, right_id, began_at, last_seen)
    VALUES (
        new_token, entering,
        CASE cardinality(rights) WHEN 1 THEN 'open' ELSE 'choose' END,
        CASE cardinality(rights) WHEN 1 THEN rights[1] END,
        began, clock_timestamp()
    );
    RETURN CASE cardinality(rights) WHEN 1 THEN 'in' ELSE 'choose' END;
END
$$;
