"""Bank holidays against the lists that were published, and working days over them."""

import datetime as dt

import pytest

from geo.bank_holidays import (
    bank_holidays,
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_from,
)

# as published at gov.uk/bank-holidays for England and Wales
PUBLISHED = {
    1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31",
    2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_of_a_year_are_those_that_were_published(year):
    assert [f"{day:%m-%d}" for day in bank_holidays(year)] == PUBLISHED[year].split()


def test_a_year_of_other_rules_is_refused():
    assert len(bank_holidays(1978)) == 8
    with pytest.raises(ValueError, match="1977"):
        bank_holidays(1977)


def test_christmas_day_is_no_working_day_even_where_another_day_is_kept_for_it():
    assert not is_working_day(dt.date(2021, 12, 25))
    assert not is_working_day(dt.date(2021, 12, 27))
    assert is_working_day(dt.date(2021, 12, 29))


def test_working_days_are_counted_over_easter_with_and_without_the_first():
    thursday = dt.date(2026, 4, 2)  # Good Friday is the 3rd, Easter Monday the 6th
    assert working_days_after(thursday, 1) == dt.date(2026, 4, 7)
    assert working_days_from(thursday, 1) == thursday
    assert working_days_from(thursday, 2) == dt.date(2026, 4, 7)
    # clear days: the 1st and 2nd lie between, neither end counted
    assert working_days_before(dt.date(2026, 4, 7), 2) == dt.date(2026, 3, 31)
