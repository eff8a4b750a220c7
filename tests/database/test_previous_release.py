"""A database that an earlier release filled comes to this one with every row it held."""

import datetime as dt

import pytest
from alembic import command
from sqlalchemy import text

from geo.check import check
from geo.database import source
from geo.upgrade import alembic_config, upgrade
from tests.database.planting import Planting

# tables that an earlier release had filled, and what it knew of each row
KEPT = {
    "episode": "episode_ref, started_at, child_id, coding_id",
    "episode_place": "episode_id, place_no, point_id, place_coding_id",
    "map_point": "millimetres, ST_AsText(geom)",
    "child": "child_ref",
    "premises": "premises_id, name, kind, precision_m, ST_AsText(geom)",
    "premises_licence": "licence_id, licence_number, status",
    "licence_hours": "licence_id, weekday, opens_min, closes_min",
    "load": "load_id, kind, file_sha256",
}


def rows(connection):
    return {
        table: connection.scalars(
            text(f"SELECT ROW({columns})::text AS said FROM held.{table} ORDER BY said")
        ).all()
        for table, columns in KEPT.items()
    }


@pytest.mark.parametrize("revision", ["0012"])  # snapshots: pages, sessions and keys came before
def test_what_an_earlier_release_held_is_held_after_the_upgrade(owner, revision):
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA released, derived, held, audit CASCADE"))
        connection.connection.cursor().execute(source("schemas.sql"))
        command.upgrade(alembic_config(connection), revision)
        planted = Planting(connection)
        for day in range(1, 13):
            on = dt.datetime(2026, 5, day, 21, 30)
            planted.episode(f"{day % 3:032x}", on, (300_000 + day % 2, 410_000))
        planted.premises("The Heron", hours=[(1, 600, 1_500), (5, 600, 1_560)])
        planted.premises("The Quay", at=None, status="surrendered")
        planted.area("ward", "E05999001", (299_000, 409_000, 300_000.5, 411_000))
        before = rows(connection)
    assert len(before["episode"]) == 12
    upgrade(owner)
    with owner.connect() as connection:
        assert rows(connection) == before
        assert check(connection) == []
        # what later releases keep of each row was filled for those that were there before
        mapped = "SELECT count(*) FROM held.premises WHERE (web_mercator IS NULL) <> (geom IS NULL)"
        assert connection.scalar(text(mapped)) == 0
        squares = "SELECT sum(premises) FROM held.premises_square WHERE zoom = 10"
        assert connection.scalar(text(squares)) in (None, 1)
        assert connection.scalar(text("SELECT count(*) FROM held.point_ward")) == 1
