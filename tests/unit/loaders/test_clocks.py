"""London's days over eleven years: each has the hours that its clocks showed, and no other."""

import datetime as dt
from collections import Counter

import numpy as np

from loaders.clocks import HOUR_US, london_days, to_utc
from loaders.dates import LONDON

FIRST, LAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2031, 1, 1, tzinfo=dt.UTC)


def test_every_hour_of_eleven_years_is_of_the_day_that_the_standard_library_says():
    hours = int((LAST - FIRST).total_seconds()) // 3600
    utc = int(FIRST.timestamp()) * 1_000_000 + np.arange(hours) * HOUR_US
    epoch = dt.date(1970, 1, 1)
    expected = [
        ((FIRST + dt.timedelta(hours=n)).astimezone(LONDON).date() - epoch).days
        for n in range(hours)
    ]
    found = london_days(utc)
    assert found.tolist() == expected
    lengths = Counter(Counter(found.tolist()).values())
    assert lengths == {24: hours // 24 - 22, 23: 11, 25: 11}


def test_the_hours_that_clocks_skip_and_show_twice_are_two_hours_of_a_year():
    first = int(dt.datetime(2020, 1, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
    local = first + np.arange(366 * 24) * HOUR_US
    _, skipped, twice = to_utc(local)
    assert [str(np.datetime64(int(each), "us")) for each in local[skipped]] == [
        "2020-03-29T01:00:00.000000"
    ]
    assert [str(np.datetime64(int(each), "us")) for each in local[twice]] == [
        "2020-10-25T01:00:00.000000"
    ]
