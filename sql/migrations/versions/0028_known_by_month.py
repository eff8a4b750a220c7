"""Whether the days of a repeat location are known by their months alone."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of runs before it, the days are shown as they were."""
    op.execute("ALTER TABLE held.flag_location ADD COLUMN by_month boolean NOT NULL DEFAULT false")
