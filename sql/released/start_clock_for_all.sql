-- released.start_clock_for_all: say that something happened by which statutory clocks run.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a case that is not theirs; NJ001 if the same clock runs already.
CREATE OR REPLACE FUNCTION released.start_clock_for_all(
    session bytea, wanted uuid, happened text, at timestamptz
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    started uuid;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    IF EXISTS (
        SELECT
        FROM held.case_clock AS each
        WHERE each.case_id = wanted AND each.event = happened AND each.stopped_at IS NULL
    ) THEN
        PERFORM derived.refuse('this clock runs already: stop it first if it began anew');
    END IF;
    INSERT INTO held.case_clock (case_id, event, began_at, started_by)
    VALUES (wanted, happened, start_clock_for_all.at, who.account)
    RETURNING clock_id INTO started;
    PERFORM audit.add(
        who.account::text, 'start clock', 'case:' || wanted,
        jsonb_build_object('event', happened, 'task', who.task)
    );
    RETURN started;
END
$$;
