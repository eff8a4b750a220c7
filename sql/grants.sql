-- What each login may do; the last thing an upgrade runs. Nothing is granted to PUBLIC, and what
-- was granted to a login by hand is taken back.
REVOKE CREATE ON SCHEMA public FROM public;
DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY[
        'public', 'nightjar_loader', 'nightjar_publisher', 'nightjar_analyst', 'nightjar_officer',
        'nightjar_board', 'nightjar_admin', 'nightjar_gate'
    ] LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA held, audit, derived, released FROM %s', login);
        EXECUTE format(
            'REVOKE ALL ON ALL TABLES IN SCHEMA held, audit, derived, released FROM %s', login
        );
        EXECUTE format(
            'REVOKE ALL ON ALL SEQUENCES IN SCHEMA held, audit, derived, released FROM %s', login
        );
        EXECUTE format(
            'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA held, audit, derived, released FROM %s', login
        );
    END LOOP;
    -- a temporary table is a place to put what was read
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO nightjar_loader', current_database());
    -- so is a large object, which its maker can give to another login; only a superuser may say so
    IF (SELECT own.rolsuper FROM pg_roles AS own WHERE own.rolname = current_user) THEN
        REVOKE EXECUTE ON FUNCTION
        lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM public;
    END IF;
END
$$;

-- PostGIS tells whoever asks what the planner knows of the places in any table, by its name or by
-- its number: how far they reach, what share of them lies in a box. No page asks it. Its own owner
-- alone may take it away; where that is somebody else, nightjar assure tells of it.
DO $$
DECLARE
    telling regprocedure;
BEGIN
    FOR telling IN
        SELECT code.oid
        FROM pg_proc AS code
        INNER JOIN pg_depend AS part ON part.classid = 'pg_proc'::regclass AND part.objid = code.oid
        INNER JOIN pg_extension AS extension
            ON part.refclassid = 'pg_extension'::regclass AND part.refobjid = extension.oid
        WHERE
            extension.extname = 'postgis'
            AND (
                code.proname LIKE 'st\_%estimatedextent'
                OR code.proname IN (
                    '_postgis_index_extent', '_postgis_stats', '_postgis_selectivity',
                    '_postgis_join_selectivity'
                )
            )
            AND pg_has_role(current_user, code.proowner, 'USAGE')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', telling);
    END LOOP;
END
$$;

-- the loader writes what agencies send
GRANT USAGE ON SCHEMA held, derived, audit TO nightjar_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA held TO nightjar_loader;
REVOKE UPDATE, DELETE ON held.authority FROM nightjar_loader;
-- which migrations have been run is an upgrade's to say
REVOKE INSERT, UPDATE, DELETE ON held.schema_version FROM nightjar_loader;
REVOKE INSERT, UPDATE, DELETE ON held.rule, held.flag_run, held.flag_location,
held.flag, held.release_policy, held.cell, held.cell_publication, held.published_cell,
held.published_ward, held.officer_flag FROM nightjar_loader;
REVOKE INSERT, UPDATE, DELETE ON held.flag_test_policy, held.flag_run_test,
held.flag_test FROM nightjar_loader;
REVOKE ALL ON held.account, held.account_right, held.session, held.sign_in_guard,
held.sign_in_decoy FROM nightjar_loader;
-- what was erased, held back or let out is not the loader's to change
REVOKE INSERT, UPDATE, DELETE ON held.export, held.export_rule, held.tombstone, held.hold,
held.removal, held.retention_policy, held.episode_month FROM nightjar_loader;
-- nor are snapshots, nor what a restatement is measured against
REVOKE ALL ON held.snapshot, held.snapshot_file, held.snapshot_check, held.snapshot_event,
held.published_ward_basis FROM nightjar_loader;
-- visits, and what is written of them, are the officers' and reach neither those who load ...
REVOKE ALL ON held.visit, held.visit_plan, held.visit_record, held.flag_feedback, held.saved_view,
held.feedback_reason, held.visit_priority FROM nightjar_loader;
REVOKE INSERT, UPDATE, DELETE ON held.definition_break, held.picture_publication,
held.published_picture, held.hotspot_run, held.hotspot FROM nightjar_loader;
-- joint review is between the people of police and council
REVOKE ALL ON held.measure, held.review_meeting, held.review_meeting_authority, held.review_case,
held.review_agenda, held.case_seen, held.case_decision, held.case_signature, held.case_action,
held.case_note, held.case_edit, held.case_clock, held.notice, held.draft,
held.representation, held.representation_answer FROM nightjar_loader;
-- of forms that were sent the worker knows when, to forget them after a day
REVOKE ALL ON held.sent_form FROM nightjar_loader;
GRANT SELECT (sent_at), DELETE ON held.sent_form TO nightjar_loader;
GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA held TO nightjar_loader;
GRANT EXECUTE ON FUNCTION derived.drop_episode_indexes(),
derived.make_episode_indexes(),
derived.analyze_loaded(text),
derived.is_home_or_institution(text),
derived.tells_of_a_home(text, text, text),
derived.qualifying_places(date, integer, jsonb),
derived.new_repeat_locations(integer, integer, integer, integer, double precision),
audit.add(text, text, text, jsonb) TO nightjar_loader;
-- what the triggers of boundaries and roads ask when a load ends
GRANT EXECUTE ON FUNCTION held.base_layer_bytes(text), held.base_shapes(text) TO nightjar_loader;
-- a load says how many licences that stand its register does not show
GRANT EXECUTE ON FUNCTION
derived.licences_in_force(date), derived.operators_in_force(date) TO nightjar_loader;

