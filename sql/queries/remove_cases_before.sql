-- Remove the cases that closed before a day, with all that is of them, and the meetings before it
-- that no case is left of; but for cases that closed on a hold's days.
WITH past AS (
    SELECT closed.case_id
    FROM held.review_case AS closed
    WHERE
        closed.closed_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
        AND NOT EXISTS (
            SELECT FROM held.hold AS hold
            WHERE
                hold.ended_at IS NULL
                AND CAST(closed.closed_at AT TIME ZONE 'Europe/London' AS date)
                BETWEEN hold.begins_on AND hold.ends_on
        )
),
gone_seen AS (
    DELETE FROM held.case_seen AS gone USING past WHERE gone.case_id = past.case_id
),
gone_signature AS (
    DELETE FROM held.case_signature AS gone USING past WHERE gone.case_id = past.case_id
),
gone_decision AS (
    DELETE FROM held.case_decision AS gone USING past WHERE gone.case_id = past.case_id
),
gone_action AS (
    DELETE FROM held.case_action AS gone USING past WHERE gone.case_id = past.case_id
),
gone_note AS (
    DELETE FROM held.case_note AS gone USING past WHERE gone.case_id = past.case_id
),
gone_edit AS (
    DELETE FROM held.case_edit AS gone USING past WHERE gone.case_id = past.case_id
),
gone_clock AS (
    DELETE FROM held.case_clock AS gone USING past WHERE gone.case_id = past.case_id
),
gone_agenda AS (
    DELETE FROM held.review_agenda AS gone USING past WHERE gone.case_id = past.case_id
),
past_meeting AS (
    SELECT meeting.meeting_id
    FROM held.review_meeting AS meeting
    WHERE
        meeting.held_on < CAST(:before AS date)
        AND NOT EXISTS (
            SELECT FROM held.review_agenda AS agenda
            WHERE
                agenda.meeting_id = meeting.meeting_id
                AND agenda.case_id NOT IN (SELECT past.case_id FROM past)
        )
        AND NOT EXISTS (
            SELECT FROM held.case_decision AS decision
            WHERE
                decision.meeting_id = meeting.meeting_id
                AND decision.case_id NOT IN (SELECT past.case_id FROM past)
        )
),
gone_authority AS (
    DELETE FROM held.review_meeting_authority AS gone
    USING past_meeting
    WHERE gone.meeting_id = past_meeting.meeting_id
),
gone_meeting AS (
    DELETE FROM held.review_meeting AS gone
    USING past_meeting
    WHERE gone.meeting_id = past_meeting.meeting_id
)
DELETE FROM held.review_case AS gone
USING past
WHERE gone.case_id = past.case_id;
