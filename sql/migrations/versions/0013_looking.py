"""Pages record who looks: the purpose of a session, what may leave by a page, and the proofs."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold a session's purpose by its entry, and make the rules of what leaves by a page."""
    op.execute(
        """
        -- the entry of audit by which a session's purpose was stated; the text was never written
        ALTER TABLE held.session DROP COLUMN purpose, ADD COLUMN task bigint;

        -- failures of unknown names in an hour, all together: past a limit they are not recorded
        ALTER TABLE held.sign_in_guard
        DROP CONSTRAINT sign_in_guard_kind_check,
        ADD CONSTRAINT sign_in_guard_kind_check CHECK (kind IN ('name', 'address', 'unknown'));

        -- one's own actions, a reviewer's search, and what was said of a reason
        CREATE INDEX entry_actor_idx ON audit.entry (actor, seq);
        CREATE INDEX entry_at_idx ON audit.entry (at);
        CREATE INDEX entry_review_idx ON audit.entry (subject, seq)
        WHERE action = 'review reason';

        -- each time that the record was proved, and what came of it
        CREATE TABLE audit.verification (
            verification_no integer GENERATED ALWAYS AS IDENTITY
            CONSTRAINT verification_pkey PRIMARY KEY,
            at timestamptz NOT NULL DEFAULT now(),
            stands boolean NOT NULL,
            entries bigint NOT NULL,
            last bigint NOT NULL,
            anchors integer NOT NULL,
            fault_seq bigint,
            CONSTRAINT verification_fault_check CHECK (stands = (fault_seq IS NULL))
        );
        CREATE TRIGGER verification_is_final
        BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.verification
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

        -- what each audience may take by a page, in which format, and whether exactly
        CREATE TABLE held.export_rule (
            audience text NOT NULL,
            object text NOT NULL,
            format text NOT NULL,
            exact boolean NOT NULL,
            most_rows integer NOT NULL,
            CONSTRAINT export_rule_pkey PRIMARY KEY (audience, object, format),
            CONSTRAINT export_rule_audience_check CHECK (audience IN ('analyst', 'officer')),
            CONSTRAINT export_rule_exact_check CHECK (NOT exact OR audience = 'analyst'),
            CONSTRAINT export_rule_rows_check CHECK (most_rows BETWEEN 1 AND 100000)
        );
        INSERT INTO held.export_rule
        SELECT 'analyst', thing, form, true, 20000
        FROM unnest(ARRAY['flagged_premises', 'repeat_locations']) AS thing
        CROSS JOIN unnest(ARRAY['csv', 'geojson', 'gpkg']) AS form;
        INSERT INTO held.export_rule VALUES
        ('officer', 'visits', 'csv', false, 5000),
        ('officer', 'areas', 'geojson', false, 5000);
        """
    )