-- the publisher asks the question and stores the answer
GRANT USAGE ON SCHEMA held, derived, audit TO nightjar_publisher;
GRANT SELECT ON ALL TABLES IN SCHEMA held TO nightjar_publisher;
REVOKE ALL ON held.account, held.account_right, held.session, held.sign_in_guard,
held.sign_in_decoy FROM nightjar_publisher;
-- ... nor those who publish
REVOKE ALL ON held.visit, held.visit_plan, held.visit_record, held.flag_feedback, held.saved_view,
held.feedback_reason, held.visit_priority FROM nightjar_publisher;
REVOKE ALL ON held.measure, held.review_meeting, held.review_meeting_authority, held.review_case,
held.review_agenda, held.case_seen, held.case_decision, held.case_signature, held.case_action,
held.case_note, held.case_edit, held.case_clock, held.notice, held.draft,
held.representation, held.representation_answer FROM nightjar_publisher;
REVOKE ALL ON held.sent_form FROM nightjar_publisher;
GRANT INSERT ON held.flag_run, held.flag_location, held.flag TO nightjar_publisher;
GRANT INSERT ON held.flag_run_test, held.flag_test, held.hotspot_run,
held.hotspot TO nightjar_publisher;
-- what is published is only ever added to
GRANT INSERT ON held.cell, held.cell_publication, held.published_cell, held.published_ward,
held.officer_flag TO nightjar_publisher;
GRANT INSERT ON held.published_ward_basis, held.snapshot, held.snapshot_file, held.snapshot_check,
held.snapshot_event TO nightjar_publisher;
GRANT INSERT ON held.picture_publication, held.published_picture TO nightjar_publisher;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA derived TO nightjar_publisher;
REVOKE EXECUTE ON FUNCTION derived.drop_episode_indexes(),
derived.make_episode_indexes(),
derived.analyze_loaded(text) FROM nightjar_publisher;
-- ... but for what is answered as the owner of the accounts, of which it reads none
REVOKE EXECUTE ON FUNCTION derived.looker(bytea),
derived.draft_right(bytea),
derived.who(text),
derived.colleague(uuid, text),
derived.case_people(text) FROM nightjar_publisher;
GRANT EXECUTE ON FUNCTION audit.add(text, text, text, jsonb) TO nightjar_publisher;

