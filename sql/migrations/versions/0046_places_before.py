"""Registers correct where premises are: address and postcode before are kept for an undo."""

from __future__ import annotations

from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have held.keep_premises_before keep addresses and postcodes too."""
    op.execute(
        """
        CREATE OR REPLACE FUNCTION held.keep_premises_before() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, public, pg_temp
        AS $$
        DECLARE
            ours integer := nullif(current_setting('nightjar.load', true), '')::integer;
        BEGIN
            IF ours IS NOT NULL THEN
                INSERT INTO held.load_before (load_id, of_table, was)
                SELECT
                    ours, 'premises',
                    jsonb_build_object(
                        'premises_id', old_row.premises_id, 'geom', old_row.geom::text,
                        'placed_by', old_row.placed_by, 'precision_m', old_row.precision_m,
                        'kind', old_row.kind, 'kind_basis', old_row.kind_basis,
                        'name', old_row.name, 'name_key', old_row.name_key,
                        'address', old_row.address, 'postcode', old_row.postcode
                    )
                FROM old_rows AS old_row
                WHERE old_row.load_id <> ours;
            END IF;
            RETURN NULL;
        END
        $$;
        """
    )
