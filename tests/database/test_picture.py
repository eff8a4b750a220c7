"""The picture by authority: who is counted in it, published once, and shown to the board alone."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.errors import PublicationError
from geo.ladder import build_cells
from geo.publication import publish
from geo.quarters import Quarter
from tests.database.planting import AUTHORITY
from tests.fixed_keys import fixed_keys

Q3 = Quarter(2026, 3)
AFTER = dt.date(2026, 10, 1)
BEGAN = dt.datetime(2026, 8, 14, 22)
BACK = dt.datetime(2026, 8, 15, 10)


@pytest.fixture
def keys(tmp_path):
    return fixed_keys(tmp_path / "keys")


@pytest.fixture
def town(connection, plant):
    """An authority with a premises, twenty addresses, and data to the end of September."""
    plant.addresses(20)
    plant.premises("The Heron", (300_100.0, 410_100.0))
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    return plant


def counted(connection, day=dt.date(2026, 8, 14)):
    """The one child's row of the quarter of a day."""
    own = Quarter(day.year, (day.month + 2) // 3)
    return connection.execute(
        text("SELECT * FROM derived.children_by_authority(:first, :last)"),
        {"first": own.first_day, "last": own.last_day},
    ).one_or_none()


def stored(connection):
    return {
        row.measure: (row.state, row.children)
        for row in connection.execute(text("SELECT * FROM held.published_picture"))
    }


@pytest.mark.parametrize(
    ("quality", "ended", "interviewed", "in_time"),
    [
        ("exact", BACK, BACK + dt.timedelta(hours=72), 1),
        ("exact", BACK, BACK + dt.timedelta(hours=72, minutes=1), 0),
        ("exact", BACK, BACK - dt.timedelta(minutes=1), 0),  # before the child was back
        ("day", BACK, dt.datetime(2026, 8, 18, 23), 1),
        ("day", BACK, dt.datetime(2026, 8, 19), 0),
        ("month", BACK, BACK + dt.timedelta(hours=1), 0),
        ("exact", None, BACK, 0),
        ("exact", BACK, None, 0),
        # midnight stands for a day: the interview may have been at any time of it
        ("exact", BACK, dt.datetime(2026, 8, 15), 1),  # the day of the return
        ("exact", BACK, dt.datetime(2026, 8, 18), 1),
        ("exact", BACK, dt.datetime(2026, 8, 19), 0),
        ("exact", BACK, dt.datetime(2026, 8, 14), 0),
        ("exact", dt.datetime(2026, 8, 15), dt.datetime(2026, 8, 18, 16), 1),
        ("exact", dt.datetime(2026, 8, 15), dt.datetime(2026, 8, 19, 1), 0),
    ],
)
def test_an_interview_is_in_time_within_72_hours_of_the_return(
    connection, town, quality, ended, interviewed, in_time
):
    town.reported("a" * 16, BEGAN, quality=quality, ended=ended, interviewed=interviewed)
    row = counted(connection)
    assert row.in_time == in_time
    assert (row.offered, row.offered_answered) == ((1, 1) if interviewed else (0, 0))


@pytest.mark.parametrize(
    ("on", "inside"),
    [
        (dt.datetime(2026, 7, 1), True),  # 30 June in UTC
        (dt.datetime(2026, 6, 30, 23, 59), False),
        (dt.datetime(2026, 9, 30, 23, 59), True),
        (dt.datetime(2026, 10, 1), False),
    ],
)
def test_an_episode_is_of_the_quarter_in_which_it_began_in_london(connection, town, on, inside):
    town.reported("a" * 16, on)
    assert (counted(connection) is not None) is inside


def test_five_children_are_told_of_and_four_are_not(connection, town, keys):
    for child in "abcdefgh":
        town.reported(child * 16, BEGAN, concern="yes" if child in "abcd" else "no", offered="yes")
    publish(connection, keys, Q3, AFTER)
    told = stored(connection)
    assert told["reported"][0] == told["missing"][0] == told["offered"][0] == "shown"
    assert 6 <= told["reported"][1] <= 10
    assert told["exploitation"] == ("not_shown", None)
    # no interview has a date: whether any was in time is not known, which is not none
    assert told["in_time"] == ("no_data", None)


def test_an_authority_of_which_nothing_ever_came_has_no_data(connection, town, keys):
    publish(connection, keys, Q3, AFTER)
    assert {state for state, _ in stored(connection).values()} == {"no_data"}


def test_an_authority_without_premises_here_has_no_row(connection, town, keys):
    for child in "abcdefgh":
        town.reported(child * 16, BEGAN, authority="E06999002")
    publish(connection, keys, Q3, AFTER)
    told = connection.scalars(text("SELECT DISTINCT authority FROM held.published_picture"))
    assert told.all() == [AUTHORITY]


def test_a_published_picture_is_final(connection, town, keys):
    for child in "abcdefgh":
        town.reported(child * 16, BEGAN)
    assert not publish(connection, keys, Q3, AFTER).already_published
    assert publish(connection, keys, Q3, AFTER).already_published
    # an answer that changes no cell and no ward, and a number by authority
    connection.execute(text("UPDATE held.episode_coding SET cse_concern = 'yes'"))
    with pytest.raises(PublicationError, match="is final"):
        publish(connection, keys, Q3, AFTER)


def test_a_quarter_of_an_earlier_release_is_given_its_picture_once(connection, town, keys):
    for child in "abcdefgh":
        town.reported(child * 16, BEGAN)
    publish(connection, keys, Q3, AFTER)
    first = stored(connection)
    connection.execute(text("DELETE FROM held.picture_publication"))
    assert stored(connection) == {}
    assert publish(connection, keys, Q3, AFTER).already_published
    assert stored(connection) == first