-- commands look as the publisher, and say so before anything is shown
GRANT EXECUTE ON FUNCTION audit.state_purpose(text, text, text, text, text),
audit.purpose_in_force(text, integer),
audit.record_consultation(
    text, text, text, bigint, text, text, text, jsonb, bigint, text, text
),
audit.record_export(
    uuid, text, text, text, bigint, text, text, jsonb, text, text, bigint, boolean, date, date,
    date
) TO nightjar_publisher;

-- the analyst reads what is released to the analyst and to all, and nothing else
GRANT USAGE ON SCHEMA released TO nightjar_analyst;
GRANT SELECT ON released.flag_run_for_analyst, released.flag_for_analyst,
released.flag_pair_for_analyst, released.repeat_location_for_analyst,
released.premises_for_analyst, released.licence_for_analyst, released.operator_for_analyst,
released.load_for_analyst, released.reject_for_analyst, released.visit_for_analyst,
released.flag_feedback_for_analyst, released.listed_outcome_for_analyst,
released.undone_load_for_analyst, released.hotspot_run_for_analyst,
released.hotspot_for_analyst, released.quarter_for_all, released.boundary_for_all,
released.road_for_all, released.rank_for_all TO nightjar_analyst;
-- and has files checked and loaded that it sends, of which it reads nothing back but the account
GRANT SELECT ON released.authority_for_analyst TO nightjar_analyst;
GRANT EXECUTE ON FUNCTION
released.add_upload_for_analyst(bytea, uuid, text, jsonb, text[], bigint[], text[]),
released.settle_upload_for_analyst(bytea, uuid, text, text),
released.upload_for_analyst(bytea, uuid),
released.upload_reject_for_analyst(bytea, uuid, integer, integer) TO nightjar_analyst;
-- and has questions answered, of which it computes nothing
GRANT EXECUTE ON FUNCTION released.ask_for_analyst(bytea, uuid, jsonb, uuid),
released.asking_for_analyst(bytea, uuid),
released.save_question_for_analyst(bytea, uuid, uuid, text, boolean),
released.cancel_question_for_analyst(bytea, uuid),
released.delete_question_for_analyst(bytea, uuid),
released.saved_question_for_analyst(bytea) TO nightjar_analyst;

-- and asks the questions themselves by psql, a script or a map program, each of which is recorded
GRANT EXECUTE ON FUNCTION
released.repeat_locations_for_analyst(date, date, integer, integer, double precision),
released.flagged_premises_for_analyst(
    date, date, integer, integer, double precision, double precision, text[]
),
released.hotspot_grid_for_analyst(date, date, integer),
released.counts_by_band_for_analyst(date, date, text[]) TO nightjar_analyst;

-- an officer reads what is released to officers, of the authority of whose session it is
GRANT USAGE ON SCHEMA released TO nightjar_officer;
GRANT EXECUTE ON FUNCTION released.own_authority_for_officer(),
released.own_account_for_officer(), released.listed_for_officer(text) TO nightjar_officer;
-- ... and writes of visits by functions alone, each in the name of the session
GRANT EXECUTE ON FUNCTION
released.plan_visits_for_officer(bytea, uuid[], date, uuid, text),
released.change_visit_for_officer(bytea, uuid, integer, date, uuid, text, text),
released.undo_visit_for_officer(bytea, uuid, integer),
released.record_visit_for_officer(
    bytea, uuid, uuid, integer, date, uuid, text, text, text, text[], text, text
),
released.say_of_flag_for_officer(bytea, text, uuid, integer, text, text, text),
released.add_representation_for_officer(bytea, uuid, text, date, text, text),
released.answer_representation_for_officer(bytea, uuid, integer, text, date, text),
released.representation_for_officer(bytea, uuid, uuid),
released.save_view_for_officer(bytea, text, boolean, jsonb),
released.use_view_for_officer(bytea, uuid),
released.end_view_for_officer(bytea, uuid) TO nightjar_officer;
GRANT SELECT ON released.quarter_for_all, released.cell_for_officer, released.flag_for_officer,
released.premises_for_officer, released.licence_for_officer, released.register_for_officer,
released.visit_for_officer,
released.visit_plan_for_officer, released.visit_record_for_officer,
released.flag_feedback_for_officer, released.saved_view_for_officer,
released.colleague_for_officer, released.boundary_for_all, released.road_for_all,
released.rank_for_all TO nightjar_officer;

