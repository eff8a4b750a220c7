"""What somebody looked at is found by its object, and not among all that they looked at."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the looks of each account at each object.

    Each square of a map asks whether its page was recorded: without this it reads every look of
    its reader in the last quarter of an hour, as JSON.
    """
    op.execute(
        "CREATE INDEX entry_consult_idx ON audit.entry (actor, subject, seq)"
        " WHERE action = 'consult'"
    )
