"""Which ward a map point lies in is worked out once, and not at each question."""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold the ward of each point by edition, and keep it true as points and wards come and go."""
    op.execute(
        """
        -- A row for each point in each edition of wards that has one there; on an edge it is the
        -- ward of the lower code. No declared keys: they are checked row by row, and the triggers
        -- below leave no row that refers to nothing.
        CREATE TABLE held.point_ward (
            point_id integer NOT NULL,
            vintage smallint NOT NULL,
            boundary_id integer NOT NULL,
            CONSTRAINT point_ward_pkey PRIMARY KEY (point_id, vintage)
        );

        -- points by square, so that neighbours ask the same ward, whose shape is then prepared
        CREATE FUNCTION held.note_wards_of_points() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            INSERT INTO held.point_ward (point_id, vintage, boundary_id)
            SELECT point.point_id, ward.vintage, ward.boundary_id
            FROM (SELECT came.point_id, came.geom FROM came ORDER BY came.cell) AS point
            CROSS JOIN LATERAL (
                SELECT DISTINCT ON (each.vintage) each.vintage, each.boundary_id
                FROM held.boundary AS each
                WHERE each.kind = 'ward' AND ST_Intersects(each.geom, point.geom)
                ORDER BY each.vintage, each.code
            ) AS ward;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER map_point_has_wards AFTER INSERT ON held.map_point
        REFERENCING NEW TABLE AS came
        FOR EACH STATEMENT EXECUTE FUNCTION held.note_wards_of_points();

        CREATE FUNCTION held.forget_wards_of_points() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            DELETE FROM held.point_ward AS gone USING went WHERE gone.point_id = went.point_id;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER map_point_had_wards AFTER DELETE ON held.map_point
        REFERENCING OLD TABLE AS went
        FOR EACH STATEMENT EXECUTE FUNCTION held.forget_wards_of_points();

        -- equal points are one, so one that moves is another: it is refused
        CREATE FUNCTION held.refuse_a_moved_point() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION 'a map point must stay where it is: insert another'
            USING ERRCODE = 'restrict_violation';
        END
        $$;
        CREATE TRIGGER map_point_stays BEFORE UPDATE OF geom ON held.map_point
        FOR EACH ROW WHEN (OLD.geom IS DISTINCT FROM NEW.geom)
        EXECUTE FUNCTION held.refuse_a_moved_point();

        -- what lay in a ward before it changed, or lies in it now, is asked again
        CREATE FUNCTION held.note_points_of_ward() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            DELETE FROM held.point_ward AS kept
            USING
                held.map_point AS point,
                (VALUES (OLD.vintage, OLD.geom), (NEW.vintage, NEW.geom)) AS area (vintage, geom)
            WHERE
                kept.point_id = point.point_id
                AND kept.vintage = area.vintage
                AND ST_Intersects(area.geom, point.geom);
            INSERT INTO held.point_ward (point_id, vintage, boundary_id)
            SELECT DISTINCT ON (point.point_id, area.vintage)
                point.point_id, area.vintage, ward.boundary_id
            FROM (VALUES (OLD.vintage, OLD.geom), (NEW.vintage, NEW.geom)) AS area (vintage, geom)
            INNER JOIN held.map_point AS point ON ST_Intersects(area.geom, point.geom)
            INNER JOIN held.boundary AS ward
                ON ward.kind = 'ward' AND area.vintage = ward.vintage
                AND ST_Intersects(ward.geom, point.geom)
            ORDER BY point.point_id, area.vintage, ward.code;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER ward_has_points AFTER INSERT ON held.boundary
        FOR EACH ROW WHEN (NEW.kind = 'ward') EXECUTE FUNCTION held.note_points_of_ward();
        CREATE TRIGGER ward_changed AFTER UPDATE ON held.boundary
        FOR EACH ROW WHEN (
            'ward' IN (OLD.kind, NEW.kind)
            AND (OLD.kind, OLD.code, OLD.vintage, OLD.geom, OLD.boundary_id)
            IS DISTINCT FROM (NEW.kind, NEW.code, NEW.vintage, NEW.geom, NEW.boundary_id)
        ) EXECUTE FUNCTION held.note_points_of_ward();
        CREATE TRIGGER ward_had_points AFTER DELETE ON held.boundary
        FOR EACH ROW WHEN (OLD.kind = 'ward') EXECUTE FUNCTION held.note_points_of_ward();

        -- those that are held already
        INSERT INTO held.point_ward (point_id, vintage, boundary_id)
        SELECT DISTINCT ON (point.point_id, ward.vintage)
            point.point_id, ward.vintage, ward.boundary_id
        FROM held.boundary AS ward
        INNER JOIN held.map_point AS point ON ST_Intersects(ward.geom, point.geom)
        WHERE ward.kind = 'ward'
        ORDER BY point.point_id, ward.vintage, ward.code;
        """
    )
