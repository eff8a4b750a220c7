"""An operator that a register shows again: what was before is kept, for an undo."""

from __future__ import annotations

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep taxi operators as they were before a load changes them."""
    op.execute(
        """
        ALTER TABLE held.load_before
        DROP CONSTRAINT load_before_of_table_check,
        ADD CONSTRAINT load_before_of_table_check CHECK (of_table IN (
            'premises', 'premises_licence', 'food_business', 'licence_activity', 'episode_place',
            'taxi_operator'
        ));
        CREATE TRIGGER taxi_operator_is_kept AFTER UPDATE ON held.taxi_operator
        REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_before();
        """
    )
