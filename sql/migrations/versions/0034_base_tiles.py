"""Large layers of the base map are cut into vector tiles once, when they are loaded."""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold the tiles and the names, and cut them at the end of what changes a layer."""
    op.execute(
        """
        -- A county's roads are a hundred thousand lines and its wards a million corners: sent
        -- whole they are tens of megabytes, and cut for each request they take tenths of a second.
        -- They change when somebody loads a file, so that is when they are cut. Only large layers
        -- have tiles: a small one is sent whole, and draws at once.
        CREATE TABLE held.base_tile (
            layer text NOT NULL,
            zoom smallint NOT NULL,
            tile_column integer NOT NULL,
            tile_row integer NOT NULL,
            tile bytea NOT NULL,
            CONSTRAINT base_tile_pkey PRIMARY KEY (layer, zoom, tile_column, tile_row),
            CONSTRAINT base_tile_layer_check
            CHECK (layer IN ('land', 'ground', 'authority', 'ward', 'roads')),
            -- closer than 14 the page draws a part of the tile of 14, which is exact to 0.4 m
            CONSTRAINT base_tile_zoom_check CHECK (zoom BETWEEN 6 AND 14)
        );

        -- names stand in no tile: a name is drawn once, and its area lies in many
        CREATE TABLE held.base_name (
            layer text NOT NULL,
            code text NOT NULL,
            name text NOT NULL,
            longitude double precision NOT NULL,
            latitude double precision NOT NULL,
            west double precision NOT NULL,
            south double precision NOT NULL,
            east double precision NOT NULL,
            north double precision NOT NULL,
            CONSTRAINT base_name_pkey PRIMARY KEY (layer, code)
        );

        -- the layers that the transaction has changed; empty outside of one
        CREATE TABLE held.base_layer_due (
            layer text CONSTRAINT base_layer_due_pkey PRIMARY KEY
        );

        CREATE FUNCTION held.note_roads_changed() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            INSERT INTO held.base_layer_due VALUES ('roads') ON CONFLICT DO NOTHING;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER road_changed AFTER INSERT OR UPDATE OR DELETE ON held.road
        FOR EACH STATEMENT EXECUTE FUNCTION held.note_roads_changed();

        CREATE FUNCTION held.note_boundary_changed() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            INSERT INTO held.base_layer_due
            SELECT changed.kind
            FROM (VALUES (OLD.kind), (NEW.kind)) AS changed (kind)
            WHERE changed.kind IN ('land', 'authority', 'ward')
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER boundary_changed AFTER INSERT OR UPDATE OR DELETE ON held.boundary
        FOR EACH ROW EXECUTE FUNCTION held.note_boundary_changed();

        -- About how many bytes a layer is as GeoJSON: 20 for a corner, 130 for what is said of a
        -- line or an area. Boundaries are sent without corners that are nearer than 15 m.
        CREATE FUNCTION held.base_layer_bytes(which text) RETURNS bigint
        LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
            SELECT coalesce(sum(130 + 20 * part.corners), 0)::bigint
            FROM (
                SELECT ST_NPoints(road.geom) AS corners FROM held.road AS road
                WHERE which = 'roads'
                UNION ALL
                SELECT ST_NPoints(ST_SimplifyPreserveTopology(boundary.geom, 15)) AS corners
                FROM held.boundary AS boundary
                WHERE boundary.kind = which
            ) AS part
        $$;

        -- What is drawn of a layer, and from which zoom on. Streets would be a grey field from
        -- further away; the edges of areas are lines, so that no tile's own edge is drawn.
        CREATE FUNCTION held.base_shapes(which text)
        RETURNS TABLE (layer text, class text, from_zoom integer, geom geometry)
        LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
            SELECT
                'roads',
                road.class,
                CASE road.class WHEN 'motorway' THEN 6 WHEN 'a' THEN 8 WHEN 'b' THEN 10 ELSE 13 END,
                ST_Transform(road.geom, 3857)
            FROM held.road AS road
            WHERE which = 'roads'
            UNION ALL
            SELECT drawn.layer, NULL, drawn.from_zoom, drawn.geom
            FROM (
                SELECT DISTINCT ON (boundary.code) ST_Transform(boundary.geom, 3857) AS geom
                FROM held.boundary AS boundary
                WHERE boundary.kind = which
                ORDER BY boundary.code, boundary.vintage DESC
            ) AS area
            CROSS JOIN LATERAL (
                VALUES
                ('land', 'land', 6, area.geom),
                ('authority', 'ground', 6, area.geom),
                ('authority', 'authority', 6, ST_Boundary(area.geom)),
                ('ward', 'ward', 8, ST_Boundary(area.geom))
            ) AS drawn (of_kind, layer, from_zoom, geom)
            WHERE drawn.of_kind = which
        $$;

        CREATE FUNCTION held.cut_base_layer() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            DELETE FROM held.base_layer_due WHERE layer = NEW.layer;
            DELETE FROM held.base_tile
            WHERE layer = NEW.layer OR (layer = 'ground' AND NEW.layer = 'authority');
            DELETE FROM held.base_name WHERE layer = NEW.layer;
            IF held.base_layer_bytes(NEW.layer) <= 300000 THEN
                RETURN NULL;
            END IF;
            INSERT INTO held.base_name
            SELECT DISTINCT ON (boundary.code)
                boundary.kind,
                boundary.code,
                boundary.name,
                ST_X(place.at),
                ST_Y(place.at),
                ST_XMin(place.box),
                ST_YMin(place.box),
                ST_XMax(place.box),
                ST_YMax(place.box)
            FROM held.boundary AS boundary
            CROSS JOIN LATERAL (
                SELECT
                    ST_Transform(ST_PointOnSurface(boundary.geom), 4326) AS at,
                    ST_Transform(ST_Envelope(boundary.geom), 4326) AS box
            ) AS place
            WHERE boundary.kind = NEW.layer AND NEW.layer IN ('authority', 'ward')
            ORDER BY boundary.code, boundary.vintage DESC;
            INSERT INTO held.base_tile
            WITH RECURSIVE shape AS MATERIALIZED (
                SELECT
                    drawn.layer,
                    drawn.class,
                    drawn.from_zoom,
                    drawn.geom,
                    ST_XMax(ST_TileEnvelope(0, 0, 0)) AS half,
                    2 * ST_XMax(ST_TileEnvelope(0, 0, 0)) / 2 ^ drawn.from_zoom AS side
                FROM held.base_shapes(NEW.layer) AS drawn
            ),
            -- each square is cut from the one that it is a quarter of; 8 pixels beyond the edge
            -- belong to it, so that a line is not cut where it can be seen
            cut AS (
                SELECT
                    shape.layer,
                    shape.class,
                    shape.from_zoom AS zoom,
                    across.place AS tile_column,
                    down.place AS tile_row,
                    ST_ClipByBox2D(
                        shape.geom,
                        ST_TileEnvelope(
                            shape.from_zoom, across.place, down.place, margin => 0.03125
                        )::box2d
                    ) AS geom
                FROM shape
                CROSS JOIN LATERAL generate_series(
                    floor((ST_XMin(shape.geom) + shape.half) / shape.side)::integer,
                    floor((ST_XMax(shape.geom) + shape.half) / shape.side)::integer
                ) AS across (place)
                CROSS JOIN LATERAL generate_series(
                    floor((shape.half - ST_YMax(shape.geom)) / shape.side)::integer,
                    floor((shape.half - ST_YMin(shape.geom)) / shape.side)::integer
                ) AS down (place)
                UNION ALL
                SELECT
                    cut.layer,
                    cut.class,
                    quarter.zoom,
                    quarter.tile_column,
                    quarter.tile_row,
                    ST_ClipByBox2D(cut.geom, box.wider::box2d)
                FROM cut
                CROSS JOIN (VALUES (0, 0), (0, 1), (1, 0), (1, 1)) AS which (right_, down_)
                CROSS JOIN LATERAL (
                    SELECT
                        cut.zoom + 1 AS zoom,
                        2 * cut.tile_column + which.right_ AS tile_column,
                        2 * cut.tile_row + which.down_ AS tile_row
                ) AS quarter
                CROSS JOIN LATERAL (
                    SELECT
                        ST_TileEnvelope(
                            quarter.zoom, quarter.tile_column, quarter.tile_row, margin => 0.03125
                        ) AS wider
                ) AS box
                WHERE cut.zoom < 14 AND cut.geom && box.wider
            ),
            -- lines of one class are one line: shorter to send, and quicker to draw
            gathered AS MATERIALIZED (
                SELECT
                    cut.layer,
                    cut.class,
                    cut.zoom,
                    cut.tile_column,
                    cut.tile_row,
                    CASE
                        WHEN cut.layer IN ('land', 'ground')
                            THEN ST_CollectionExtract(ST_Collect(cut.geom), 3)
                        ELSE ST_LineMerge(ST_CollectionExtract(ST_Collect(cut.geom), 2))
                    END AS geom
                FROM cut
                WHERE NOT ST_IsEmpty(cut.geom)
                GROUP BY cut.layer, cut.class, cut.zoom, cut.tile_column, cut.tile_row
            ),
            -- without what is less than half a pixel; the last zoom is drawn at all that are closer
            marked AS MATERIALIZED (
                SELECT
                    gathered.layer,
                    gathered.class,
                    gathered.zoom,
                    gathered.tile_column,
                    gathered.tile_row,
                    ST_AsMVTGeom(
                        CASE
                            WHEN gathered.zoom = 14 THEN gathered.geom
                            ELSE ST_Simplify(gathered.geom, 78271.517 / 2 ^ gathered.zoom)
                        END,
                        ST_TileEnvelope(gathered.zoom, gathered.tile_column, gathered.tile_row),
                        4096,
                        128,
                        true
                    ) AS geom
                FROM gathered
            )
            SELECT
                marked.layer,
                marked.zoom,
                marked.tile_column,
                marked.tile_row,
                ST_AsMVT(drawn, 'base', 4096, 'geom')
            FROM marked
            CROSS JOIN LATERAL (SELECT marked.class, marked.geom) AS drawn
            WHERE marked.geom IS NOT NULL
            GROUP BY marked.layer, marked.zoom, marked.tile_column, marked.tile_row;
            RETURN NULL;
        END
        $$;
        CREATE CONSTRAINT TRIGGER base_layer_is_due AFTER INSERT ON held.base_layer_due
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION held.cut_base_layer();

        -- what is held already
        INSERT INTO held.base_layer_due
        SELECT DISTINCT boundary.kind FROM held.boundary AS boundary
        WHERE boundary.kind IN ('land', 'authority', 'ward')
        UNION ALL
        SELECT 'roads' WHERE EXISTS (SELECT FROM held.road);
        SET CONSTRAINTS held.base_layer_is_due IMMEDIATE;
        SET CONSTRAINTS held.base_layer_is_due DEFERRED;
        """
    )
