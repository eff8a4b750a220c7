"""Metamorphic: what must not matter is changed, and not one published byte changes with it."""

import datetime as dt
import random

import pytest
from sqlalchemy import text

from geo.database import engine
from geo.ladder import build_cells
from geo.perturbation import record_keys
from geo.policy import in_force
from geo.publication import publish, work_out
from geo.quarters import Quarter
from geo.question import by_rule
from tests.database.planting import Planting
from tests.fixed_keys import fixed_keys

Q3 = Quarter(2026, 3)
DAY = dt.date(2026, 8, 14)
CELL = (300_000.0, 410_000.0)
KINDS = ("home", "placement", "childrens_home", "school", "hospital", "police_station")
OTHERS = ("takeaway", "hotel", "transport", "open_space", "vehicle", "other", "unknown")
COUNTING = ["found", "last_seen", "frequented", "disclosed", "cse_concern", "pick_up", "drop_off"]
NEVER = [("missing_from", kind) for kind in (*KINDS, *OTHERS)] + [
    (role, kind) for role in COUNTING for kind in KINDS
]


@pytest.fixture
def keys(tmp_path):
    return fixed_keys(tmp_path)


def everything(connection):
    """Every published value of every quarter, as one text."""
    tables = ("published_cell", "published_ward", "officer_flag")
    return [
        tuple(row)
        for table in tables
        for row in connection.execute(text(f"SELECT t::text FROM held.{table} AS t ORDER BY 1"))
    ]


def test_moving_a_place_inside_its_cell_changes_no_published_byte(connection, plant, keys):
    plant.addresses(25, (300_100.0, 410_100.0))
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    chance = random.Random(1)
    for n in range(40):
        at = (300_125 + 900 * (chance.random() - 0.5), 410_125 + 900 * (chance.random() - 0.5))
        plant.premises(f"Invented {n}", at)
    corners = [(e, n) for e in (0.0, 249.999) for n in (0.0, 249.999)]
    inside = [(250 * chance.random(), 250 * chance.random()) for _ in range(30)]
    seen = set()
    for east, north in corners + inside:
        moved = connection.begin_nested()
        for child in "abcd":
            plant.episode(child * 16, DAY, (CELL[0] + east, CELL[1] + north))
        publish(connection, keys, Q3, Q3.next.first_day)
        seen.add(tuple(everything(connection)))
        moved.rollback()
    assert len(seen) == 1
    assert len(next(iter(seen))) > 10


def test_a_place_beyond_the_edge_of_its_cell_is_published_elsewhere(connection, plant, keys):
    """The other side of the edge: the test above does not pass because nothing ever changes."""
    for at in ((300_100.0, 410_100.0), (300_300.0, 410_100.0)):
        plant.addresses(25, at)
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    seen = set()
    for east in (249.999, 250.0):
        moved = connection.begin_nested()
        for child in "abcd":
            plant.episode(child * 16, DAY, (CELL[0] + east, CELL[1]))
        publish(connection, keys, Q3, Q3.next.first_day)
        seen.add(tuple(everything(connection)))
        moved.rollback()
    assert len(seen) == 2


def test_a_hundred_care_settings_and_homes_change_no_published_byte(own_county, keys):
    """Of every role and kind that never counts, and some in the middle of published cells."""
    owner = engine(own_county)
    with owner.connect() as connection:
        asked = by_rule(connection, "standard", Q3.last_day)
        officer = in_force(connection, "officer", Q3.last_day)
        board = in_force(connection, "board", Q3.last_day)
        terms = (record_keys(keys), Q3, asked, officer, board)
        before = work_out(connection, *terms)
        middles = [cell.square.centre for cell in before.cells]
        chance = random.Random(4)
        plant = Planting(connection)
        number = connection.scalar(text("SELECT max(episode_id) FROM held.episode"))
        plant._episodes = number
        for n in range(100):
            role, kind = NEVER[n % len(NEVER)]
            at = middles[n % len(middles)]
            if n % 3 == 2:
                at = (298_000 + 4_000 * chance.random(), 410_000 + 4_000 * chance.random())
            for child in range(4):
                plant.episode(f"{n:08x}{child:08x}", DAY, at, role=role, kind=kind)
        after = work_out(connection, *terms)
        connection.rollback()
    owner.dispose()
    assert after.sha256 == before.sha256
    assert [cell.described() for cell in after.cells] == [c.described() for c in before.cells]
    assert after.wards == before.wards
    assert after.flags == before.flags
