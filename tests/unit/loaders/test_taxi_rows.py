"""Rows of taxi registers: a required cell turns a row away, an optional one is an issue."""

import datetime as dt

import pytest

from loaders import values
from loaders.layout import Layout
from loaders.table import Row, Table
from loaders.taxi_operators import _is_home as operator_at_home
from loaders.taxi_operators import _read as read_operator
from loaders.taxi_operators import _stated
from loaders.taxi_rows import Cells, Turned
from loaders.taxi_vehicles import _read as read_vehicle
from loaders.taxi_vehicles import seats, wheelchair


@pytest.fixture
def row(load):
    """Return a function that gives one row and its reader, each field in a column of its name."""

    def making(*, strict=False, **cells):
        only = Row(2, tuple(cells.values()))
        table = Table("r.csv", tuple(cells), headed=True, rows=[only])
        return only, Cells(load, table, Layout({name: (name,) for name in cells}), strict=strict)

    return making


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        *(({"vehicles": each}, "not_a_number") for each in ("1-5", "Up to 5", "51+", "Unlimited")),
        ({"ends_on": "see file"}, "not_a_date"),
    ],
)
def test_an_operator_stands_without_what_cannot_be_read(row, load, cell, reason):
    read = read_operator(*row(name="Tern Cars", **cell))
    (field,) = cell
    assert read["vehicles_permitted" if field == "vehicles" else field] is None
    assert load.report.issues == {(field, reason): 1}


def test_a_licence_without_an_end_has_none_and_no_fault(row, load):
    assert read_operator(*row(name="Tern Cars", ends_on="No expiry"))["ends_on"] is None
    assert not load.report.issues


def test_a_postcode_that_is_none_leaves_the_one_in_the_address(row, load):
    stated = _stated(*row(address="4 Quay Street ZX1 4QT", postcode="LX"))
    assert stated.postcode == "ZX14QT"
    assert load.report.issues == {("postcode", "not_a_postcode"): 1}


def test_an_operators_degrees_are_read(row):
    assert _stated(*row(longitude="-3.5", latitude="53.4")).degrees == (-3.5, 53.4)
    assert _stated(*row(longitude="-3.5", latitude="")).degrees is None


def test_a_vehicle_stands_without_its_seats_and_hyphens(row, load):
    read = read_vehicle(
        *row(registration="ab13-cde", seats="several", wheelchair="?!"), "E06999001"
    )
    assert read["registration"] == "AB13CDE"
    assert (read["seats"], read["wheelchair_accessible"]) == (None, None)
    assert load.report.issues == {("seats", "not_a_number"): 1, ("wheelchair", "not_yes_or_no"): 1}


@pytest.mark.parametrize(
    "cell", ["Rear loading", "Wheelchair", "Designated", "WAV", "side entry", "s165 designated"]
)
def test_how_a_wheelchair_gets_in_says_that_it_does(cell):
    assert wheelchair(cell) is True


@pytest.mark.parametrize("cell", ["Not designated", "Saloon", "No WAV"])
def test_other_words_do_not_tell_of_wheelchairs(cell):
    with pytest.raises(values.BadCell):
        wheelchair(cell)
    assert wheelchair("") is None
    assert wheelchair("No") is False


def test_seats_are_those_of_passengers():
    assert [seats(each) for each in ("8", "8 plus driver", "8 + driver", "")] == [8, 8, 8, None]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"registration": "AB12CDE", "wheelchair": "maybe"}, "not_yes_or_no"),
        ({"registration": "AB12CDE", "ends_on": "Revoked"}, "not_a_date"),
        ({"registration": "AB12-CDE"}, "not_a_registration"),
    ],
)
def test_the_national_database_is_read_strictly(row, cells, reason):
    only, reader = row(strict=True, **cells)
    with pytest.raises(Turned, match=reason):
        read_vehicle(only, reader, "E06999001", spaces=False)


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"ends_on": "Revoked"}, ("revoked", "Revoked")),
        ({"ends_on": "Suspended"}, ("suspended", "Suspended")),
        ({"ends_on": "01/01/2029"}, ("unknown", None)),
        ({"ends_on": "Current"}, ("unknown", None)),
        ({"status": "Current", "ends_on": "Revoked"}, ("in_force", "Current")),
        ({"suspended": "Y"}, ("suspended", "suspended Y")),
        ({"suspended": "N"}, ("unknown", None)),
        ({"status": "Current", "suspended": "Yes"}, ("suspended", "suspended Yes")),
        ({"status": "Revoked", "suspended": "Yes"}, ("revoked", "Revoked")),
    ],
)
def test_the_status_is_read_where_a_register_has_it(row, cells, status):
    only, reader = row(**cells)
    reader.period(only)
    assert reader.status(only) == status


