"""Evidence packs leave by a page, each build by a rule of its own."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the analyst take an evidence pack: the restricted build exactly, the public one not."""
    op.execute(
        """
        INSERT INTO held.export_rule
        SELECT 'analyst', thing, form, thing = 'evidence_restricted', 50
        FROM unnest(ARRAY['evidence_restricted', 'evidence_public']) AS thing
        CROSS JOIN unnest(ARRAY['pdf', 'html']) AS form;
        """
    )
