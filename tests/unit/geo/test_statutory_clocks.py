"""Statutory clocks over Easter, Christmas and both clock changes, by days counted by hand."""

import datetime as dt

import pytest

from geo.statutory_clocks import EVENTS, LONDON, deadlines, hours_after


def london(*parts):
    return dt.datetime(*parts, tzinfo=LONDON)


def days(event, *parts):
    return [each.day for each in deadlines(event, london(*parts))]


def moments(event, *parts):
    return [
        each.due.astimezone(LONDON) for each in deadlines(event, london(*parts)) if each.by_the_hour
    ]


def test_a_review_over_easter_has_28_days_and_20_working_days_after_them():
    # given on 2 March: 28 days are 3 to 30 March; of the 20 working days two are lost to Easter
    assert days("review", 2026, 3, 2) == [dt.date(2026, 3, 30), dt.date(2026, 4, 29)]


def test_a_review_over_christmas_leaves_out_three_bank_holidays():
    # 28 days to 21 December; then 22-24, 29-31 December, 4-8, 11-15, 18-21 January
    assert days("review", 2026, 11, 23) == [dt.date(2026, 12, 21), dt.date(2027, 1, 21)]


def test_a_review_without_a_bank_holiday_is_four_weeks_and_four_weeks():
    assert days("review", 2026, 9, 1) == [dt.date(2026, 9, 29), dt.date(2026, 10, 27)]


def test_a_hearing_brings_notice_answers_and_the_determination():
    # Thursday 7 May: the early May bank holiday is Monday the 4th
    assert days("hearing", 2026, 5, 7) == [
        dt.date(2026, 4, 21),
        dt.date(2026, 4, 28),
        dt.date(2026, 5, 13),
    ]


@pytest.mark.parametrize(
    ("served", "ends"),
    [
        ((2026, 9, 1, 14, 30), (2026, 9, 3, 14, 30)),
        ((2026, 9, 4, 18), (2026, 9, 6, 18)),  # a weekend counts
        ((2026, 12, 24, 18), (2026, 12, 27, 18)),  # Christmas Day does not
        ((2026, 12, 25, 10), (2026, 12, 28, 0)),
        ((2026, 12, 26, 0), (2026, 12, 28, 0)),  # Boxing Day does
        ((2026, 10, 24, 22), (2026, 10, 26, 21)),  # the clocks go back: 48 hours, an hour earlier
        ((2026, 3, 28, 12), (2026, 3, 30, 13)),  # and forward
    ],
)
def test_a_closure_notice_lasts_48_hours_without_christmas_day(served, ends):
    assert moments("closure_notice", *served) == [london(*ends)]


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        ((2026, 9, 1, 14, 30), (2026, 9, 3, 14, 30)),
        ((2026, 9, 4, 18), (2026, 9, 8, 18)),  # Friday evening to Tuesday evening
        ((2026, 9, 5, 9), (2026, 9, 9, 0)),  # on a Saturday it begins with Monday
        ((2026, 4, 2, 16), (2026, 4, 8, 16)),  # over Easter
        ((2026, 12, 24, 12), (2026, 12, 30, 12)),
        ((2026, 10, 23, 20), (2026, 10, 27, 20)),  # the clocks change on a day that counts not
    ],
)
def test_interim_steps_have_48_hours_of_working_days(received, ends):
    assert moments("summary_review", *received) == [london(*ends)]


def test_the_other_clocks():
    assert days("summary_review", 2026, 9, 1)[-1] == dt.date(2026, 9, 29)
    assert days("closure_order", 2026, 9, 1) == [dt.date(2026, 9, 29)]
    assert days("appeal", 2026, 9, 1) == [dt.date(2026, 9, 21)]
    assert days("temporary_event", 2026, 8, 27) == [dt.date(2026, 9, 2)]
    assert days("driver_known", 2026, 9, 1) == [dt.date(2026, 9, 14)]
    assert days("driver_told", 2026, 9, 1) == [dt.date(2026, 9, 28)]
    assert days("action_plan", 2026, 9, 1) == [dt.date(2026, 11, 24)]


def test_a_day_in_london_begins_before_that_of_utc_in_summer():
    late = dt.datetime(2026, 8, 31, 23, 30, tzinfo=dt.UTC)  # 1 September, half past midnight
    assert [each.day for each in deadlines("appeal", late)] == [dt.date(2026, 9, 21)]


def test_every_event_says_its_law_and_needs_a_time_zone():
    for name in EVENTS:
        assert all(each.law and each.words for each in deadlines(name, london(2026, 9, 1)))
        with pytest.raises(ValueError, match="time zone"):
            deadlines(name, dt.datetime(2026, 9, 1))


def test_hours_that_never_end_early_are_those_asked_for():
    began = london(2026, 6, 1, 9)
    assert hours_after(began, 0) == began
    assert hours_after(began, 24) == london(2026, 6, 2, 9)
