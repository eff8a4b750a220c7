"""What somebody is typing and has not saved, for themselves alone."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of drafts, and say for how long they are kept."""
    op.execute(
        """
        CREATE TABLE held.draft (
            right_id uuid NOT NULL REFERENCES held.account_right (right_id),
            form text NOT NULL,
            fields jsonb NOT NULL,
            begun_at timestamptz NOT NULL DEFAULT now(),
            kept_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT draft_pkey PRIMARY KEY (right_id, form),
            CONSTRAINT draft_form_check
            CHECK (form ~ '^[a-z]+(:[0-9A-Za-z-]+){1,2}$' AND length(form) <= 120),
            CONSTRAINT draft_fields_check
            CHECK (jsonb_typeof(fields) = 'object' AND octet_length(fields::text) <= 40000)
        );
        ALTER TABLE held.retention_policy
        DROP CONSTRAINT retention_policy_dataset_check,
        ADD CONSTRAINT retention_policy_dataset_check
        CHECK (
            dataset IN ('episodes', 'rejects', 'audit', 'sessions', 'visits', 'cases', 'drafts')
        );
        INSERT INTO held.retention_policy VALUES
        ('drafts', '1970-01-01', 1, 'long enough to come back from leave and finish it');
        """
    )
