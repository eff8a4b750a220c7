-- released.put_on_agenda_for_all: put a case on the agenda of a meeting that is planned.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a meeting or case that is not theirs; NJ001 if the meeting is over, or is not
--           of the case's authority.
CREATE OR REPLACE FUNCTION released.put_on_agenda_for_all(session bytea, meeting uuid, wanted uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_case held.review_case;
    found_meeting held.review_meeting;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    found_case := derived.case_to_change(session, wanted);
    SELECT each.* INTO found_meeting
    FROM derived.visible_meetings(session) AS each
    WHERE each.meeting_id = meeting;
    IF found_meeting.meeting_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF found_meeting.state <> 'planned' OR NOT EXISTS (
        SELECT
        FROM held.review_meeting_authority AS of_it
        WHERE of_it.meeting_id = meeting AND of_it.authority = found_case.authority
    ) THEN
        PERFORM derived.refuse('choose a planned meeting of the premises'' authority');
    END IF;
    INSERT INTO held.review_agenda (meeting_id, case_id, put_by)
    VALUES (meeting, wanted, who.account)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM audit.add(
            who.account::text, 'put on agenda', 'case:' || wanted,
            jsonb_build_object('meeting', meeting, 'task', who.task)
        );
    END IF;
END
$$;