-- the board reads counts
GRANT USAGE ON SCHEMA released TO nightjar_board;
GRANT SELECT ON released.quarter_for_all, released.ward_count_for_board,
released.flag_count_for_board, released.visit_count_for_board, released.picture_for_board,
released.definition_break_for_board, released.boundary_for_all, released.road_for_all
TO nightjar_board;

-- the map: tiles and searches of premises, each audience by functions of its own; points of
-- episodes and shapes that are drawn are for the analyst
GRANT SELECT ON released.layer_for_all, released.base_tile_for_all, released.base_name_for_all
TO nightjar_analyst, nightjar_officer, nightjar_board;
GRANT EXECUTE ON FUNCTION released.premises_tile_for_analyst(bytea, integer, integer, integer),
released.premises_by_kind_for_analyst(),
released.premises_found_for_analyst(text),
released.place_for_analyst(date, date),
released.missing_square_for_analyst(date, date),
released.partly_deleted_for_analyst(date, date),
released.drawn_premises_for_analyst(double precision[], double precision[]),
released.drawn_episodes_for_analyst(double precision[], double precision[], date, date)
TO nightjar_analyst;
GRANT EXECUTE ON FUNCTION released.premises_tile_for_officer(bytea, integer, integer, integer),
released.premises_by_kind_for_officer(),
released.premises_found_for_officer(text) TO nightjar_officer;

-- before anybody is known, the pages may ask who somebody is, and read nothing
GRANT USAGE ON SCHEMA released TO nightjar_gate;
GRANT EXECUTE ON FUNCTION released.setting_for_gate(text, text),
released.begin_for_gate(text, bytea, text, bytea),
released.begin_by_subject_for_gate(text, text, bytea),
released.check_code_for_gate(bytea, text, text, bytea),
released.set_up_secret_for_gate(bytea),
released.set_up_for_gate(bytea, bytea, text, bytea, text, text, bytea),
released.session_for_gate(bytea),
released.rights_for_gate(bytea),
released.choose_for_gate(bytea, uuid, bytea),
released.sign_out_for_gate(bytea),
released.sample_for_gate(),
released.begin_sample_for_gate(uuid, bytea) TO nightjar_gate;
-- ... and how the installation runs, in counts and times
GRANT EXECUTE ON FUNCTION released.operation_for_gate() TO nightjar_gate;

-- the administrator reads accounts and their rights, and changes them in a person's name
GRANT USAGE ON SCHEMA released TO nightjar_admin;
GRANT SELECT ON released.account_for_admin, released.right_for_admin, released.load_for_admin,
released.authority_for_admin TO nightjar_admin;
GRANT EXECUTE ON FUNCTION
released.add_account_for_admin(bytea, text, text, text, text, bytea, text, text),
released.ask_right_for_admin(bytea, uuid, text, text),
released.grant_right_for_admin(bytea, uuid),
released.end_right_for_admin(bytea, uuid),
released.reset_account_for_admin(bytea, uuid, text, bytea),
released.end_account_for_admin(bytea, uuid) TO nightjar_admin;

-- whoever sees a page states what for, and is recorded first: these are their one way to write
GRANT EXECUTE ON FUNCTION released.state_purpose_for_all(bytea, text, text, text, boolean),
released.record_consultation_for_all(bytea, text, text, text, jsonb, bigint, text),
released.record_layer_for_all(bytea, text, text, text, jsonb, bigint)
TO nightjar_analyst, nightjar_officer, nightjar_admin;

