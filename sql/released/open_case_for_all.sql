-- released.open_case_for_all: open a case on a premises, and put it on the agenda of a meeting.
--
-- Audience  the analyst and the officer, in the name of the session; an officer opens cases on
--           premises of the own authority. A run is police's to name, and kept from the council.
-- Raises    NJ004 for a premises that is another authority's or is not there; NJ001 if the same
--           matter is open already, or the premises is not in what it is said to be opened from.
CREATE OR REPLACE FUNCTION released.open_case_for_all(
    session bytea,
    premises uuid,
    matter text,
    run uuid,
    quarter text,
    reason text,
    meeting uuid
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_premises record;
    opened uuid;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    SELECT each.premises_id, each.authority INTO found_premises
    FROM held.premises AS each
    WHERE
        each.premises_id = open_case_for_all.premises
        AND (who.side = 'police' OR each.authority = who.authority);
    IF found_premises.premises_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF coalesce(open_case_for_all.matter NOT IN ('near', 'information', 'compliance'), true) THEN
        PERFORM derived.refuse('choose what the case is about');
    END IF;
    IF run IS NOT NULL AND (
        who.side <> 'police'
        OR NOT EXISTS (
            SELECT
            FROM held.flag AS flag
            WHERE flag.run_id = run AND flag.premises_id = found_premises.premises_id
        )
    ) THEN
        PERFORM derived.refuse('the premises is not flagged in that run');
    END IF;
    IF open_case_for_all.quarter IS NOT NULL AND NOT EXISTS (
        SELECT
        FROM held.officer_flag AS flag
        WHERE
            flag.quarter = open_case_for_all.quarter
            AND flag.premises_id = found_premises.premises_id
    ) THEN
        PERFORM derived.refuse('the premises is not listed in that quarter');
    END IF;
    INSERT INTO held.review_case AS new (
        premises_id, authority, matter, side, run_id, quarter, reason, opened_by
    )
    VALUES (
        found_premises.premises_id, found_premises.authority, open_case_for_all.matter,
        who.side, run, open_case_for_all.quarter, open_case_for_all.reason, who.account
    )
    ON CONFLICT DO NOTHING
    RETURNING new.case_id INTO opened;
    IF opened IS NULL THEN
        PERFORM derived.refuse('a case of this matter is open on this premises already');
    END IF;
    IF meeting IS NOT NULL THEN
        PERFORM released.put_on_agenda_for_all(session, meeting, opened);
    END IF;
    PERFORM audit.add(
        who.account::text, 'open case', 'case:' || opened,
        jsonb_build_object('matter', open_case_for_all.matter, 'task', who.task)
    );
    RETURN opened;
END
$$;
