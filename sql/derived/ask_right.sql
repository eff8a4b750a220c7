-- derived.ask_right: ask for a right of an account; all but the analyst's are granted at once.
--
-- Returns  the right's number.
-- Raises   NJ001 for one's own account, a right that is there, or an authority that is not.
CREATE OR REPLACE FUNCTION derived.ask_right(
    actor text, for_account uuid, new_audience text, new_authority text
)
RETURNS uuid
LANGUAGE plpgsql
AS $$
DECLARE
    asked uuid;
    at_once boolean := new_audience <> 'analyst';
BEGIN
    PERFORM derived.open_account(for_account);
    IF actor = for_account::text THEN
        PERFORM derived.refuse('nobody may give a right to themselves: ask another administrator');
    END IF;
    IF new_audience NOT IN ('analyst', 'officer', 'board', 'admin') THEN
        PERFORM derived.refuse('a right must be analyst, officer, board or admin');
    END IF;
    IF (new_audience = 'officer') <> (new_authority IS NOT NULL) THEN
        PERFORM derived.refuse(
            'the right of an officer must name an authority by its code, and no other right does'
        );
    END IF;
    IF
        new_authority IS NOT NULL
        AND NOT EXISTS (SELECT FROM held.authority WHERE code = new_authority)
    THEN
        PERFORM derived.refuse('there is no authority of that code: it is one like E08000003');
    END IF;
    INSERT INTO held.account_right (
        account_id, audience, authority, asked_by, granted_by, granted_at
    )
    VALUES (
        for_account, new_audience, new_authority, actor,
        CASE WHEN at_once THEN actor END, CASE WHEN at_once THEN clock_timestamp() END
    )
    ON CONFLICT DO NOTHING
    RETURNING right_id INTO asked;
    IF asked IS NULL THEN
        PERFORM derived.refuse('the account has that right already, or it has been asked for');
    END IF;
    PERFORM audit.add(
        actor, CASE WHEN at_once THEN 'grant right' ELSE 'ask for right' END, for_account::text,
        jsonb_strip_nulls(
            jsonb_build_object('right', asked, 'audience', new_audience, 'authority', new_authority)
        )
    );
    RETURN asked;
END
$$;
