"""The first and the last day of what a register says in one cell."""

import datetime as dt

import pytest

from loaders import dates
from loaders.periods import (
    days_written,
    end_of_span,
    first_day,
    last_day,
    of_this_century,
    span,
)
from loaders.premises import propose
from loaders.source import open_source


def day(month, of_month, year=2026):
    return dt.date(year, month, of_month)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("01/04/2025 - 31/03/2026", day(4, 1, 2025), day(3, 31)),
        ("01/04/2025-31/03/2026", day(4, 1, 2025), day(3, 31)),
        ("From 1 April 2025 to 31 March 2026 inclusive", day(4, 1, 2025), day(3, 31)),
        ("2025-04-01 – 2026-03-31", day(4, 1, 2025), day(3, 31)),
        ("01-Apr-25 until 31-Mar-26", day(4, 1, 2025), day(3, 31)),
        ("5th and 6th June 2026", day(6, 5), day(6, 6)),
        ("Friday 5th to Sunday 7th June 2026", day(6, 5), day(6, 7)),
        ("30 November - 2 December 2026", day(11, 30), day(12, 2)),
        ("30 December - 2 January 2026", day(12, 30, 2025), day(1, 2)),
        ("01/04/2026 onwards", day(4, 1), None),
        ("01/04/2026 - ", day(4, 1), None),
    ],
)
def test_a_span_has_two_days(cell, first, last):
    assert span(cell) == (first, last)
    assert (first_day(cell), last_day(cell), end_of_span(cell)) == (first, last, last)


@pytest.mark.parametrize(
    "cell",
    ["01/04/2026", "2026-04-01", "1 April 2026", "2024-2025", "31/03/2026 - 01/04/2025",
     "10:00 - 23:00", "Mon - Fri", "see file", "01/04/2026 10:00", "9" * 100, ""],
)  # fmt: skip
def test_a_day_and_what_is_none_are_no_span(cell):
    assert span(cell) is None
    assert end_of_span(cell) is None


def test_the_order_of_day_and_month_is_told_by_either_day_of_a_span():
    cells = ["04/01/2025 - 03/31/2026"]
    assert dates.month_first(days_written(cells))
    assert span(cells[0], us_order=True) == (day(4, 1, 2025), day(3, 31))


@pytest.mark.parametrize(
    ("column", "fields"),
    [
        ("Licence Period", {"starts_on", "ends_on"}),
        ("Start Date", {"starts_on", "ends_on"}),
        ("Event Dates", {"starts_on", "ends_on"}),
        ("Consultation Period", set()),
        ("Suspension", set()),
    ],
)
def test_a_column_of_spans_says_when_licences_begin_and_end(tmp_path, column, fields):
    file = tmp_path / "r.csv"
    file.write_text(f"Ref,Premises,Address,{column}\nPL1,Heron,1 Sea Rd,1/4/2025 - 31/3/2026\n")
    columns = propose(open_source(file))[1].columns
    assert {field for field, of in columns.items() if of == (column,)} == fields


@pytest.mark.parametrize(
    ("cell", "begun", "year"),
    [
        *((cell, None, 2099) for cell in ("31.12.99", "31/12/99 00:00", "31-Dec-99", "31 dec '99")),
        ("31.12.99", day(11, 24, 2005), 2099),
        ("04/06/75", day(11, 24, 2005), 2075),
        # which it may well be: it had begun, or nothing says when
        ("04/06/99", day(6, 5, 1998), 1999),
        ("04/06/99", None, 1999),
        # a year that is written out is meant
        ("31/12/1999", day(11, 24, 2005), 1999),
        ("1999-12-31", None, 1999),
    ],
)
def test_a_last_day_of_two_digits_that_cannot_be_long_past_is_far_off(cell, begun, year):
    last = last_day(cell)
    assert last.year in (1975, 1999)
    assert of_this_century(cell, last, begun) == last.replace(year=year)
