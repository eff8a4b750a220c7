"""Minutes of a joint review may leave as a text, with each side."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let both sides take the minutes."""
    op.execute(
        """
        INSERT INTO held.export_rule VALUES
        ('analyst', 'minutes', 'txt', false, 5000),
        ('officer', 'minutes', 'txt', false, 5000);
        """
    )
