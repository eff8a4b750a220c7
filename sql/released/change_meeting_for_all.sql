-- released.change_meeting_for_all: change the day, the chair or the state of a meeting.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a meeting that is not theirs; NJ001 if somebody changed it meanwhile, or it
--           is over, or is said to have been held before its day.
CREATE OR REPLACE FUNCTION released.change_meeting_for_all(
    session bytea, wanted uuid, based_on integer, day date, led_by text, new_state text
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_meeting held.review_meeting;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    SELECT each.* INTO found_meeting
    FROM held.review_meeting AS each
    WHERE
        each.meeting_id = wanted
        AND EXISTS (
            SELECT
            FROM derived.visible_meetings(session) AS seen
            WHERE seen.meeting_id = wanted
        )
    FOR NO KEY UPDATE;
    IF found_meeting.meeting_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF found_meeting.version <> based_on THEN
        PERFORM derived.refuse(
            'somebody changed this meeting meanwhile: look at it as it is now, and change it again'
        );
    END IF;
    IF found_meeting.state <> 'planned' THEN
        PERFORM derived.refuse('a meeting that is over cannot be changed');
    END IF;
    IF coalesce(new_state NOT IN ('planned', 'held', 'called_off'), true) THEN
        PERFORM derived.refuse('choose whether the meeting is planned, was held or is called off');
    END IF;
    IF new_state = 'held' AND day > (clock_timestamp() AT TIME ZONE 'Europe/London')::date THEN
        PERFORM derived.refuse('a meeting can be held on its day at the earliest');
    END IF;
    UPDATE held.review_meeting AS changed
    SET
        held_on = day, chair = led_by, state = new_state, version = found_meeting.version + 1,
        changed_by = who.account, changed_at = clock_timestamp()
    WHERE changed.meeting_id = wanted;
    PERFORM audit.add(
        who.account::text, 'change meeting', 'meeting:' || wanted,
        jsonb_build_object('state', new_state, 'task', who.task)
    );
END
$$;
