"""Triggers on shapes are written so that a backup can be read in again."""

from __future__ import annotations

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Compare shapes by their bytes where a trigger says when: a restore finds no operator.

    pg_dump writes a condition out with an empty search path, by which IS DISTINCT FROM cannot find
    the equality of PostGIS, that of another schema; the equality of bytes is PostgreSQL's own, and
    that of PostGIS is exact as well.
    """
    op.execute(
        """
        DROP TRIGGER map_point_stays ON held.map_point;
        CREATE TRIGGER map_point_stays BEFORE UPDATE OF geom ON held.map_point
        FOR EACH ROW WHEN (OLD.geom::bytea IS DISTINCT FROM NEW.geom::bytea)
        EXECUTE FUNCTION held.refuse_a_moved_point();
        DROP TRIGGER ward_changed ON held.boundary;
        CREATE TRIGGER ward_changed AFTER UPDATE ON held.boundary
        FOR EACH ROW WHEN (
            'ward' IN (OLD.kind, NEW.kind)
            AND (OLD.kind, OLD.code, OLD.vintage, OLD.geom::bytea, OLD.boundary_id)
            IS DISTINCT FROM (NEW.kind, NEW.code, NEW.vintage, NEW.geom::bytea, NEW.boundary_id)
        ) EXECUTE FUNCTION held.note_points_of_ward();
        """
    )
