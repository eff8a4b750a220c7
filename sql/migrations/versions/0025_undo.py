"""What a load changed of registers, as it was before, and the loads that were taken back."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.load_before with what fills it, and held.undone_load."""
    op.execute(
        """
        -- what a row of a register was before a load changed it, in the order of the changes
        CREATE TABLE held.load_before (
            image_no bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT load_before_pkey PRIMARY KEY,
            load_id integer NOT NULL
            CONSTRAINT load_before_load_id_fkey REFERENCES held.load (load_id) ON DELETE CASCADE,
            of_table text NOT NULL,
            was jsonb NOT NULL,
            CONSTRAINT load_before_of_table_check CHECK (of_table IN (
                'premises', 'premises_licence', 'food_business', 'licence_activity',
                'episode_place'
            ))
        );
        CREATE INDEX load_before_load_id_idx ON held.load_before (load_id, of_table);

        -- the account of a load that was taken back, as it was
        CREATE TABLE held.undone_load (
            public_id uuid CONSTRAINT undone_load_pkey PRIMARY KEY,
            account jsonb NOT NULL,
            undone_at timestamptz NOT NULL DEFAULT now(),
            undone_by text NOT NULL,
            reason text NOT NULL,
            CONSTRAINT undone_load_reason_check CHECK (length(reason) BETWEEN 10 AND 500)
        );

        -- a geometry goes in as its bytes: as GeoJSON it would lose digits
        CREATE FUNCTION held.keep_before() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, public, pg_temp
        AS $$
        DECLARE
            ours integer := nullif(current_setting('nightjar.load', true), '')::integer;
        BEGIN
            IF ours IS NOT NULL THEN
                INSERT INTO held.load_before (load_id, of_table, was)
                SELECT ours, TG_TABLE_NAME, kept.was
                FROM (SELECT to_jsonb(old_row) AS was FROM old_rows AS old_row) AS kept
                WHERE (kept.was ->> 'load_id')::integer <> ours;
            END IF;
            RETURN NULL;
        END
        $$;
        CREATE FUNCTION held.keep_premises_before() RETURNS trigger LANGUAGE plpgsql
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
                        'kind', old_row.kind, 'kind_basis', old_row.kind_basis
                    )
                FROM old_rows AS old_row
                WHERE old_row.load_id <> ours;
            END IF;
            RETURN NULL;
        END
        $$;
        CREATE FUNCTION held.keep_added() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, public, pg_temp
        AS $$
        DECLARE
            ours integer := nullif(current_setting('nightjar.load', true), '')::integer;
        BEGIN
            IF ours IS NOT NULL THEN
                INSERT INTO held.load_before (load_id, of_table, was)
                SELECT ours, 'licence_activity', to_jsonb(added)
                FROM new_rows AS added
                INNER JOIN held.premises_licence AS licence USING (licence_id)
                WHERE licence.load_id <> ours;
            END IF;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER premises_is_kept AFTER UPDATE ON held.premises
        REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_premises_before();
        CREATE TRIGGER premises_licence_is_kept AFTER UPDATE ON held.premises_licence
        REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_before();
        CREATE TRIGGER food_business_is_kept AFTER UPDATE ON held.food_business
        REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_before();
        CREATE TRIGGER licence_activity_is_kept AFTER INSERT ON held.licence_activity
        REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_added();
        """
    )
