import datetime as dt

import pytest

from geo.errors import QuestionError
from geo.quarters import Quarter


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026Q1", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("2024Q1", dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
        ("2026Q3", dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
        ("2026Q4", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_the_days_of_the_calendar(name, first, last):
    quarter = Quarter.named(name)
    assert (quarter.first_day, quarter.last_day, str(quarter)) == (first, last, name)


def test_quarters_follow_one_another_without_a_day_between_or_in_both():
    quarter = Quarter(2020, 1)
    for _ in range(40):
        assert (quarter.next.first_day - quarter.last_day).days == 1
        quarter = quarter.next


@pytest.mark.parametrize("name", ["2026Q0", "2026Q5", "2026-07-01", "2026q3", "1969Q4", "", "Q3"])
def test_what_is_no_quarter_is_refused(name):
    with pytest.raises(QuestionError, match="such as 2026Q3"):
        Quarter.named(name)
