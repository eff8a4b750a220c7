"""Dates as registers write them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import dates
from loaders.values import BadCell

DAY = dt.date(2026, 9, 5)
WAYS = {
    "day first": "%d/%m/%Y",
    "with dots": "%d.%m.%Y",
    "with dashes": "%d-%m-%Y",
    "ISO": "%Y-%m-%d",
    "a short month": "%d-%b-%y",
    "a month in full": "%d %B %Y",
    "a weekday before it": "%A, %d %B %Y",
    "the month first, in words": "%B %d, %Y",
    "compact": "%Y%m%d",
    "day first, with a time": "%d/%m/%Y 22:30",
    "ISO, with slashes": "%Y/%m/%d",
    "as a map server downloads it": "%Y/%m/%d 00:00:00+00",
    "a year cut short": "%d %b '%y",
    "ISO, with a time": "%Y-%m-%dT22:30:15",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@given(day=st.dates(dt.date(1971, 1, 1), dt.date(2069, 12, 31)))
@settings(max_examples=40)
def test_a_day_written_in_a_way_is_read_as_that_day(way, day):
    assert dates.date(day.strftime(way)) == (None if day in dates.SENTINELS else day)


@given(day=st.dates(dt.date(1971, 1, 1), dt.date(2069, 12, 31)))
@settings(max_examples=40)
def test_a_day_written_month_first_is_read_when_its_column_is(day):
    assert dates.date(day.strftime("%m/%d/%Y"), us_order=True) == day


@given(days=st.integers(20_000, 73_000))
@settings(max_examples=40)
def test_a_spreadsheets_day_number_counts_from_the_end_of_1899(days):
    assert dates.date(str(days)) == dt.date(1899, 12, 30) + dt.timedelta(days)


@pytest.mark.parametrize(
    ("serial", "at"),
    [
        ("46270.5", dt.datetime(2026, 9, 5, 12)),
        ("46270.9375", dt.datetime(2026, 9, 5, 22, 30)),
        ("46270.9999999", dt.datetime(2026, 9, 6)),  # midnight, less a rounding
    ],
)
def test_the_fraction_of_a_day_number_is_a_time(serial, at):
    found = dates.moment(serial)
    assert dt.datetime.combine(found.on, found.at or dt.time(0)) == at


@pytest.mark.parametrize("serial", ["19999", "80000"])
def test_a_number_that_no_licence_has_a_day_of_is_no_date(serial):
    with pytest.raises(BadCell, match="not_a_date"):
        dates.moment(serial)


@pytest.mark.parametrize(
    "stand_in",
    [
        *("253402214400000", "253402300799000", "-62135596800000"),  # the same of a map server
        *("31/12/9999", "9999-12-31", "01/01/1900", "1900-01-01", "1899-12-30", "01/01/1753"),
        *("01/01/0001", "0001-01-01T00:00:00"),
        *("00/00/0000", "0", "0000-00-00", "", "  ", "NULL", "n/a", "TBC", "no details"),
    ],
)
def test_what_stands_for_no_date_is_none(stand_in):
    assert dates.moment(stand_in) is None


def test_the_day_before_and_after_a_stand_in_are_days():
    assert dates.date("02/01/1900") == dt.date(1900, 1, 2)
    assert dates.date("31/12/2100") == dt.date(2100, 12, 31)
    assert dates.date("01/01/2101") is None


@pytest.mark.parametrize("cell", ["30/02/2026", "31/04/2026", "29/02/2026", "2026-13-01"])
def test_a_day_that_is_in_no_calendar_is_told_from_other_words(cell):
    with pytest.raises(BadCell, match="no_such_date"):
        dates.moment(cell)


@pytest.mark.parametrize("cell", ["24/11/0005", "0205-11-24", "31/12/1899", "24 Nov 0005"])
def test_a_year_before_1900_has_lost_a_digit_and_is_no_date(cell):
    with pytest.raises(BadCell, match="no_such_date"):
        dates.moment(cell)


@pytest.mark.parametrize("cell", ["soon", "12/2026", "5 Floreal 2026", "1/2/3/4", "2026"])
def test_words_that_are_no_date_are_refused_without_being_repeated(cell):
    with pytest.raises(BadCell, match="not_a_date") as refused:
        dates.moment(cell)
    assert cell not in refused.value.found


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("05/09/2026 22:30", dt.time(22, 30)),
        ("05/09/2026 10:30 pm", dt.time(22, 30)),
        ("05/09/2026 12:05am", dt.time(0, 5)),
        ("05/09/2026 12:05 PM", dt.time(12, 5)),
        ("5 Sep 2026, 09:00", dt.time(9)),
        ("05/09/2026", None),
    ],
)
def test_a_time_of_day_is_read_where_one_is_given(cell, at):
    assert dates.moment(cell) == dates.Moment(DAY, at)


@pytest.mark.parametrize("clock", ["24:30", "12:61", "12:30:75", "10:00+99:00", "10:00+00:75"])
def test_a_time_that_is_on_no_clock_is_refused(clock):
    with pytest.raises(BadCell, match="no_such_time"):
        dates.moment(f"2026-09-05T{clock}")


@pytest.mark.parametrize(
    ("zone", "hours"), [("Z", 0), ("+01:00", 1), ("+0100", 1), ("-05:00", -5), ("+00:00", 0)]
)
def test_a_zone_is_kept_with_its_sign(zone, hours):
    found = dates.moment(f"2026-09-05T10:00{zone}")
    assert found.zone.utcoffset(None) == dt.timedelta(hours=hours)


def test_spaces_of_any_kind_in_a_date_do_no_harm():
    assert dates.date("\u00a0 05/09/2026 ") == DAY
    assert dates.date("5\u00a0September  2026") == DAY


@pytest.mark.parametrize(("written", "year"), [("69", 2069), ("70", 1970), ("05", 2005)])
def test_a_year_of_two_digits_turns_at_seventy(written, year):
    assert dates.date(f"01/02/{written}") == dt.date(year, 2, 1)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["01/13/2026", "02/03/2026"], True),
        (["13/01/2026", "02/03/2026"], False),
        (["01/02/2026", "12/12/2026"], None),  # nothing tells: the reader is warned
        (["13/01/2026", "01/13/2026"], False),  # they contradict: what cannot be is turned away
        (["2026-01-13", "5 May 2026"], False),
        ([], False),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_whole_column(cells, first):
    assert dates.month_first(cells) is first


@given(cell=st.text(max_size=30))
@settings(max_examples=150)
def test_any_text_is_a_date_or_nothing_or_a_bad_cell(cell):
    try:
        found = dates.moment(cell)
    except BadCell:
        return
    assert found is None or isinstance(found.on, dt.date)


@pytest.mark.parametrize(
    ("milliseconds", "day"),
    [
        ("1131062400000", dt.date(2005, 11, 4)),  # midnight in Greenwich
        ("1120777200000", dt.date(2005, 7, 8)),  # midnight of a summer's day in London
        ("1131105600000", dt.date(2005, 11, 4)),  # noon, as some map servers store a day
        ("-86400000000", dt.date(1967, 4, 7)),
    ],
)
def test_a_map_servers_milliseconds_are_a_day(milliseconds, day):
    assert dates.date(milliseconds) == day


def test_a_day_and_time_without_signs_is_no_count_of_milliseconds():
    assert dates.moment("202605011405") == dates.Moment(dt.date(2026, 5, 1), dt.time(14, 5))


@pytest.mark.parametrize("cell", ["01/05/2026 99:30 PM", "01/05/2026 14:30 AM"])
def test_half_a_day_has_twelve_hours(cell):
    with pytest.raises(BadCell):
        dates.moment(cell)


def test_an_afternoon_that_is_said_twice_is_one():
    assert dates.moment("01/05/2026 14:30 PM").at == dt.time(14, 30)
