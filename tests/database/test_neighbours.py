"""Which authorities touch: kept by a trigger as boundaries come, change and go."""

import pytest
from sqlalchemy import text

from tests.database.planting import Planting

OWN, OTHER = "E06999001", "E06999002"
SQUARE = (
    "INSERT INTO held.boundary (kind, code, vintage, name, geom, load_id) VALUES"
    " (:kind, :code, :vintage, 'A', ST_Multi(ST_MakeEnvelope(:west, 400000, :west + 1000, 401000,"
    " 27700)), :load)"
)


@pytest.fixture
def area(connection):
    load = Planting(connection).load_id

    def put(code, west, vintage=2026, kind="authority"):
        values = {"code": code, "west": west, "vintage": vintage, "kind": kind, "load": load}
        connection.execute(text(SQUARE), values)

    return put


def pairs(connection):
    found = connection.execute(text("SELECT code, other FROM held.authority_neighbour"))
    return {(row.code, row.other) for row in found}


@pytest.mark.parametrize(("gap", "touch"), [(0, True), (99, True), (101, False), (90_000, False)])
def test_authorities_within_100_metres_are_neighbours_of_one_another(connection, area, gap, touch):
    area(OWN, 300_000)
    area(OTHER, 301_000 + gap)
    area("E05999001", 300_500, kind="ward")
    assert pairs(connection) == ({(OWN, OTHER), (OTHER, OWN)} if touch else set())


def test_the_newest_boundary_says_who_is_a_neighbour(connection, area):
    area(OWN, 300_000)
    area(OTHER, 310_000, 2025)
    assert pairs(connection) == set()
    area(OTHER, 301_000, 2026)
    assert pairs(connection) == {(OWN, OTHER), (OTHER, OWN)}
    area(OTHER, 320_000, 2024)
    assert pairs(connection) == {(OWN, OTHER), (OTHER, OWN)}
    connection.execute(
        text("DELETE FROM held.boundary WHERE vintage = 2026 AND code = :code"), {"code": OTHER}
    )
    assert pairs(connection) == set()
