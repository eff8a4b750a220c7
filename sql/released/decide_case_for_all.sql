-- released.decide_case_for_all: write the next version of a case's decision.
--
-- A new version has no signature: both sides are asked again. What was written over an older
-- version than the newest is kept beside it, and is no version.
-- Audience  the analyst and the officer, in the name of the session.
-- Returns   whether it was taken, the newest version, and the number of the edit (null if it says
--           what the newest version says already).
-- Raises    NJ004 for a case that is not theirs; NJ001 for a measure or a meeting that is none.
CREATE OR REPLACE FUNCTION released.decide_case_for_all(
    session bytea,
    wanted uuid,
    based_on integer,
    what text,
    why text,
    meeting uuid,
    settles bigint
)
RETURNS TABLE (taken boolean, version integer, edit bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    newest held.case_decision;
    became integer;
    kept bigint;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    IF NOT EXISTS (SELECT FROM held.measure AS each WHERE each.code = what) THEN
        PERFORM derived.refuse('choose a measure from the list');
    END IF;
    IF meeting IS NOT NULL AND NOT EXISTS (
        SELECT
        FROM held.review_agenda AS agenda
        WHERE agenda.meeting_id = meeting AND agenda.case_id = wanted
    ) THEN
        PERFORM derived.refuse('choose a meeting that has the case on its agenda');
    END IF;
    SELECT each.* INTO newest
    FROM held.case_decision AS each
    WHERE each.case_id = wanted
    ORDER BY each.version DESC
    LIMIT 1;
    IF (newest.measure, newest.reason) = (what, why)
        AND newest.meeting_id IS NOT DISTINCT FROM meeting THEN
        IF settles IS NOT NULL THEN
            PERFORM derived.settle_edit(wanted, settles, who.account);
        END IF;
        RETURN QUERY SELECT true, newest.version, NULL::bigint;
        RETURN;
    END IF;
    IF based_on = coalesce(newest.version, 0) THEN
        became := based_on + 1;
        INSERT INTO held.case_decision (case_id, version, measure, reason, meeting_id, decided_by)
        VALUES (wanted, became, what, why, meeting, who.account);
    END IF;
    kept := derived.keep_edit(
        wanted, 'decision', wanted, based_on, became,
        jsonb_build_object('measure', what, 'reason', why, 'meeting', meeting),
        who.account, settles
    );
    PERFORM audit.add(
        who.account::text, 'decide case', 'case:' || wanted,
        jsonb_build_object('version', became, 'edit', kept, 'measure', what, 'task', who.task)
    );
    RETURN QUERY SELECT became IS NOT NULL, coalesce(became, newest.version), kept;
END
$$;
