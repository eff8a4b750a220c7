"""What somebody was told by e-mail that waits for them, so that they are told once."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of what was told."""
    op.execute(
        """
        CREATE TABLE held.notice (
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            kind text NOT NULL,
            object text NOT NULL,
            about text NOT NULL,
            told_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT notice_pkey PRIMARY KEY (account_id, kind, object, about),
            CONSTRAINT notice_kind_check CHECK (kind IN ('action', 'visit', 'text'))
        );
        """
    )
