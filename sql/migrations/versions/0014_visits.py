"""Visits that officers plan and record, what they say of a flag, and the views they save."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of visits, feedback and saved views; what is said is kept in versions."""
    op.execute(
        """
        -- a visit to one premises: what is planned and what was found are versions of it
        CREATE TABLE held.visit (
            visit_id uuid CONSTRAINT visit_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            authority text NOT NULL REFERENCES held.authority (code),
            quarter text,
            made_by uuid NOT NULL REFERENCES held.account (account_id),
            made_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT visit_quarter_check CHECK (quarter ~ '^[0-9]{4}Q[1-4]$')
        );
        CREATE INDEX visit_premises_id_idx ON held.visit (premises_id);
        CREATE INDEX visit_authority_idx ON held.visit (authority);

        CREATE TABLE held.visit_plan (
            visit_id uuid NOT NULL REFERENCES held.visit (visit_id) ON DELETE CASCADE,
            version integer NOT NULL,
            planned_for date NOT NULL,
            assigned_to uuid REFERENCES held.account (account_id),
            status text NOT NULL,
            reason text,
            undoes integer,
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT visit_plan_pkey PRIMARY KEY (visit_id, version),
            CONSTRAINT visit_plan_version_check CHECK (version >= 1 AND undoes < version),
            CONSTRAINT visit_plan_day_check
            CHECK (planned_for BETWEEN '1990-01-01' AND '2199-12-31'),
            CONSTRAINT visit_plan_status_check
            CHECK (status IN ('planned', 'done', 'cancelled')),
            CONSTRAINT visit_plan_reason_check CHECK (
                (status = 'cancelled') = (reason IS NOT NULL)
                AND length(reason) BETWEEN 3 AND 500
            )
        );
        CREATE INDEX visit_plan_planned_for_idx ON held.visit_plan (planned_for);

        CREATE TABLE held.visit_record (
            visit_id uuid NOT NULL REFERENCES held.visit (visit_id) ON DELETE CASCADE,
            version integer NOT NULL,
            visited_on date NOT NULL,
            visited_by uuid NOT NULL REFERENCES held.account (account_id),
            outcome text NOT NULL,
            measure text NOT NULL,
            measure_text text NOT NULL DEFAULT '',
            awareness text[] NOT NULL DEFAULT '{}',
            note text NOT NULL DEFAULT '',
            reply text NOT NULL DEFAULT '',
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT visit_record_pkey PRIMARY KEY (visit_id, version),
            CONSTRAINT visit_record_version_check CHECK (version >= 1),
            CONSTRAINT visit_record_day_check
            CHECK (visited_on BETWEEN '1990-01-01' AND '2199-12-31'),
            CONSTRAINT visit_record_outcome_check CHECK (outcome IN (
                'no_concern', 'concern', 'visit_again', 'referred', 'review_considered',
                'nobody_seen', 'refused', 'ceased'
            )),
            CONSTRAINT visit_record_measure_check CHECK (
                measure IN ('none', 'advice', 'conditions')
                AND (measure = 'none') = (measure_text = '')
            ),
            CONSTRAINT visit_record_awareness_check CHECK (
                awareness <@ ARRAY['poster', 'briefing', 'training', 'test_purchase']
                AND array_position(awareness, NULL) IS NULL
            ),
            CONSTRAINT visit_record_length_check CHECK (
                length(measure_text) <= 2000 AND length(note) <= 4000 AND length(reply) <= 4000
            )
        );
        CREATE INDEX visit_record_visited_on_idx ON held.visit_record (visited_on);

        -- what an officer says of a listed premises: the newest version counts
        CREATE TABLE held.flag_feedback (
            quarter text NOT NULL,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            version integer NOT NULL,
            authority text NOT NULL REFERENCES held.authority (code),
            verdict text NOT NULL,
            why text NOT NULL DEFAULT '',
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT flag_feedback_pkey PRIMARY KEY (quarter, premises_id, version),
            CONSTRAINT flag_feedback_quarter_check CHECK (quarter ~ '^[0-9]{4}Q[1-4]$'),
            CONSTRAINT flag_feedback_version_check CHECK (version >= 1),
            CONSTRAINT flag_feedback_verdict_check
            CHECK (verdict IN ('useful', 'not_relevant', 'wrong', 'withdrawn')),
            CONSTRAINT flag_feedback_why_check CHECK (
                length(why) <= 500
                AND (verdict NOT IN ('not_relevant', 'wrong') OR length(why) >= 3)
            )
        );

        -- what was said is not changed: a correction is a version more
        CREATE FUNCTION held.keep_version() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION 'a version is never changed: a correction adds one';
        END
        $$;
        CREATE TRIGGER visit_is_kept BEFORE UPDATE ON held.visit
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER visit_plan_is_kept BEFORE UPDATE ON held.visit_plan
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER visit_record_is_kept BEFORE UPDATE ON held.visit_record
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER flag_feedback_is_kept BEFORE UPDATE ON held.flag_feedback
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();

        -- filters by name; what was typed into a search is never among them
        CREATE TABLE held.saved_view (
            view_id uuid CONSTRAINT saved_view_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            owner uuid NOT NULL REFERENCES held.account (account_id),
            authority text NOT NULL REFERENCES held.authority (code),
            name text NOT NULL,
            shared boolean NOT NULL,
            filters jsonb NOT NULL,
            made_at timestamptz NOT NULL DEFAULT now(),
            last_used_at timestamptz NOT NULL DEFAULT now(),
            ended_at timestamptz,
            CONSTRAINT saved_view_name_check
            CHECK (name ~ '^[^[:cntrl:]]{1,60}$' AND name ~ '[^[:space:]]'),
            CONSTRAINT saved_view_filters_check CHECK (
                jsonb_typeof(filters) = 'object'
                AND filters - ARRAY[
                    'kind', 'band', 'type', 'priority', 'since', 'open', 'state', 'owner'
                ] = '{}'::jsonb
                AND length(filters::text) <= 500
            )
        );
        CREATE INDEX saved_view_authority_idx ON held.saved_view (authority)
        WHERE ended_at IS NULL;

        -- Which visits come first, by the nearest published areas: dated, as all terms are. A
        -- premises that reaches no row has the lowest priority.
        CREATE TABLE held.visit_priority (
            effective_from date NOT NULL,
            priority text NOT NULL,
            within_m integer NOT NULL,
            episodes_from integer NOT NULL,
            CONSTRAINT visit_priority_pkey PRIMARY KEY (effective_from, priority, within_m),
            CONSTRAINT visit_priority_check CHECK (priority IN ('high', 'medium')),
            CONSTRAINT visit_priority_terms_check CHECK (within_m > 0 AND episodes_from >= 3)
        );
        INSERT INTO held.visit_priority VALUES
        ('1970-01-01', 'high', 250, 11),
        ('1970-01-01', 'medium', 250, 6),
        ('1970-01-01', 'medium', 500, 11);

        ALTER TABLE held.retention_policy
        DROP CONSTRAINT retention_policy_dataset_check,
        ADD CONSTRAINT retention_policy_dataset_check
        CHECK (dataset IN ('episodes', 'rejects', 'audit', 'sessions', 'visits'));
        INSERT INTO held.retention_policy VALUES
        (
            'visits', '1970-01-01', 72,
            'six years: for as long as a decision on a licence may be looked into'
        );
        """
    )
