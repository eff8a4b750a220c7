-- released.stop_clock_for_all: say that what a clock asked for was done, or was not needed.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a case or clock that is not theirs; NJ001 if it was stopped before.
CREATE OR REPLACE FUNCTION released.stop_clock_for_all(
    session bytea, wanted uuid, clock uuid, came_of_it text
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_clock held.case_clock;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    SELECT each.* INTO found_clock
    FROM held.case_clock AS each
    WHERE each.clock_id = clock AND each.case_id = wanted;
    IF found_clock.clock_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF found_clock.stopped_at IS NOT NULL THEN
        PERFORM derived.refuse('somebody stopped this clock meanwhile');
    END IF;
    UPDATE held.case_clock AS stopped
    SET stopped_by = who.account, stopped_at = clock_timestamp(), outcome = came_of_it
    WHERE stopped.clock_id = clock;
    PERFORM audit.add(
        who.account::text, 'stop clock', 'case:' || wanted,
        jsonb_build_object('event', found_clock.event, 'task', who.task)
    );
END
$$;
