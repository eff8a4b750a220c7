"""How dates, times, numbers and distances are written."""

import datetime as dt

import pytest

from webmap import formats


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (dt.date(2026, 9, 4), "4 September 2026"),
        (utc(2026, 7, 2, 23, 30), "3 July 2026"),
        (utc(2026, 12, 2, 23, 30), "2 December 2026"),
        (None, "not known"),
    ],
)
def test_a_day_is_written_as_it_was_in_london(value, written):
    assert formats.day(value) == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ((2026, 7, 3), (2026, 7, 3), "3 July 2026"),
        ((2026, 7, 3), (2026, 7, 16), "3 and 16 July 2026"),
        ((2026, 7, 3), (2026, 9, 16), "3 July and 16 September 2026"),
        ((2025, 12, 3), (2026, 1, 16), "3 December 2025 and 16 January 2026"),
    ],
)
def test_two_days_do_not_repeat_what_they_share(first, last, written):
    assert formats.days(dt.date(*first), dt.date(*last)) == written


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        *((0, "midnight"), (720, "midday"), (1440, "midnight"), (60, "1am"), (1335, "10:15pm")),
        *((5, "12:05am"), (725, "12:05pm"), (1560, "2am"), (779, "12:59pm"), (780, "1pm")),
    ],
)
def test_a_time_is_written_as_people_say_it(minutes, written):
    assert formats.clock(minutes) == written


def test_a_moment_is_a_day_and_a_time_in_london():
    assert formats.moment(utc(2026, 7, 2, 23, 30)) == "3 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("opens", "closes", "written"),
    [
        (660, 1380, "11am to 11pm"),
        (660, 1560, "11am to 2am the next morning"),
        (1200, 2220, "8pm to 1pm the next day"),
        (0, 1440, "all day and night"),
        (360, 1800, "all day and night"),
    ],
)
def test_hours_past_midnight_say_so(opens, closes, written):
    assert formats.span(opens, closes) == written


@pytest.mark.parametrize(
    ("metres", "written"),
    [(0, "0 m"), (99.6, "100 m"), (999.4, "999 m"), (999.6, "1.0 km"), (1500, "1.5 km")],
)
def test_a_distance_is_in_metres_under_a_kilometre(metres, written):
    assert formats.distance(metres) == written


@pytest.mark.parametrize(
    ("metres", "written"),
    [
        (400, "400 m"),
        (150.5, "150.5 m"),
        (1500.0, "1.5 km"),
        (1240, "1,240 m"),
        (1240.5, "1,240.5 m"),
    ],
)
def test_what_was_asked_by_is_written_as_it_was_asked(metres, written):
    """Within 1.2 km is not said of what is within 1,240 m."""
    assert formats.limit(metres) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        *((0, 10, "0%"), (10, 10, "100%"), (1, 3, "33.3%"), (1, 100_000, "under 0.1%")),
        *((99_999, 100_000, "over 99.9%"), (0, 0, "none read")),
    ],
)
def test_a_share_is_never_rounded_to_none_or_to_all(part, whole, written):
    assert formats.share(part, whole) == written


@pytest.mark.parametrize(
    ("held", "written"), [("ZZ61YQ", "ZZ6 1YQ"), ("Z11AA", "Z1 1AA"), (None, ""), ("Z1", "Z1")]
)
def test_a_postcode_has_its_space(held, written):
    assert formats.postcode(held) == written


def test_a_sentence_begins_with_a_capital_and_keeps_the_others():
    assert formats.sentence("pub near EPSG") == "Pub near EPSG"


@pytest.mark.parametrize(
    ("address", "postcode", "written"),
    [
        ("1 Quay Street, Skerrowby", "ZZ41RH", "1 Quay Street, Skerrowby, ZZ4 1RH"),
        ("1 Quay Street, ZZ4 1RH", "ZZ41RH", "1 Quay Street, ZZ4 1RH"),
        ("1 Quay Street, zz41rh, Skerrowby", "ZZ41RH", "1 Quay Street, zz41rh, Skerrowby"),
        ("1 Quay Street, ZZ4 1RHX", "ZZ41RH", "1 Quay Street, ZZ4 1RHX, ZZ4 1RH"),
        ("1 Quay Street", None, "1 Quay Street"),
        (None, "ZZ41RH", "ZZ4 1RH"),
        (None, None, ""),
    ],
)
def test_an_address_has_its_postcode_once(address, postcode, written):
    assert formats.where(address, postcode) == written
