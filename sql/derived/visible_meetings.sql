-- derived.visible_meetings: the meetings that whoever a session is of may see.
--
-- Police see every meeting, a council those that are of its authority among others.
CREATE OR REPLACE FUNCTION derived.visible_meetings(token bytea)
RETURNS SETOF held.review_meeting
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT seen.*
    FROM derived.review_party(token) AS who
    INNER JOIN held.review_meeting AS seen
        ON
            who.side = 'police'
            OR EXISTS (
                SELECT
                FROM held.review_meeting_authority AS of_it
                WHERE of_it.meeting_id = seen.meeting_id AND of_it.authority = who.authority
            )
$$;
