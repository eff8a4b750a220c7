-- released.answer_representation_for_officer: how a complaint or reply was answered, by versions.
--
-- Audience  the licensing officer, in the name of the session, of the own authority.
-- Terms     seen is the version of the answer that the form showed, 0 for none.
-- Returns   the new version. Raises NJ001 for what it may not be, NJ002 if another version came
--           first, NJ003 for what is not there or is another authority's.
CREATE OR REPLACE FUNCTION released.answer_representation_for_officer(
    session bytea, wanted uuid, seen integer, outcome text, answered_on date, answer text
)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    said held.representation;
    newest integer;
    today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    SELECT found.* INTO said
    FROM held.representation AS found
    WHERE found.representation_id = wanted AND found.authority = who.authority
    FOR UPDATE;
    IF said.representation_id IS NULL THEN
        RAISE EXCEPTION 'there is nothing of that number' USING ERRCODE = 'NJ003';
    END IF;
    IF coalesce(outcome NOT IN ('upheld', 'partly', 'not_upheld', 'noted'), true) THEN
        PERFORM derived.refuse('choose what came of it');
    END IF;
    IF coalesce(answered_on NOT BETWEEN said.received_on AND today, true) THEN
        PERFORM derived.refuse(
            'it must have been answered on the day it came or after, and not after today'
        );
    END IF;
    IF coalesce(
        answer ~ '[0-9A-Fa-f]{16}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}', false
    ) THEN
        PERFORM derived.refuse('a record may not hold a reference to a child: write it without');
    END IF;
    SELECT coalesce(max(version.version), 0) INTO newest
    FROM held.representation_answer AS version
    WHERE version.representation_id = wanted;
    PERFORM derived.refuse_clash(seen, newest);
    INSERT INTO held.representation_answer (
        representation_id, version, outcome, answered_on, answer, changed_by
    )
    VALUES (
        wanted, newest + 1, answer_representation_for_officer.outcome,
        answer_representation_for_officer.answered_on, answer_representation_for_officer.answer,
        who.account
    );
    PERFORM audit.add(
        who.account::text, 'answer representation', 'representation:' || wanted,
        jsonb_build_object(
            'task', who.task, 'version', newest + 1,
            'outcome', answer_representation_for_officer.outcome
        )
    );
    RETURN newest + 1;
END
$$;
