-- released.say_of_flag_for_officer: whether a listed premises was worth listing, and why not.
--
-- Audience  the licensing officer, in the name of the session, of premises of the own authority
--           that the quarter lists.
-- Terms     seen is the version that the form showed, 0 for none; 'withdrawn' takes it back; reason
--           is one of released.feedback_reason_for_all, why is free text beside it.
-- Returns   the new version. Raises NJ001 for a reason that is missing or of another verdict, or
--           without words where only words can tell, NJ002 if another version came first, NJ003 for
--           what is not listed.
CREATE OR REPLACE FUNCTION released.say_of_flag_for_officer(
    session bytea, listed_in text, place uuid, seen integer, verdict text, reason text, why text
)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    newest integer;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    PERFORM derived.own_premises(place, who.authority);
    IF NOT EXISTS (
        SELECT
        FROM held.officer_flag AS flag
        WHERE flag.quarter = listed_in AND flag.premises_id = place
    ) THEN
        RAISE EXCEPTION 'there is no premises of that number' USING ERRCODE = 'NJ003';
    END IF;
    IF coalesce(verdict NOT IN ('useful', 'not_relevant', 'wrong', 'withdrawn'), true) THEN
        PERFORM derived.refuse('say whether it is useful, not relevant or wrong');
    END IF;
    IF verdict = 'withdrawn' THEN
        reason := NULL;
    ELSIF
        NOT EXISTS (
            SELECT
            FROM held.feedback_reason AS known
            WHERE
                known.reason = say_of_flag_for_officer.reason
                AND say_of_flag_for_officer.verdict = ANY (known.verdicts)
        )
    THEN
        PERFORM derived.refuse('say why, by a reason that goes with what you chose: under each it says for which it is');
    ELSIF reason = 'other' AND coalesce(length(why), 0) < 3 THEN
        PERFORM derived.refuse('say in words what else it is, in 3 to 500 characters');
    END IF;
    SELECT coalesce(max(said.version), 0) INTO newest
    FROM held.flag_feedback AS said
    WHERE said.quarter = listed_in AND said.premises_id = place;
    PERFORM derived.refuse_clash(seen, newest);
    INSERT INTO held.flag_feedback (
        quarter, premises_id, version, authority, verdict, reason, why, changed_by
    )
    VALUES (
        listed_in, place, newest + 1, who.authority, say_of_flag_for_officer.verdict,
        say_of_flag_for_officer.reason, coalesce(say_of_flag_for_officer.why, ''), who.account
    );
    PERFORM audit.add(
        who.account::text, 'say of flag', 'premises:' || place, jsonb_build_object(
            'task', who.task, 'quarter', listed_in, 'version', newest + 1,
            'verdict', say_of_flag_for_officer.verdict
        )
    );
    RETURN newest + 1;
END
$$;
