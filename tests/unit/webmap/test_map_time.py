"""The days of the analyst's map: those that are asked for, or the usual with the reason why."""

import datetime as dt

import pytest

from webmap.map_time import asked_days

NEWEST = dt.date(2026, 9, 30)


@pytest.mark.parametrize("given", [{}, {"from": "", "to": ""}])
def test_without_days_it_is_the_ninety_that_end_with_the_data(given):
    days = asked_days(given, NEWEST)
    assert (days.first, days.last, days.fault) == (dt.date(2026, 7, 3), NEWEST, "")


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("2026-01-01", "2026-01-01", True),
        ("2026-01-02", "2026-01-01", False),
        ("2023-01-01", "2026-01-04", True),  # 1,100 days, both counted
        ("2023-01-01", "2026-01-05", False),
        ("1989-12-31", "1990-01-01", False),
        ("2026-01-01", "", False),
        ("yesterday", "2026-01-01", False),
    ],
)
def test_days_are_taken_within_reason_and_else_it_says_why_not(first, last, taken):
    days = asked_days({"from": first, "to": last}, NEWEST)
    assert (days.fault == "") == taken
    assert (days.first.isoformat() == first) == taken
