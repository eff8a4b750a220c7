"""How many premises lie in each square of the map is counted once, and not for each tile."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold the counts by authority, and keep them true at the end of what changes premises."""
    op.execute(
        """
        -- A tile from far away covers a whole county: to count its premises anew for each took
        -- some tenths of a second where there are fifty thousand. Sixteen squares to a tile,
        -- numbered from the upper left in rows of four; each counted apart for each authority, so
        -- that who may see which is still asked for each tile.
        CREATE TABLE held.premises_square (
            zoom smallint NOT NULL,
            tile_column integer NOT NULL,
            tile_row integer NOT NULL,
            authority text NOT NULL REFERENCES held.authority (code),
            place smallint NOT NULL,
            premises integer NOT NULL,
            mean_x double precision NOT NULL,
            mean_y double precision NOT NULL,
            CONSTRAINT premises_square_pkey
            PRIMARY KEY (zoom, tile_column, tile_row, authority, place),
            CONSTRAINT premises_square_zoom_check CHECK (zoom BETWEEN 0 AND 16),
            CONSTRAINT premises_square_place_check CHECK (place BETWEEN 0 AND 15),
            CONSTRAINT premises_square_premises_check CHECK (premises > 0)
        );
        CREATE INDEX premises_square_authority_idx ON held.premises_square (authority);

        -- the authorities whose premises the transaction has changed; empty outside of one
        CREATE TABLE held.premises_square_due (
            authority text CONSTRAINT premises_square_due_pkey PRIMARY KEY
        );

        -- a load changes premises by one statement or by thousands: they are counted when it ends
        CREATE FUNCTION held.note_premises_changed() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            INSERT INTO held.premises_square_due
            SELECT DISTINCT changed.authority FROM changed
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END
        $$;
        CREATE FUNCTION held.note_premises_moved() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            INSERT INTO held.premises_square_due
            SELECT moved.authority
            FROM was
            FULL JOIN now_is USING (premises_id)
            CROSS JOIN LATERAL (VALUES (was.authority), (now_is.authority)) AS moved (authority)
            WHERE
                moved.authority IS NOT NULL
                AND (
                    was.geom IS DISTINCT FROM now_is.geom
                    OR was.authority IS DISTINCT FROM now_is.authority
                )
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER premises_came AFTER INSERT ON held.premises
        REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION held.note_premises_changed();
        CREATE TRIGGER premises_went AFTER DELETE ON held.premises
        REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION held.note_premises_changed();
        CREATE TRIGGER premises_moved AFTER UPDATE ON held.premises
        REFERENCING OLD TABLE AS was NEW TABLE AS now_is
        FOR EACH STATEMENT EXECUTE FUNCTION held.note_premises_moved();

        CREATE FUNCTION held.count_premises_due() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            DELETE FROM held.premises_square_due WHERE authority = NEW.authority;
            DELETE FROM held.premises_square WHERE authority = NEW.authority;
            INSERT INTO held.premises_square
            WITH world AS MATERIALIZED (
                SELECT ST_XMax(whole.tile) AS half, 2 * ST_XMax(whole.tile) / 2 ^ 18 AS side
                FROM (SELECT ST_TileEnvelope(0, 0, 0) AS tile) AS whole
            ),
            finest AS MATERIALIZED (
                SELECT
                    floor((ST_X(each.web_mercator) + world.half) / world.side)::integer AS across,
                    floor((world.half - ST_Y(each.web_mercator)) / world.side)::integer AS down,
                    count(*) AS premises,
                    sum(ST_X(each.web_mercator)) AS x,
                    sum(ST_Y(each.web_mercator)) AS y
                FROM held.premises AS each
                CROSS JOIN world
                WHERE each.authority = NEW.authority AND each.web_mercator IS NOT NULL
                GROUP BY 1, 2
            ),
            counted AS (
                SELECT
                    level.zoom,
                    finest.across >> (16 - level.zoom) AS across,
                    finest.down >> (16 - level.zoom) AS down,
                    sum(finest.premises) AS premises,
                    sum(finest.x) AS x,
                    sum(finest.y) AS y
                FROM finest
                CROSS JOIN generate_series(0, 16) AS level (zoom)
                GROUP BY 1, 2, 3
            )
            SELECT
                counted.zoom,
                counted.across >> 2,
                counted.down >> 2,
                NEW.authority,
                (counted.down & 3) * 4 + (counted.across & 3),
                counted.premises,
                counted.x / counted.premises,
                counted.y / counted.premises
            FROM counted;
            RETURN NULL;
        END
        $$;
        CREATE CONSTRAINT TRIGGER premises_square_is_due AFTER INSERT ON held.premises_square_due
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION held.count_premises_due();

        -- those that are held already
        INSERT INTO held.premises_square_due
        SELECT DISTINCT premises.authority FROM held.premises;
        SET CONSTRAINTS held.premises_square_is_due IMMEDIATE;
        SET CONSTRAINTS held.premises_square_is_due DEFERRED;
        """
    )
