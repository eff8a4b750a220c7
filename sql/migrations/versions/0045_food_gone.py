"""Food businesses that a newer file of their authority no longer shows."""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep by which load they went; of files before this, nobody can say."""
    op.execute(
        """
        ALTER TABLE held.food_business
        ADD COLUMN gone_load_id integer
        CONSTRAINT food_business_gone_load_id_fkey REFERENCES held.load (load_id);
        """
    )
