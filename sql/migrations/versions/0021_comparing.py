"""What an analyst may take of a comparison of two runs."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the rules by which it leaves."""
    op.execute(
        """
        INSERT INTO held.export_rule
        SELECT 'analyst', 'compared_premises', form, true, 20000
        FROM unnest(ARRAY['csv', 'geojson', 'gpkg']) AS form;
        """
    )
