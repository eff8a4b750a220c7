"""What an upgrade made, so that a check can tell what was changed by hand since."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table that an upgrade notes its work in."""
    op.execute(
        """
        CREATE TABLE audit.as_made (
            object text CONSTRAINT as_made_pkey PRIMARY KEY,
            kept boolean NOT NULL,
            digest text NOT NULL
        );
        """
    )
