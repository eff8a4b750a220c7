-- derived.end_right: end a right, or an asking for one, and the sessions that use it.
--
-- Raises   NJ001 for a right that there is not, or that has ended.
CREATE OR REPLACE FUNCTION derived.end_right(actor text, wanted uuid)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    given held.account_right;
BEGIN
    UPDATE held.account_right AS account_right
    SET ended_by = actor, ended_at = clock_timestamp()
    WHERE account_right.right_id = wanted AND account_right.ended_at IS NULL
    RETURNING account_right.* INTO given;
    IF given.right_id IS NULL THEN
        PERFORM derived.refuse('there is no such right, or it has ended');
    END IF;
    PERFORM derived.end_sessions(given.account_id, wanted);
    PERFORM audit.add(
        actor, 'end right', given.account_id::text,
        jsonb_build_object('right', wanted, 'audience', given.audience)
    );
END
$$;