-- a form that is sent twice acts once
GRANT EXECUTE ON FUNCTION released.claim_form_for_all(bytea, bytea),
released.note_form_for_all(bytea, bytea, text),
released.sent_form_for_all(bytea, bytea) TO nightjar_analyst, nightjar_officer;
-- what one is typing, for oneself alone
GRANT EXECUTE ON FUNCTION released.keep_draft_for_all(bytea, text, jsonb),
released.draft_for_all(bytea),
released.drop_draft_for_all(bytea, text) TO nightjar_analyst, nightjar_officer;

-- what leaves by a page, by the rules of each audience; and what one did oneself
GRANT SELECT ON released.export_rule_for_all TO nightjar_analyst, nightjar_officer;
GRANT EXECUTE ON FUNCTION released.record_export_for_all(
    bytea, bigint, uuid, text, text, jsonb, text, text, bigint, boolean, date, date, date
),
released.own_action_for_all(bytea, bigint, integer) TO nightjar_analyst, nightjar_officer;
GRANT EXECUTE ON FUNCTION released.masked_flag_for_analyst(uuid),
released.located_episodes_for_analyst(uuid) TO nightjar_analyst;

-- published snapshots are for these three, and drafts for the analyst; whoever opens one is
-- recorded by the function that hands it over
GRANT SELECT ON released.snapshot_for_all TO nightjar_analyst, nightjar_officer, nightjar_board;
GRANT SELECT ON released.snapshot_for_analyst, released.listed_premises_for_analyst
TO nightjar_analyst;
GRANT EXECUTE ON FUNCTION released.open_snapshot_for_all(bytea, text, text),
released.report_snapshot_for_all(bytea, text, text)
TO nightjar_analyst, nightjar_officer, nightjar_board;

-- the administrator reads the record of who did what, and nothing that is held
GRANT SELECT ON released.audit_entry_for_admin, released.audit_state_for_admin TO nightjar_admin;
GRANT EXECUTE ON FUNCTION released.audit_page_for_admin(
    bytea, timestamptz, timestamptz, text, text, bigint, integer
),
released.reason_sample_for_admin(bytea, timestamptz, timestamptz, text, integer),
released.review_reason_for_admin(bytea, bigint, text) TO nightjar_admin;

-- police and council work one case, each in the name of a session; the board reads counts of it
GRANT SELECT ON released.measure_for_all, released.feedback_reason_for_all
TO nightjar_analyst, nightjar_officer;
GRANT SELECT ON released.review_authority_for_analyst TO nightjar_analyst;
GRANT EXECUTE ON FUNCTION released.review_case_for_all(bytea),
released.review_meeting_for_all(bytea),
released.review_agenda_for_all(bytea),
released.case_seen_for_all(bytea, uuid),
released.case_decision_for_all(bytea, uuid),
released.case_action_for_all(bytea),
released.case_note_for_all(bytea, uuid),
released.case_edit_for_all(bytea, uuid),
released.case_clock_for_all(bytea),
released.case_representation_for_all(bytea, uuid),
released.case_person_for_all(bytea, uuid),
released.notice_for_all(bytea),
released.open_case_for_all(bytea, uuid, text, uuid, text, text, uuid),
released.put_on_agenda_for_all(bytea, uuid, uuid),
released.add_meeting_for_all(bytea, date, text, text[]),
released.change_meeting_for_all(bytea, uuid, integer, date, text, text),
released.see_case_for_all(bytea, uuid, text, text),
released.decide_case_for_all(bytea, uuid, integer, text, text, uuid, bigint),
released.sign_case_for_all(bytea, uuid, integer),
released.save_note_for_all(bytea, uuid, uuid, integer, text, bigint),
released.save_action_for_all(
    bytea, uuid, uuid, integer, text, uuid, date, text, text, bigint
),
released.settle_edit_for_all(bytea, uuid, bigint),
released.start_clock_for_all(bytea, uuid, text, timestamptz),
released.stop_clock_for_all(bytea, uuid, uuid, text),
released.close_case_for_all(bytea, uuid, text) TO nightjar_analyst, nightjar_officer;
GRANT SELECT ON released.review_count_for_board, released.measure_count_for_board,
released.representation_count_for_board
TO nightjar_board;
