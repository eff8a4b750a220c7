"""A database that an earlier release filled comes to this one with every row it held."""

import datetime as dt
import json
from collections import Counter

import pytest
from alembic import command
from sqlalchemy import text

from geo import chain
from geo.anchors import Anchors
from geo.check import check
from geo.database import source
from geo.upgrade import alembic_config, upgrade
from tests.database import earlier_rows
from tests.database.planting import Planting

TABLES = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
    " WHERE schemaname IN ('held', 'audit') AND tablename <> 'schema_version' ORDER BY 1"
)
# 0012: pages, sessions and keys came before; then the record of looks, joint review, columns of the
# map, notices, hotspots, and rules of rows
EARLIER = ["0012"]
EARLIER += [
    pytest.param(each, marks=pytest.mark.slow)
    for each in ("0013", "0016", "0020", "0026", "0031", "0036")
]

# what people and agencies brought: an upgrade adds no row to it
MADE_BY_HAND = frozenset(
    f"held.{each}"
    for each in (
        *("episode", "episode_place", "child", "map_point", "premises", "premises_licence"),
        *("licence_hours", "load", "flag_run", "flag", "account", "account_right", "visit"),
        *("visit_plan", "visit_record", "flag_feedback", "review_case", "case_decision"),
        *("case_signature", "case_note", "upload", "asking", "draft", "hotspot_run", "hotspot"),
    )
)


def everything(connection):
    """Each table's rows, as JSON."""
    return {
        table: connection.scalars(text(f"SELECT to_jsonb(each) FROM {table} AS each")).all()
        for table in connection.scalars(text(TABLES)).all()
    }


def counted(rows, columns):
    return Counter(
        json.dumps({name: row.get(name) for name in columns}, sort_keys=True) for row in rows
    )


@pytest.mark.parametrize("revision", EARLIER)
def test_what_an_earlier_release_held_is_held_after_the_upgrade(owner, keys, tmp_path, revision):
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
        earlier_rows.plant(connection, revision)
    with owner.connect() as connection:  # what was due at the end of the transaction is done
        before = everything(connection)
    assert len(before["held.episode"]) == 12
    upgrade(owner)
    with owner.connect() as connection:
        after = everything(connection)
        assert check(connection) == []
        # what later releases keep of each row was filled for those that were there before
        mapped = "SELECT count(*) FROM held.premises WHERE (web_mercator IS NULL) <> (geom IS NULL)"
        assert connection.scalar(text(mapped)) == 0
        squares = "SELECT sum(premises) FROM held.premises_square WHERE zoom = 10"
        assert connection.scalar(text(squares)) in (None, 1)
        assert connection.scalar(text("SELECT count(*) FROM held.point_ward")) == 1
    for table, rows in before.items():
        if not rows:
            continue
        lost = counted(rows, rows[0]) - counted(after.get(table, []), rows[0])
        assert not lost, (table, lost)
        if table in MADE_BY_HAND:
            assert len(after[table]) == len(rows), table
    found = chain.verify(owner, Anchors(tmp_path / "anchors.jsonl", keys))
    assert (found.stands, found.entries) == (True, 3)
