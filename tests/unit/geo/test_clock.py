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
