-- released.case_decision_for_all: every version of the decision of a case, newest first.
--
-- Audience  the analyst and the officer, in the name of the session.
CREATE OR REPLACE FUNCTION released.case_decision_for_all(session bytea, wanted uuid)
RETURNS TABLE (
    version integer,
    measure text,
    words text,
    law text,
    reason text,
    meeting_id uuid,
    held_on date,
    decided_by text,
    decided_at timestamptz,
    police_by text,
    police_at timestamptz,
    council_by text,
    council_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        decision.version,
        decision.measure,
        measure.words,
        measure.law,
        decision.reason,
        decision.meeting_id,
        meeting.held_on,
        derived.who(decision.decided_by::text),
        decision.decided_at,
        derived.who(police.account_id::text),
        police.signed_at,
        derived.who(council.account_id::text),
        council.signed_at
    FROM derived.visible_cases(session) AS found
    INNER JOIN held.case_decision AS decision USING (case_id)
    INNER JOIN held.measure AS measure ON decision.measure = measure.code
    LEFT JOIN held.review_meeting AS meeting USING (meeting_id)
    LEFT JOIN held.case_signature AS police
        ON
            decision.case_id = police.case_id AND decision.version = police.version
            AND police.side = 'police'
    LEFT JOIN held.case_signature AS council
        ON
            decision.case_id = council.case_id AND decision.version = council.version
            AND council.side = 'council'
    WHERE found.case_id = wanted
    ORDER BY decision.version DESC;
END
$$;
