"""Columns of times: each form, the changes of London's clocks, and what is not known of a time."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import arrays
from loaders.clocks import MISSING, local_date, london_days, to_utc
from loaders.instants import ends, instants

LONDON = ZoneInfo("Europe/London")


def micros(instant):
    return round(instant.timestamp() * 1_000_000)


def read(*cells):
    return instants(arrays.strings(cells))


SUMMER = micros(dt.datetime(2026, 7, 3, 21, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-07-03 22:30", "2026-07-03T22:30", "2026-07-03 22:30:00", " 2026-07-03 22:30 "),
        *("03/07/2026 22:30", "03/07/2026 22:30:00", "2026-07-03T21:30:00Z"),
        *("03-JUL-26 10.30.00.000000 PM", "03/07/2026 22.30", "03/07/2026 22:30 hrs"),
        *("20260703T223000", "202607032230"),
        *("2026-07-03 22:30 BST", "03/07/2026 21:30 GMT", "03/07/2026 21:30:00 UTC"),
        *("2026-07-03T22:30:00+01:00", "3 July 2026 22:30", "03-Jul-26 22:30"),
    ],
)
def test_a_time_is_the_same_instant_in_every_form(cell):
    alone, among = read(cell), read("2026-01-05 10:00", cell, "")
    assert alone.utc.tolist() == [SUMMER]
    assert among.utc[1] == SUMMER
    assert not alone.dated.any()
    assert not alone.bad.any()


@pytest.mark.parametrize("cell", ["1900-01-01", "1900-01-01 00:00", "01/01/1900", "31/12/2999"])
def test_a_day_that_stands_for_none_is_none_in_every_form(cell):
    for found in (read(cell), read("2026-07-03 22:30", cell), read("2026-07-03", cell)):
        assert found.utc[-1] == MISSING
        assert not found.bad.any()


@pytest.mark.parametrize("cell", ["still missing", "Ongoing", "OPEN", "not_returned", "Ar goll"])
def test_an_end_that_says_that_there_is_none_is_empty(cell):
    found = ends(arrays.strings(["2026-07-03 22:30", cell, "31/06/2026"]))
    assert found.utc.tolist() == [SUMMER, MISSING, MISSING]
    assert found.bad.tolist() == [False, False, True]
    assert read(cell).bad.tolist() == [True]


@pytest.mark.parametrize(("cell", "dated", "monthly"), [("2026-07-03", 1, 0), ("2026-07", 1, 1)])
def test_a_day_or_a_month_alone_is_kept_as_what_it_is(cell, dated, monthly):
    found = read(cell)
    assert [found.dated.tolist(), found.monthly.tolist()] == [[bool(dated)], [bool(monthly)]]
    assert not found.midnight.any()


@pytest.mark.parametrize("cell", ["Jul-26", "July 2026", "JULY-2026", "Jul '26"])
def test_a_month_that_a_spreadsheet_renamed_is_that_month(cell):
    found = read("2026-07-03 22:30", cell)
    assert found.utc[1] == read("2026-07").utc[0]
    assert (bool(found.monthly[1]), bool(found.dated[1]), bool(found.bad[1])) == (True, True, False)


@pytest.mark.parametrize("cell", ["Mayor 26", "26-Jul", "Heron 2026", "Jul", "Jul 126"])
def test_what_only_looks_like_a_month_is_none(cell):
    assert read(cell).bad.tolist() == [True]


@pytest.mark.parametrize("cell", ["2026-07-03 00:00", "2026-07-03T00:00+01:00"])
def test_midnight_that_was_written_is_told_from_a_day(cell):
    assert read(cell).midnight.tolist() == [True]


def test_midnight_of_another_zone_is_a_time():
    assert read("2026-07-03T00:00Z").midnight.tolist() == [False]


@pytest.mark.parametrize("cells", [["", "NULL", "31/12/9999", "9999-12-31 00:00"], ["", ""]])
def test_what_stands_for_no_time_is_missing(cells):
    found = read(*cells)
    assert found.missing.all()
    assert not found.bad.any()


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-02-30 10:00", "2026-13-01", "2026-07-03 24:30", "yesterday", "30/02/2026"),
        *("2026-07-03 22:60", "x" * 16, "x" * 19, "2026-07-03 22-01"),
    ],
)
def test_what_is_no_time_is_bad_wherever_it_stands(cell):
    assert read(cell).bad.tolist() == [True]
    assert read("2026-07-03 22:30", cell).bad.tolist() == [False, True]


def test_a_time_that_the_clocks_skipped_is_told():
    found = read("2026-03-29 00:59", "2026-03-29 01:30", "2026-03-29 02:00")
    assert found.skipped.tolist() == [False, True, False]


def test_of_a_time_that_the_clocks_showed_twice_the_first_is_taken():
    found = read("2026-10-25 00:59", "2026-10-25 01:30", "2026-10-25 02:00")
    assert found.twice.tolist() == [False, True, False]
    assert found.utc[1] == micros(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC))


@given(at=st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2099, 12, 30)))
@settings(max_examples=150)
def test_a_local_time_is_converted_as_the_standard_library_does(at):
    at = at.replace(microsecond=0, fold=0)  # of a time shown twice, the first
    (utc,), (skipped,), _ = to_utc(np.array([micros(at.replace(tzinfo=dt.UTC))]))
    there = at.replace(tzinfo=LONDON)
    really = there.astimezone(dt.UTC).astimezone(LONDON).replace(tzinfo=None) == at
    assert bool(skipped) is not really
    if really:
        assert utc == micros(there)


@given(at=st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 12, 30)))
@settings(max_examples=60)
def test_every_form_reads_what_was_written(at):
    forms = ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
    found = read(*(at.strftime(form) for form in forms))
    assert len(set(found.utc.tolist())) == 1
    assert not found.bad.any()


@given(cells=st.lists(st.text(max_size=22), max_size=4))
@settings(max_examples=100)
def test_any_text_is_a_time_or_missing_or_bad(cells):
    found = instants(arrays.strings(cells))
    assert ((found.utc != MISSING) | found.missing | found.bad).all()


def test_the_day_in_london_is_not_the_day_in_utc():
    late = micros(dt.datetime(2026, 7, 2, 23, 30, tzinfo=dt.UTC))
    assert local_date(late) == dt.date(2026, 7, 3)
    assert london_days(np.array([late]))[0] == (dt.date(2026, 7, 3) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "cell", ["2026-07-03 22:30", "03/07/2026", "2026-07", "2026-03-29 01:30", "soon"]
)
def test_a_time_that_few_rows_have_is_read_as_any_other(cell):
    alone, sparse = read(cell), read("", "", "", cell, "", "")
    for name in ("utc", "dated", "monthly", "midnight", "bad", "skipped", "twice"):
        told = getattr(sparse, name).tolist()
        assert told[3:4] == getattr(alone, name).tolist(), name
        assert {*told[:3], *told[4:]} == {MISSING if name == "utc" else False}, name
    assert sparse.missing.tolist() == [row != 3 for row in range(6)]
