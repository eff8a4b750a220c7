"""Which authorities touch is kept with their boundaries, and not worked out for each page."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold the neighbours of each authority, and keep them true as boundaries are loaded."""
    op.execute(
        """
        -- from the boundaries themselves it takes some tenths of a second for each pair, and an
        -- officer's page, search and every tile of the map asks for it
        CREATE TABLE held.authority_neighbour (
            code text NOT NULL,
            other text NOT NULL,
            CONSTRAINT authority_neighbour_pkey PRIMARY KEY (code, other),
            CONSTRAINT authority_neighbour_other_check CHECK (code <> other)
        );

        -- The neighbours of one authority by the newest boundaries, both ways. Boundaries that are
        -- drawn coarsely leave gaps, so within 100 m is a neighbour. Two points that are within
        -- 100 m of one another lie in the part that both boxes, 100 m wider, have in common: only
        -- that part of each boundary is compared.
        CREATE FUNCTION held.note_neighbours() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        DECLARE
            changed text := CASE WHEN TG_OP = 'DELETE' THEN OLD.code ELSE NEW.code END;
        BEGIN
            DELETE FROM held.authority_neighbour AS pair
            WHERE changed IN (pair.code, pair.other);
            INSERT INTO held.authority_neighbour
            WITH newest AS MATERIALIZED (
                SELECT DISTINCT ON (boundary.code) boundary.code, boundary.geom
                FROM held.boundary AS boundary
                WHERE boundary.kind = 'authority'
                ORDER BY boundary.code, boundary.vintage DESC
            ),
            near AS MATERIALIZED (
                SELECT
                    other.code,
                    own.geom AS own_geom,
                    other.geom AS other_geom,
                    ST_Intersection(
                        ST_Expand(ST_Envelope(own.geom), 100),
                        ST_Expand(ST_Envelope(other.geom), 100)
                    )::box2d AS part
                FROM newest AS own
                INNER JOIN newest AS other
                    ON own.code <> other.code AND ST_Expand(own.geom, 200) && other.geom
                WHERE own.code = changed
            ),
            found AS MATERIALIZED (
                SELECT near.code
                FROM near
                WHERE ST_DWithin(
                    ST_ClipByBox2D(near.own_geom, near.part),
                    ST_ClipByBox2D(near.other_geom, near.part),
                    100
                )
            )
            SELECT changed, found.code FROM found
            UNION ALL
            SELECT found.code, changed FROM found;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER boundary_has_neighbours AFTER INSERT OR UPDATE ON held.boundary
        FOR EACH ROW WHEN (NEW.kind = 'authority') EXECUTE FUNCTION held.note_neighbours();
        CREATE TRIGGER boundary_had_neighbours AFTER DELETE ON held.boundary
        FOR EACH ROW WHEN (OLD.kind = 'authority') EXECUTE FUNCTION held.note_neighbours();

        -- those of what is held already
        UPDATE held.boundary SET name = name WHERE kind = 'authority';
        """
    )
