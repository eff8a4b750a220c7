import datetime as dt

import pytest

from geo import clock


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (dt.datetime(2026, 3, 28, 23, 59), dt.date(2026, 3, 28)),
        (dt.datetime(2026, 6, 30, 22, 59), dt.date(2026, 6, 30)),
        (dt.datetime(2026, 6, 30, 23, 0), dt.date(2026, 7, 1)),  # summer: an hour ahead of UTC
        (dt.datetime(2026, 12, 31, 23, 59), dt.date(2026, 12, 31)),
    ],
)
def test_a_day_is_londons_wherever_the_server_is(monkeypatch, utc, day):
    class Fixed(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return utc.replace(tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(clock.dt, "datetime", Fixed)
    assert clock.today() == day


@pytest.mark.parametrize(
    "written",
    [
        *("2026-09-04", "4/9/2026", "04/09/2026", "4.9.2026", "4-9-2026"),
        *("4 September 2026", "4 sep 2026", " 4  SEPTEMBER 2026 "),
    ],
)
def test_a_day_is_read_as_people_here_write_it(written):
    assert clock.written_day(written) == dt.date(2026, 9, 4)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "4/9/26",
        "4 Sep 26",
        "9/30/2026",
        "31/2/2026",
        "4/9-2026",
        "tomorrow",
        "4 September",
        "4",
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(written):
    with pytest.raises(ValueError, match=r"isoformat|month|day"):
        clock.written_day(written)
