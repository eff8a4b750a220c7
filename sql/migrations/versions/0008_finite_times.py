"""Times and shapes that the first migrations left without bounds."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Refuse times without end, and locations off the grid."""
    op.execute(
        """
        ALTER TABLE held.episode ADD CONSTRAINT episode_times_check CHECK (
            ended_at <= '2100-01-01 00:00+00'
            AND return_interview_at BETWEEN '1970-01-01 00:00+00' AND '2100-01-01 00:00+00'
        );
        ALTER TABLE held.flag_location ADD CONSTRAINT flag_location_geom_check CHECK (
            ST_XMin(geom) >= 0 AND ST_XMax(geom) <= 700000
            AND ST_YMin(geom) >= 0 AND ST_YMax(geom) <= 1300000
            AND NOT ST_IsEmpty(geom)
        );
        """
    )
