-- released.close_case_for_all: close a case whose decision stands and whose actions are at an end.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a case that is not theirs; NJ001 while the newest decision is not signed by
--           both sides, an action is open, a clock runs or two texts wait to be settled.
CREATE OR REPLACE FUNCTION released.close_case_for_all(
    session bytea, wanted uuid, came_of_it text
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    IF (
        SELECT count(*)
        FROM held.case_signature AS signed
        WHERE
            signed.case_id = wanted
            AND signed.version = (
                SELECT max(each.version)
                FROM held.case_decision AS each
                WHERE each.case_id = wanted
            )
    ) < 2 THEN
        PERFORM derived.refuse('a case closes by a decision that both sides have signed');
    END IF;
    IF EXISTS (
        SELECT FROM held.case_action AS each WHERE each.case_id = wanted AND each.state = 'open'
    ) THEN
        PERFORM derived.refuse('an action of this case is still open: finish or drop it first');
    END IF;
    IF EXISTS (
        SELECT
        FROM held.case_clock AS each
        WHERE each.case_id = wanted AND each.stopped_at IS NULL
    ) THEN
        PERFORM derived.refuse('a statutory clock of this case still runs: stop it first');
    END IF;
    IF EXISTS (
        SELECT
        FROM held.case_edit AS each
        WHERE each.case_id = wanted AND each.version IS NULL AND each.settled_at IS NULL
    ) THEN
        PERFORM derived.refuse('two texts of this case wait to be settled: do that first');
    END IF;
    UPDATE held.review_case AS closed
    SET
        state = 'closed', closed_by = who.account, closed_at = clock_timestamp(),
        outcome = came_of_it
    WHERE closed.case_id = wanted;
    PERFORM audit.add(
        who.account::text, 'close case', 'case:' || wanted, jsonb_build_object('task', who.task)
    );
END
$$;
