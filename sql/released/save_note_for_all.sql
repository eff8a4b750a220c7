-- released.save_note_for_all: write a note in a case, or the next version of one.
--
-- Audience  the analyst and the officer, in the name of the session; note is null for a new one.
-- Returns   whether it was taken, the newest version, and the number of the edit, as
--           released.decide_case_for_all does.
-- Raises    NJ004 for a case or note that is not theirs.
CREATE OR REPLACE FUNCTION released.save_note_for_all(
    session bytea, wanted uuid, note uuid, based_on integer, written text, settles bigint
)
RETURNS TABLE (taken boolean, version integer, edit bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    newest held.case_note;
    became integer;
    kept bigint;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    IF note IS NULL THEN
        became := 1;
        INSERT INTO held.case_note AS new (case_id, words, made_by, changed_by)
        VALUES (wanted, written, who.account, who.account)
        RETURNING new.* INTO newest;
    ELSE
        SELECT each.* INTO newest
        FROM held.case_note AS each
        WHERE each.note_id = note AND each.case_id = wanted;
        IF newest.note_id IS NULL THEN
            PERFORM derived.unknown_object();
        END IF;
        IF newest.words = written THEN
            IF settles IS NOT NULL THEN
                PERFORM derived.settle_edit(wanted, settles, who.account);
            END IF;
            RETURN QUERY SELECT true, newest.version, NULL::bigint;
            RETURN;
        END IF;
        IF based_on = newest.version THEN
            became := based_on + 1;
            UPDATE held.case_note AS changed
            SET
                words = written, version = became,
                changed_by = who.account, changed_at = clock_timestamp()
            WHERE changed.note_id = note;
        END IF;
    END IF;
    kept := derived.keep_edit(
        wanted, 'note', newest.note_id, CASE WHEN note IS NULL THEN 0 ELSE based_on END, became,
        jsonb_build_object('words', written), who.account, settles
    );
    PERFORM audit.add(
        who.account::text, 'note in case', 'case:' || wanted,
        jsonb_build_object('version', became, 'edit', kept, 'task', who.task)
    );
    RETURN QUERY SELECT became IS NOT NULL, coalesce(became, newest.version), kept;
END
$$;
