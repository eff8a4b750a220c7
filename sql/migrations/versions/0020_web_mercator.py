"""Premises keep their point in the map's own projection, from which tiles are cut."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Store the point of each premises in EPSG:3857 beside the one it is made from."""
    op.execute(
        """
        -- made by the database from geom, so that the two cannot differ; to transform a county's
        -- points for each tile takes longer than to send it
        ALTER TABLE held.premises
        ADD COLUMN web_mercator geometry(Point, 3857)
        GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED;
        CREATE INDEX premises_web_mercator_idx ON held.premises USING gist (web_mercator);
        """
    )
