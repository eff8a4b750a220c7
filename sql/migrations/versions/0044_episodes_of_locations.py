"""Which episodes each repeat location of a run counted, so that those of several are told once."""

from __future__ import annotations

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep them beside their number; of runs before this, nobody can say."""
    op.execute(
        """
        ALTER TABLE held.flag_location
        ADD COLUMN episode_ids bigint[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT flag_location_episodes_check
        CHECK (cardinality(episode_ids) IN (0, episodes));
        """
    )
