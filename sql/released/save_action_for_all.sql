-- released.save_action_for_all: write an action of a case, or the next version of one.
--
-- Audience  the analyst and the officer, in the name of the session; action is null for a new one.
-- Returns   whether it was taken, the newest version, and the number of the edit, as
--           released.decide_case_for_all does.
-- Raises    NJ004 for a case or action that is not theirs; NJ001 for an owner who may not see the
--           case, or an end without an outcome.
CREATE OR REPLACE FUNCTION released.save_action_for_all(
    session bytea,
    wanted uuid,
    action uuid,
    based_on integer,
    written text,
    owner uuid,
    due date,
    new_state text,
    came_of_it text,
    settles bigint
)
RETURNS TABLE (taken boolean, version integer, edit bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_case held.review_case;
    newest held.case_action;
    became integer;
    kept bigint;
    done date;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    found_case := derived.case_to_change(session, wanted);
    SELECT each.* INTO newest
    FROM held.case_action AS each
    WHERE each.action_id = action AND each.case_id = wanted;
    IF action IS NOT NULL AND newest.action_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF coalesce(new_state NOT IN ('open', 'done', 'dropped'), true) THEN
        PERFORM derived.refuse('choose whether the action is open, done or dropped');
    END IF;
    IF new_state <> 'open' AND length(came_of_it) < 5 THEN
        PERFORM derived.refuse('say what came of an action that is done or dropped');
    END IF;
    IF owner IS DISTINCT FROM newest.owner_id AND NOT EXISTS (
        SELECT FROM derived.case_people(found_case.authority) AS each WHERE each.account_id = owner
    ) THEN
        PERFORM derived.refuse('choose somebody from the list to own the action');
    END IF;
    IF (newest.what, newest.owner_id, newest.due_on, newest.state, newest.outcome)
        = (written, owner, due, new_state, came_of_it) THEN
        IF settles IS NOT NULL THEN
            PERFORM derived.settle_edit(wanted, settles, who.account);
        END IF;
        RETURN QUERY SELECT true, newest.version, NULL::bigint;
        RETURN;
    END IF;
    IF new_state = 'done' THEN
        done := coalesce(
            newest.done_on, (clock_timestamp() AT TIME ZONE 'Europe/London')::date
        );
    END IF;
    IF action IS NULL THEN
        became := 1;
        INSERT INTO held.case_action AS new (
            case_id, what, owner_id, due_on, state, outcome, made_by, changed_by, done_on
        )
        VALUES (
            wanted, written, owner, due, new_state, came_of_it, who.account, who.account, done
        )
        RETURNING new.* INTO newest;
    ELSIF based_on = newest.version THEN
        became := based_on + 1;
        UPDATE held.case_action AS changed
        SET
            what = written, owner_id = owner, due_on = due, state = new_state,
            outcome = came_of_it, version = became, done_on = done,
            changed_by = who.account, changed_at = clock_timestamp()
        WHERE changed.action_id = action;
    END IF;
    kept := derived.keep_edit(
        wanted, 'action', newest.action_id, CASE WHEN action IS NULL THEN 0 ELSE based_on END,
        became,
        jsonb_build_object(
            'what', written, 'owner', owner, 'due_on', due, 'state', new_state,
            'outcome', came_of_it
        ),
        who.account, settles
    );
    PERFORM audit.add(
        who.account::text, 'action in case', 'case:' || wanted,
        jsonb_build_object('version', became, 'edit', kept, 'state', new_state, 'task', who.task)
    );
    RETURN QUERY SELECT became IS NOT NULL, coalesce(became, newest.version), kept;
END
$$;
