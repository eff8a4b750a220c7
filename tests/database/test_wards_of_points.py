"""The ward of each point: kept as points and wards come, change and go, as the map itself says."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from geo.database import query
from tests.database.planting import Planting

EAST, WEST = "E05999002", "E05999001"
# two wards that meet at 301,000, and one of a later edition that lies over both
LEFT = (300_000, 410_000, 301_000, 411_000)
RIGHT = (301_000, 410_000, 302_000, 411_000)
INSIDE, EDGE, BEYOND = (300_500, 410_500), (301_000, 410_500), (303_000, 410_500)

BY_THE_MAP = """
SELECT DISTINCT ON (point.point_id, ward.vintage) point.point_id, ward.vintage, ward.boundary_id
FROM held.map_point AS point
INNER JOIN held.boundary AS ward ON ward.kind = 'ward' AND ST_Intersects(ward.geom, point.geom)
ORDER BY point.point_id, ward.vintage, ward.code
"""
KEPT = "SELECT point_id, vintage, boundary_id FROM held.point_ward ORDER BY point_id, vintage"
NAMED = """
SELECT ST_X(point.geom)::integer, ward.vintage, ward.code
FROM held.point_ward AS kept
INNER JOIN held.map_point AS point USING (point_id)
INNER JOIN held.boundary AS ward USING (boundary_id)
"""


@pytest.fixture
def town(connection):
    return Planting(connection)


def rows(connection, statement):
    return [tuple(row) for row in connection.execute(text(statement))]


def settled(connection):
    """The wards by name, once they were found to be those of the map."""
    assert rows(connection, KEPT) == rows(connection, BY_THE_MAP)
    return {tuple(row) for row in connection.execute(text(NAMED))}


def points(town):
    for number, at in enumerate((INSIDE, EDGE, BEYOND)):
        town.episode(f"{number:032x}", dt.date(2026, 9, 1), at)


def wards(town):
    town.area("ward", EAST, RIGHT)
    town.area("ward", WEST, LEFT)
    town.area("authority", "E06999001", LEFT)


BOTH = {(300_500, 2026, WEST), (301_000, 2026, WEST)}


@pytest.mark.parametrize("order", [(points, wards), (wards, points)])
def test_a_point_on_an_edge_is_in_the_lower_ward_and_one_beyond_in_none(connection, town, order):
    for each in order:
        each(town)
    assert settled(connection) == BOTH


def test_each_edition_has_its_own_wards_and_the_newest_answers(connection, town):
    points(town)
    wards(town)
    town.area("ward", "E05999009", (300_900, 410_000, 304_000, 411_000), vintage=2027)
    over = {(301_000, 2027, "E05999009"), (303_000, 2027, "E05999009")}
    assert settled(connection) == BOTH | over
    asked = {"first_day": dt.date(2026, 7, 1), "last_day": dt.date(2026, 9, 30)}
    found = connection.execute(query("ward_episodes"), asked).all()
    assert sorted((row.ward, row.child_ref) for row in found) == [
        ("E05999009", f"{number:032x}") for number in (1, 2)
    ]
    connection.execute(text("DELETE FROM held.boundary WHERE vintage = 2027"))
    assert settled(connection) == BOTH


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ("geom = ST_Multi(ST_MakeEnvelope(302500, 410000, 304000, 411000, 27700))",
         {(301_000, 2026, EAST), (303_000, 2026, WEST)}),
        ("code = 'E05999003'", {(300_500, 2026, "E05999003"), (301_000, 2026, EAST)}),
        ("vintage = 2025",
         {(300_500, 2025, WEST), (301_000, 2025, WEST), (301_000, 2026, EAST)}),
        ("kind = 'lsoa'", {(301_000, 2026, EAST)}),
        ("name = 'Another'", BOTH),
    ],
)  # fmt: skip
def test_a_ward_that_changes_takes_its_points_with_it(connection, town, change, after):
    points(town)
    wards(town)
    statement = f"UPDATE held.boundary SET {change} WHERE code = :code AND kind = 'ward'"
    connection.execute(text(statement), {"code": WEST})
    assert settled(connection) == after


def test_what_lay_in_two_wards_stays_in_the_other_when_one_goes(connection, town):
    wards(town)
    points(town)
    connection.execute(
        text("DELETE FROM held.boundary WHERE code = :code AND kind = 'ward'"), {"code": WEST}
    )
    assert settled(connection) == {(301_000, 2026, EAST)}
    connection.execute(text("DELETE FROM held.boundary WHERE kind = 'ward'"))
    assert settled(connection) == set()


def test_a_point_that_is_erased_leaves_no_ward_behind(connection, town):
    wards(town)
    points(town)
    connection.execute(text("DELETE FROM held.map_point WHERE ST_X(geom) = 300500"))
    assert settled(connection) == {(301_000, 2026, WEST)}


def test_a_point_cannot_be_moved_from_under_its_ward(connection, town):
    points(town)
    with pytest.raises(IntegrityError, match="must stay where it is"):
        connection.execute(text("UPDATE held.map_point SET geom = ST_Translate(geom, 1, 0)"))


def test_the_loaded_county_knows_the_ward_of_every_point(county):
    with county.connect() as connection:
        assert len(settled(connection)) > 100
