"""A question that was asked by a page can be cancelled by whoever asked it."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let held.asking hold what was cancelled."""
    op.execute(
        """
        ALTER TABLE held.asking
        DROP CONSTRAINT asking_state_check,
        ADD CONSTRAINT asking_state_check
        CHECK (state IN ('waiting', 'asking', 'answered', 'refused', 'cancelled'));
        """
    )
