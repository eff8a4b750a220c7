-- derived.grant_right: grant a right that somebody else has asked for.
--
-- Raises   NJ001 for one's own account, one's own asking, what an account asked for that may be in
--          the same hands, or a right that does not wait.
CREATE OR REPLACE FUNCTION derived.grant_right(actor text, wanted uuid)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    given held.account_right;
BEGIN
    SELECT account_right.* INTO given
    FROM held.account_right AS account_right
    WHERE
        account_right.right_id = wanted
        AND account_right.granted_at IS NULL AND account_right.ended_at IS NULL
    FOR UPDATE;
    IF given.right_id IS NULL THEN
        PERFORM derived.refuse('there is no such right that waits to be granted');
    END IF;
    IF actor = given.account_id::text THEN
        PERFORM derived.refuse('nobody may give a right to themselves: ask another administrator');
    END IF;
    IF actor = given.asked_by THEN
        PERFORM derived.refuse(
            'an analyst''s right needs two people: whoever asked for it may not grant it as well'
        );
    END IF;
    IF EXISTS (
        SELECT mine.who
        FROM derived.stands_for(actor) AS mine (who)
        INNER JOIN derived.stands_for(given.asked_by) AS theirs (who) USING (who)
    ) THEN
        PERFORM derived.refuse(
            'an analyst''s right needs two people, and one of you was added, made an administrator '
            'or newly reset by the other, or both by a third: ask an administrator who was added '
            'by command or by somebody else'
        );
    END IF;
    PERFORM derived.open_account(given.account_id);
    UPDATE held.account_right
    SET granted_by = actor, granted_at = clock_timestamp()
    WHERE right_id = wanted;
    PERFORM audit.add(
        actor, 'grant right', given.account_id::text,
        jsonb_build_object('right', wanted, 'audience', given.audience, 'asked_by', given.asked_by)
    );
END
$$;
