-- released.review_agenda_for_all: which cases are on the agenda of which meeting.
--
-- Audience  the analyst and the officer, in the name of the session: of a meeting of several
--           authorities an officer sees the cases of the own one.
CREATE OR REPLACE FUNCTION released.review_agenda_for_all(session bytea)
RETURNS TABLE (meeting_id uuid, case_id uuid, held_on date, meeting_state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        meeting.meeting_id,
        found.case_id,
        meeting.held_on,
        meeting.state
    FROM derived.visible_meetings(session) AS meeting
    INNER JOIN held.review_agenda AS agenda USING (meeting_id)
    INNER JOIN derived.visible_cases(session) AS found USING (case_id)
    ORDER BY meeting.held_on DESC, agenda.put_at, found.case_id;
END
$$;
