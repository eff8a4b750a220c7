"""Joint review: meetings, cases, what each side saw, decisions signed by both, and actions."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of joint review, and the measures that a decision can name."""
    op.execute(
        r"""
        -- what a meeting can decide, from the Act and from the disruption toolkit
        CREATE TABLE held.measure (
            code text CONSTRAINT measure_pkey PRIMARY KEY,
            family text NOT NULL,
            words text NOT NULL,
            law text NOT NULL,
            listed integer NOT NULL CONSTRAINT measure_listed_key UNIQUE,
            CONSTRAINT measure_family_check
            CHECK (family IN ('none', 'support', 'licensing', 'closure', 'taxi', 'person'))
        );
        INSERT INTO held.measure (listed, family, code, words, law) VALUES
        (1, 'none', 'no_action', 'No further action', 'no power is used'),
        (2, 'none', 'watch', 'Look again at the next meeting', 'no power is used'),
        (3, 'support', 'awareness', 'Awareness given: poster, briefing or training of staff',
        'Disruption toolkit; Operation Makesafe'),
        (4, 'support', 'joint_visit', 'Joint visit with other responsible authorities',
        'Licensing Act 2003, s.179; Disruption toolkit'),
        (5, 'support', 'test_purchase', 'Test purchase or test of awareness',
        'Disruption toolkit'),
        (6, 'support', 'warning_letter', 'Letter of advice or warning to the licence holder',
        'Revised guidance under the Licensing Act 2003, s.182'),
        (7, 'support', 'action_plan', 'Action plan agreed with the premises',
        'Traffic-light schemes: up to 12 weeks'),
        (8, 'licensing', 'minor_variation', 'Conditions by agreement: minor variation',
        'Licensing Act 2003, s.41A'),
        (9, 'licensing', 'review', 'Application to review the premises licence',
        'Licensing Act 2003, s.51'),
        (10, 'licensing', 'club_review', 'Application to review the club premises certificate',
        'Licensing Act 2003, s.87'),
        (11, 'licensing', 'summary_review', 'Application for a summary review, by police',
        'Licensing Act 2003, s.53A'),
        (12, 'licensing', 'conditions', 'Review: ask that conditions be modified',
        'Licensing Act 2003, s.52(4)(a)'),
        (13, 'licensing', 'exclude_activity', 'Review: ask that an activity be excluded',
        'Licensing Act 2003, s.52(4)(b)'),
        (14, 'licensing', 'remove_supervisor', 'Review: ask that the supervisor be removed',
        'Licensing Act 2003, s.52(4)(c)'),
        (15, 'licensing', 'suspend', 'Review: ask for suspension, up to three months',
        'Licensing Act 2003, s.52(4)(d)'),
        (16, 'licensing', 'revoke', 'Review: ask for revocation',
        'Licensing Act 2003, s.52(4)(e)'),
        (17, 'closure', 'closure_notice', 'Closure notice, and application for a closure order',
        'Anti-social Behaviour, Crime and Policing Act 2014, ss.76 to 80'),
        (18, 'closure', 'guest_information', 'Notice to a hotel to give information about guests',
        'Anti-social Behaviour, Crime and Policing Act 2014, ss.116 to 118'),
        (19, 'closure', 'community_protection', 'Community protection warning or notice',
        'Anti-social Behaviour, Crime and Policing Act 2014, ss.43 to 53'),
        (20, 'taxi', 'operator_action', 'Private hire operator: suspend, revoke or not renew',
        'Local Government (Miscellaneous Provisions) Act 1976, s.62'),
        (21, 'taxi', 'driver_referral', 'Driver or vehicle: refer to the licensing authority',
        'Local Government (Miscellaneous Provisions) Act 1976, ss.60 and 61'),
        (22, 'person', 'abduction_notice', 'Consider a child abduction warning notice',
        'Child Abduction Act 1984, s.2; Children Act 1989, s.49'),
        (23, 'person', 'risk_order', 'Consider a slavery and trafficking or sexual risk order',
        'Modern Slavery Act 2015, s.23; Sexual Offences Act 2003, s.122A');

        CREATE TABLE held.review_meeting (
            meeting_id uuid CONSTRAINT review_meeting_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            held_on date NOT NULL,
            chair text NOT NULL,
            state text NOT NULL DEFAULT 'planned',
            version integer NOT NULL DEFAULT 1,
            made_by uuid NOT NULL REFERENCES held.account (account_id),
            made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT review_meeting_state_check
            CHECK (state IN ('planned', 'held', 'called_off')),
            CONSTRAINT review_meeting_held_on_check
            CHECK (held_on BETWEEN '2000-01-01' AND '2099-12-31'),
            CONSTRAINT review_meeting_chair_check
            CHECK (chair ~ '^[^[:cntrl:]]{2,100}$' AND chair ~ '[^[:space:]]')
        );
        CREATE TABLE held.review_meeting_authority (
            meeting_id uuid NOT NULL REFERENCES held.review_meeting (meeting_id),
            authority text NOT NULL REFERENCES held.authority (code),
            CONSTRAINT review_meeting_authority_pkey PRIMARY KEY (meeting_id, authority)
        );

        CREATE TABLE held.review_case (
            case_id uuid CONSTRAINT review_case_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            authority text NOT NULL REFERENCES held.authority (code),
            matter text NOT NULL,
            side text NOT NULL,
            run_id uuid REFERENCES held.flag_run (run_id),
            quarter text REFERENCES held.cell_publication (quarter),
            reason text NOT NULL,
            state text NOT NULL DEFAULT 'open',
            opened_by uuid NOT NULL REFERENCES held.account (account_id),
            opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            closed_by uuid REFERENCES held.account (account_id),
            closed_at timestamptz,
            outcome text,
            CONSTRAINT review_case_matter_check
            CHECK (matter IN ('near', 'information', 'compliance')),
            CONSTRAINT review_case_side_check CHECK (side IN ('police', 'council')),
            -- a run is of points, which the council is never shown
            CONSTRAINT review_case_run_check CHECK (run_id IS NULL OR side = 'police'),
            CONSTRAINT review_case_reason_check CHECK (length(reason) BETWEEN 10 AND 4000),
            CONSTRAINT review_case_state_check CHECK (state IN ('open', 'closed')),
            CONSTRAINT review_case_closed_check CHECK (
                (state = 'closed') = (closed_at IS NOT NULL)
                AND (closed_at IS NULL) = (closed_by IS NULL)
                AND (closed_at IS NULL) = (outcome IS NULL)
            )
        );
        CREATE UNIQUE INDEX review_case_once_idx ON held.review_case (premises_id, matter)
        WHERE state = 'open';
        CREATE INDEX review_case_authority_idx ON held.review_case (authority, state);

        CREATE TABLE held.review_agenda (
            meeting_id uuid NOT NULL REFERENCES held.review_meeting (meeting_id),
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            put_by uuid NOT NULL REFERENCES held.account (account_id),
            put_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT review_agenda_pkey PRIMARY KEY (meeting_id, case_id)
        );
        CREATE INDEX review_agenda_case_id_idx ON held.review_agenda (case_id);

        CREATE TABLE held.case_seen (
            seen_no bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT case_seen_pkey PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            side text NOT NULL,
            tab text NOT NULL,
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            of_what text NOT NULL,
            seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT case_seen_side_check CHECK (side IN ('police', 'council')),
            CONSTRAINT case_seen_tab_check CHECK (tab IN ('evidence', 'licence')),
            CONSTRAINT case_seen_of_what_check CHECK (of_what ~ '^[0-9A-Za-z ,-]{1,60}$')
        );
        CREATE INDEX case_seen_case_id_idx ON held.case_seen (case_id, seen_no);

        CREATE TABLE held.case_decision (
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            version integer NOT NULL,
            measure text NOT NULL REFERENCES held.measure (code),
            reason text NOT NULL,
            meeting_id uuid REFERENCES held.review_meeting (meeting_id),
            decided_by uuid NOT NULL REFERENCES held.account (account_id),
            decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT case_decision_pkey PRIMARY KEY (case_id, version),
            CONSTRAINT case_decision_version_check CHECK (version >= 1),
            CONSTRAINT case_decision_reason_check CHECK (length(reason) BETWEEN 10 AND 4000)
        );
        -- a decision stands when both sides have signed its newest version: two people
        CREATE TABLE held.case_signature (
            case_id uuid NOT NULL,
            version integer NOT NULL,
            side text NOT NULL,
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT case_signature_pkey PRIMARY KEY (case_id, version, side),
            CONSTRAINT case_signature_person_key UNIQUE (case_id, version, account_id),
            CONSTRAINT case_signature_side_check CHECK (side IN ('police', 'council')),
            CONSTRAINT case_signature_decision_fkey FOREIGN KEY (case_id, version)
            REFERENCES held.case_decision (case_id, version)
        );

        CREATE TABLE held.case_action (
            action_id uuid CONSTRAINT case_action_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            what text NOT NULL,
            owner_id uuid NOT NULL REFERENCES held.account (account_id),
            due_on date NOT NULL,
            state text NOT NULL DEFAULT 'open',
            outcome text NOT NULL DEFAULT '',
            version integer NOT NULL DEFAULT 1,
            made_by uuid NOT NULL REFERENCES held.account (account_id),
            made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            done_on date,
            CONSTRAINT case_action_what_check CHECK (length(what) BETWEEN 5 AND 500),
            CONSTRAINT case_action_due_check CHECK (due_on BETWEEN '2000-01-01' AND '2099-12-31'),
            CONSTRAINT case_action_state_check CHECK (state IN ('open', 'done', 'dropped')),
            CONSTRAINT case_action_outcome_check CHECK (length(outcome) <= 1000),
            CONSTRAINT case_action_done_check CHECK ((state = 'done') = (done_on IS NOT NULL))
        );
        CREATE INDEX case_action_case_id_idx ON held.case_action (case_id);
        CREATE INDEX case_action_due_idx ON held.case_action (due_on) WHERE state = 'open';

        CREATE TABLE held.case_note (
            note_id uuid CONSTRAINT case_note_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            words text NOT NULL,
            version integer NOT NULL DEFAULT 1,
            made_by uuid NOT NULL REFERENCES held.account (account_id),
            made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT case_note_words_check CHECK (length(words) BETWEEN 1 AND 4000)
        );
        CREATE INDEX case_note_case_id_idx ON held.case_note (case_id);

        -- everything that was ever saved; what met a newer version has none of its own
        CREATE TABLE held.case_edit (
            edit_no bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT case_edit_pkey PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            kind text NOT NULL,
            object_id uuid NOT NULL,
            based_on integer NOT NULL,
            version integer,
            content jsonb NOT NULL,
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            settled_by uuid REFERENCES held.account (account_id),
            settled_at timestamptz,
            CONSTRAINT case_edit_kind_check CHECK (kind IN ('decision', 'action', 'note')),
            CONSTRAINT case_edit_settled_check CHECK (
                (settled_by IS NULL) = (settled_at IS NULL)
                AND (version IS NULL OR settled_at IS NULL)
            )
        );
        CREATE UNIQUE INDEX case_edit_version_idx
        ON held.case_edit (kind, object_id, version) WHERE version IS NOT NULL;
        CREATE INDEX case_edit_waiting_idx
        ON held.case_edit (case_id) WHERE version IS NULL AND settled_at IS NULL;

        CREATE TABLE held.case_clock (
            clock_id uuid CONSTRAINT case_clock_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            case_id uuid NOT NULL REFERENCES held.review_case (case_id),
            event text NOT NULL,
            began_at timestamptz NOT NULL,
            started_by uuid NOT NULL REFERENCES held.account (account_id),
            started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            stopped_by uuid REFERENCES held.account (account_id),
            stopped_at timestamptz,
            outcome text,
            CONSTRAINT case_clock_event_check CHECK (event IN (
                'review', 'hearing', 'summary_review', 'closure_notice', 'closure_order',
                'appeal', 'temporary_event', 'driver_known', 'driver_told', 'action_plan'
            )),
            CONSTRAINT case_clock_began_check
            CHECK (began_at BETWEEN '2000-01-01 00:00+00' AND '2099-12-31 00:00+00'),
            CONSTRAINT case_clock_stopped_check CHECK (
                (stopped_by IS NULL) = (stopped_at IS NULL)
                AND (stopped_by IS NULL) = (outcome IS NULL)
            )
        );
        CREATE INDEX case_clock_case_id_idx ON held.case_clock (case_id);

        CREATE TRIGGER case_seen_is_kept BEFORE UPDATE OR TRUNCATE ON held.case_seen
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER case_decision_is_kept BEFORE UPDATE OR TRUNCATE ON held.case_decision
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER case_signature_is_kept BEFORE UPDATE OR TRUNCATE ON held.case_signature
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();

        ALTER TABLE held.retention_policy
        DROP CONSTRAINT retention_policy_dataset_check,
        ADD CONSTRAINT retention_policy_dataset_check
        CHECK (dataset IN ('episodes', 'rejects', 'audit', 'sessions', 'visits', 'cases'));
        INSERT INTO held.retention_policy VALUES
        (
            'cases', '1970-01-01', 72,
            'six years after a case closed: for as long as a decision may be looked into'
        );
        """
    )
