-- Whose the views and functions are by which officers and joint reviews work: nightjar_casework's.
--
-- Code that runs as its owner reads as its owner: as the database's own, who sees all, a condition
-- that was forgotten would show one council's work to another. This role is asked whose each row
-- is. What tells all authorities' counts, or the analysts' figures, stays the database's own.
DO $$
DECLARE
    thing record;
BEGIN
    -- An owner who is no superuser can give only to a role that it is a member of, and is one for
    -- no longer: a policy that asked the owner whose each row is would keep rows from what the
    -- owner does for all.
    IF NOT pg_has_role(current_user, 'nightjar_casework', 'USAGE') THEN
        EXECUTE format('GRANT nightjar_casework TO %I', current_user);
    END IF;
    GRANT CREATE ON SCHEMA released TO nightjar_casework;  -- as an owner must have, for a moment
    FOR thing IN
        SELECT code.oid::regprocedure::text AS named
        FROM pg_proc AS code
        WHERE
            code.pronamespace = 'released'::regnamespace
            AND code.proname = ANY(ARRAY[
                -- visits, what is said of a flag, saved views, and complaints with their answers
                'plan_visits_for_officer', 'change_visit_for_officer', 'undo_visit_for_officer',
                'record_visit_for_officer', 'say_of_flag_for_officer', 'save_view_for_officer',
                'use_view_for_officer', 'end_view_for_officer', 'add_representation_for_officer',
                'answer_representation_for_officer', 'representation_for_officer',
                -- what somebody is typing
                'keep_draft_for_all', 'draft_for_all', 'drop_draft_for_all',
                -- cases and meetings
                'review_case_for_all', 'review_meeting_for_all', 'review_agenda_for_all',
                'case_seen_for_all', 'case_decision_for_all', 'case_action_for_all',
                'case_note_for_all', 'case_edit_for_all', 'case_clock_for_all',
                'case_representation_for_all', 'case_person_for_all', 'notice_for_all',
                'open_case_for_all', 'put_on_agenda_for_all', 'add_meeting_for_all',
                'change_meeting_for_all', 'see_case_for_all', 'decide_case_for_all',
                'sign_case_for_all', 'save_note_for_all', 'save_action_for_all',
                'settle_edit_for_all', 'start_clock_for_all', 'stop_clock_for_all',
                'close_case_for_all'
            ])
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO nightjar_casework', thing.named);
    END LOOP;
    ALTER VIEW released.visit_for_officer OWNER TO nightjar_casework;
    ALTER VIEW released.visit_plan_for_officer OWNER TO nightjar_casework;
    ALTER VIEW released.visit_record_for_officer OWNER TO nightjar_casework;
    ALTER VIEW released.flag_feedback_for_officer OWNER TO nightjar_casework;
    ALTER VIEW released.saved_view_for_officer OWNER TO nightjar_casework;
    REVOKE CREATE ON SCHEMA released FROM nightjar_casework;
    IF EXISTS (
        SELECT FROM pg_auth_members AS given
        WHERE
            given.roleid = 'nightjar_casework'::regrole
            AND given.member = current_user::regrole
    ) THEN
        EXECUTE format('REVOKE nightjar_casework FROM %I', current_user);
    END IF;
    -- what was given to it by hand is taken back
    REVOKE ALL ON ALL TABLES IN SCHEMA held, audit FROM nightjar_casework;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA held, audit FROM nightjar_casework;
END
$$;

-- What the work of officers and joint reviews goes through is nightjar_casework's, and so are its
-- rights: the tables of that work, row by row as their policies say, and of all else the columns
-- that it names premises, people and areas by.
GRANT USAGE ON SCHEMA held, derived, released, audit TO nightjar_casework;
GRANT SELECT ON held.signed_in TO nightjar_casework;
GRANT EXECUTE ON FUNCTION held.own_reach(),
held.own_meetings(),
audit.add(text, text, text, jsonb) TO nightjar_casework;
GRANT SELECT, INSERT ON held.visit, held.visit_plan, held.visit_record, held.flag_feedback,
held.saved_view, held.draft, held.review_meeting, held.review_meeting_authority, held.review_case,
held.review_agenda, held.case_seen, held.case_decision, held.case_signature, held.case_action,
held.case_note, held.case_edit, held.case_clock, held.representation,
held.representation_answer TO nightjar_casework;
GRANT UPDATE (last_used_at, ended_at) ON held.saved_view TO nightjar_casework;
GRANT UPDATE (fields, kept_at), DELETE ON held.draft TO nightjar_casework;
GRANT UPDATE (held_on, chair, state, version, changed_by, changed_at)
ON held.review_meeting TO nightjar_casework;
GRANT UPDATE (state, closed_by, closed_at, outcome) ON held.review_case TO nightjar_casework;
GRANT UPDATE (
    what, owner_id, due_on, state, outcome, version, done_on, changed_by, changed_at
) ON held.case_action TO nightjar_casework;
GRANT UPDATE (words, version, changed_by, changed_at) ON held.case_note TO nightjar_casework;
GRANT UPDATE (settled_by, settled_at) ON held.case_edit TO nightjar_casework;
GRANT UPDATE (stopped_by, stopped_at, outcome) ON held.case_clock TO nightjar_casework;
-- to lock a row, which a trigger keeps from being changed
GRANT UPDATE (visit_id) ON held.visit TO nightjar_casework;
GRANT UPDATE (representation_id) ON held.representation TO nightjar_casework;
GRANT SELECT (premises_id, authority, name, kind, address, postcode)
ON held.premises TO nightjar_casework;
GRANT SELECT (account_id, display_name) ON held.account TO nightjar_casework;
GRANT SELECT (code, name) ON held.authority TO nightjar_casework;
GRANT SELECT ON held.measure, held.feedback_reason TO nightjar_casework;
GRANT SELECT (quarter, premises_id) ON held.officer_flag TO nightjar_casework;
GRANT SELECT (run_id, premises_id) ON held.flag TO nightjar_casework;
GRANT SELECT (run_id, as_at) ON held.flag_run TO nightjar_casework;
GRANT EXECUTE ON FUNCTION derived.audience_of_login(),
derived.looker(bytea),
derived.officer(bytea),
derived.review_party(bytea),
derived.review_writer(bytea),
derived.draft_right(bytea),
derived.who(text),
derived.colleague(uuid, text),
derived.case_people(text),
derived.own_premises(uuid, text),
derived.own_visit(uuid, text),
derived.open_visit(uuid),
derived.newest_plan(uuid),
derived.add_plan(held.visit, integer, uuid, date, uuid, text, text, integer),
derived.representations_now(),
derived.visible_cases(bytea),
derived.visible_meetings(bytea),
derived.case_to_change(bytea, uuid),
derived.keep_edit(uuid, text, uuid, integer, integer, jsonb, uuid, bigint),
derived.settle_edit(uuid, bigint, uuid),
derived.waiting_for(uuid),
derived.refuse(text),
derived.refuse_clash(integer, integer),
derived.unknown_object() TO nightjar_casework;