def test_a_driver_of_two_names_has_both(row):
    for cells, name in (
        ({"surname": "Orr", "forename": "Ann"}, "Ann Orr"),
        ({"surname": "Orr"}, "Orr"),
        ({"badge": "1"}, None),
    ):
        only, reader = row(**cells)
        assert reader.full_name(only) == name


def test_an_end_before_the_start_turns_a_row_away(row):
    only, reader = row(starts_on="01/02/2026", ends_on="01/01/2026")
    with pytest.raises(Turned, match="dates_out_of_order"):
        reader.period(only)
    only, reader = row(starts_on="01/02/2026", ends_on="01/03/2026")
    assert reader.period(only) == (dt.date(2026, 2, 1), dt.date(2026, 3, 1))


def test_two_days_in_one_cell_are_a_licences_first_and_last(load):
    only = Row(2, ("Tern Cars", "01/04/2025 - 31/03/2026"))
    table = Table("r.csv", ("Name", "Period"), headed=True, rows=[only])
    layout = Layout({"name": ("Name",), "starts_on": ("Period",), "ends_on": ("Period",)})
    read = read_operator(only, Cells(load, table, layout))
    assert (read["starts_on"], read["ends_on"]) == (dt.date(2025, 4, 1), dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    ("cells", "home"),
    [
        ({"address": "9 Elm Close", "name": "Mr John Ash"}, True),
        ({"address": "9 Elm Close", "name": "Mr John Ash", "trading_name": "Ash Cars"}, False),
        ({"address": "9 Elm Close", "name": "Ash Cars Ltd"}, False),
        ({"address": "9 Elm Close", "name": "Mrs Chips"}, False),
    ],
)
def test_a_plain_address_of_a_mr_or_a_mrs_is_a_home(row, cells, home):
    assert operator_at_home(*row(**cells), None, None) == home


@pytest.mark.parametrize(
    ("name", "trading_name", "address", "vehicles", "home"),
    [
        ("Mr John Ash", "", "9 Elm Close", 1, True),
        ("Mr John Ash", "", "9 Elm Close", None, True),
        ("Mr John Ash", "", "9 Elm Close", 3, False),
        ("Mr John Ash", "Ash Cars", "9 Elm Close", 1, False),
        ("Mr John Ash", "", "Unit 9, Elm Close", 1, False),
        ("Ash Cars", "", "9 Elm Close", 1, False),
    ],
)
def test_a_base_of_a_mr_or_a_mrs_alone_is_a_home_unless_a_workplace_is_told(
    load, name, trading_name, address, vehicles, home
):
    only = Row(2, (name, trading_name, address))
    table = Table("r.csv", ("Name", "Trading As", "Base Address"), headed=True, rows=[only])
    columns = {"name": ("Name",), "trading_name": ("Trading As",), "address": ("Base Address",)}
    assert operator_at_home(only, Cells(load, table, Layout(columns)), None, vehicles) is home


@pytest.mark.parametrize(
    ("cell", "status"),
    [("13/01/2020", "surrendered"), ("Yes", "surrendered"), ("No", "unknown"), ("", "unknown")],
)
def test_an_operator_with_a_day_of_surrender_has_surrendered(row, cell, status):
    only = Row(2, ("Tern Cars", cell))
    table = Table("r.csv", ("name", "Date Surrendered"), headed=True, rows=[only])
    layout = Layout({"name": ("name",), "ended": ("Date Surrendered",)})
    _, cells = row(name="Tern Cars")
    assert read_operator(only, Cells(cells._load, table, layout))["status"] == status


def test_an_end_in_the_year_99_does_not_come_before_a_start(row):
    read = read_operator(*row(name="Tern Cars", starts_on="01/04/24", ends_on="31.12.99"))
    assert read["ends_on"] == dt.date(2099, 12, 31)


def test_a_status_that_is_a_letter_is_told(row, load):
    only, cells = row(name="Tern Cars", status="A")
    assert read_operator(only, cells)["status"] == "unknown"
    assert load.report.issues == {("status", "status_not_understood"): 1}


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        *(
            ("Revoked 01/02/2024", "revoked"),
            ("Suspended", "suspended"),
            ("01/02/2024", "suspended"),
        ),
        *(("No", "unknown"), ("", "unknown"), ("01/02/2099", "unknown"), ("Yes", "suspended")),
    ],
)
def test_a_column_of_suspensions_may_say_in_words_or_by_a_day(row, cell, status):
    assert read_operator(*row(name="Tern Cars", suspended=cell))["status"] == status


def test_a_sole_trader_without_a_trading_name_is_called_by_the_own_and_is_at_home(row):
    only, cells = row(name="", surname="Orr", forename="Ann", address="9 Row Close")
    assert read_operator(only, cells)["name"] == "Ann Orr"
    assert operator_at_home(only, cells, None, None)
    only, cells = row(name="Tern Cars", surname="Orr", forename="Ann", address="9 Row Close")
    assert read_operator(only, cells)["name"] == "Tern Cars"
    assert not operator_at_home(only, cells, None, None)
