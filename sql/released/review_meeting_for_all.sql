-- released.review_meeting_for_all: the meetings that somebody may see, newest first.
--
-- Audience  the analyst, every meeting; the officer, those of the own authority; by the session.
-- Returns   cases are those on its agenda that the same person may see.
CREATE OR REPLACE FUNCTION released.review_meeting_for_all(session bytea)
RETURNS TABLE (
    meeting_id uuid,
    held_on date,
    chair text,
    state text,
    version integer,
    authorities text[],
    codes text[],
    cases bigint,
    changed_by text,
    changed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        meeting.meeting_id,
        meeting.held_on,
        meeting.chair,
        meeting.state,
        meeting.version,
        (
            SELECT array_agg(authority.name ORDER BY authority.name)
            FROM held.review_meeting_authority AS of_it
            INNER JOIN held.authority AS authority ON of_it.authority = authority.code
            WHERE of_it.meeting_id = meeting.meeting_id
        ),
        (
            SELECT array_agg(of_it.authority ORDER BY of_it.authority)
            FROM held.review_meeting_authority AS of_it
            WHERE of_it.meeting_id = meeting.meeting_id
        ),
        (
            SELECT count(*)
            FROM held.review_agenda AS agenda
            INNER JOIN derived.visible_cases(session) AS found USING (case_id)
            WHERE agenda.meeting_id = meeting.meeting_id
        ),
        derived.who(meeting.changed_by::text),
        meeting.changed_at
    FROM derived.visible_meetings(session) AS meeting
    ORDER BY meeting.held_on DESC, meeting.made_at DESC;
END
$$;
