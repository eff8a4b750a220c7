"""Local times are converted by one library, Python's; where the database converts, it agrees."""

import datetime as dt

import pytest
from sqlalchemy import text

from loaders import arrays
from loaders.clocks import EPOCH, MISSING
from loaders.instants import instants

# around both changes of the clocks, and far from them
SURE = (
    *("2026-01-15 12:00", "2026-03-29 00:59", "2026-03-29 02:00", "2026-06-30 23:59"),
    *("2026-07-01 00:00", "2026-10-25 00:59", "2026-10-25 02:00", "2026-12-31 23:59"),
    *("2016-05-31 23:59", "1971-06-15 12:00"),
)


def read(cell):
    found = instants(arrays.strings([cell]))
    return found, EPOCH + dt.timedelta(microseconds=int(found.utc[0]))


@pytest.mark.parametrize("cell", SURE)
def test_a_local_time_is_one_instant_to_both(connection, cell):
    told = text("SELECT CAST(:at AS timestamp) AT TIME ZONE 'Europe/London'")
    assert connection.scalar(told, {"at": cell}) == read(cell)[1]


def test_of_a_time_that_was_shown_twice_we_take_the_first_and_keep_that_it_was(connection):
    """The database would take the second: so it is never asked to convert a supplier's time."""
    cell = "2026-10-25 01:30"
    found, ours = read(cell)
    told = text("SELECT CAST(:at AS timestamp) AT TIME ZONE 'Europe/London'")
    assert connection.scalar(told, {"at": cell}) - ours == dt.timedelta(hours=1)
    assert found.twice.tolist() == [True]
    back = text("SELECT to_char(:at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')")
    assert connection.scalar(back, {"at": ours}) == cell


def test_a_time_that_was_never_shown_is_told(connection):
    found = instants(arrays.strings(["2026-03-29 01:30"]))
    assert found.skipped.tolist() == [True]
    assert found.utc[0] != MISSING
