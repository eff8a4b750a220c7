"""Hours in rows of a day each are a licence's own, and no row is lost of the account."""

import pytest

from loaders.hours import parse_hours
from loaders.premises import propose
from loaders.source import open_source

FRIDAY = "Fri 10:00 - 01:00"


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a register of some columns and rows."""

    def reading(header, *lines, fixed=None):
        file = tmp_path / "r.csv"
        file.write_text("\n".join([header, *lines]) + "\n")
        return propose(open_source(file), fixed)

    return reading


def hours_of(table, layout):
    place = table.columns.index(layout.columns["hours"][0])
    return [row.cells[place] for row in table.rows]


@pytest.mark.parametrize("names", ["Day,Start,End", "Weekday,Time From,Time To", "Days,Open,Close"])
def test_a_day_with_its_times_in_each_row_is_hours_of_the_licence(read, names):
    header = f"Ref,Premises,Address,{names},Status"
    table, layout = read(
        header,
        "PL1,The Heron,1 Quay St,Thu,10:00,23:00,Live",
        "PL1,The Heron,1 Quay St,Fri,10:00,01:00,Live",
        "PL1,The Heron,1 Quay St,Sun,Closed,,Live",
        "PL2,The Gull,2 Quay St,Fri,10:00,01:00,Live",
    )
    assert layout.columns["hours"] == tuple(names.split(","))
    assert not set(layout.columns) & {"starts_on", "ends_on", "day_hours"}
    both = f"Thu 10:00 - 23:00; {FRIDAY}"
    assert hours_of(table, layout) == [both, both, both, FRIDAY]
    assert table.notices == ["rows give a day each: 4 rows have the hours of 2 licences"]
    named = read(header, "PL1,The Heron,1 Quay St,Monday,10:00,23:00,Live")[0]
    assert named.notices == ["rows give a day each: 1 rows have the hours of 1 licence"]
    # as a profile keeps it
    again = read(header, "PL2,The Gull,2 Quay St,Fri,10:00,01:00,Live", fixed=layout.columns)
    assert hours_of(*again) == [FRIDAY]


def test_hours_without_their_day_are_of_the_day_beside_them(read):
    found = read(
        "Ref,Premises,Address,Day,Hours",
        "PL1,The Heron,1 Quay St,Thu,10:00-23:00",
        "PL1,The Heron,1 Quay St,Fri,10:00 - 01:00",
    )
    assert hours_of(*found) == [f"Thu 10:00-23:00; {FRIDAY}"] * 2


def test_a_day_alone_in_its_row_goes_on_with_the_licence_above(read):
    table, layout = read(
        "Ref,Premises,Address,Day,From,To",
        "PL1,The Heron,1 Quay St,Thu,10:00,23:00",
        ",,,Fri,10:00,01:00",
        "PL2,The Gull,2 Quay St,Fri,10:00,01:00",
    )
    assert [row.cells[0] for row in table.rows] == ["PL1", "PL1", "PL2"]
    assert hours_of(table, layout)[2] == FRIDAY


def test_activities_of_one_licence_share_its_hours(read):
    table, layout = read(
        "Ref,Premises,Address,Activity,Day,From,To",
        "PL1,The Heron,1 Quay St,Sale of alcohol,Fri,10:00,23:00",
        "PL1,The Heron,1 Quay St,Late night refreshment,Fri,23:00,01:00",
    )
    assert set(hours_of(table, layout)) == {"Fri 10:00 - 23:00; Fri 23:00 - 01:00"}


def test_a_day_beside_other_numbers_is_none_of_hours(read):
    _, layout = read("Ref,Premises,Address,Day,Fee", "PL1,The Heron,1 Quay St,Fri,see file")
    assert "hours" not in layout.columns


def test_a_column_that_was_settled_by_hand_is_left(read):
    fixed = {"ends_on": ["End"]}
    _, layout = read(
        "Ref,Premises,Address,Day,Start,End", "PL1,The Heron,1 Quay St,Fri,10:00,11:00", fixed=fixed
    )
    assert layout.columns["ends_on"] == ("End",)
    assert "hours" not in layout.columns


@pytest.mark.parametrize(("name", "first"), [("DayOfWeek", 1), ("Day No", 0), ("Day", 1)])
def test_days_that_are_numbered_keep_their_hours_as_text_and_say_so(read, name, first):
    table, layout = read(
        f"Ref,Premises,Address,{name},Open,Close",
        *(f"PL1,The Heron,1 Quay St,{day},10:00,23:00" for day in range(first, first + 7)),
    )
    told = "; ".join(f"day {day} 10:00 - 23:00" for day in range(first, first + 7))
    assert hours_of(table, layout) == [told] * 7
    assert parse_hours(told) is None
    assert "does not say which is the first" in table.notices[-1]


def test_hours_of_one_of_several_columns_are_not_those_of_all_days(read):
    _, layout = read(
        "Ref,Premises,Address,Day1,Day2",
        "PL1,The Heron,1 Quay St,10:00-23:00,12:00-22:00",
        "PL2,The Gull,2 Quay St,10:00-23:00,12:00-22:00",
    )
    assert "hours" not in layout.columns
    assert layout.unused == ("Day1", "Day2")
