"""Which columns of a taxi register say what, and whether it is of the kind that is said."""

import pytest

from geo.errors import SourceError
from loaders.source import open_source
from loaders.taxi_columns import read_register


@pytest.fixture
def columns(tmp_path):
    """Return a function that tells the columns of a register of one row."""

    def telling(kind, **cells):
        named = {name.replace("_", " "): cell for name, cell in cells.items()}
        return laid_out(kind, named)

    def laid_out(kind, cells):
        path = tmp_path / "r.csv"
        path.write_text(",".join(cells) + "\n" + ",".join(cells.values()) + "\n")
        return read_register(open_source(path), kind)[1].columns

    telling.of = laid_out
    return telling


KEEPERS = {"Name": "Ann Orr", "Address": "12 Quay Street", "Postcode": "ZX1 4QT"}


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"Plate": "H1", "VRM": "AB12CDE"}, "vehicles"),
        ({"Registration": "AB12 CDE"}, "vehicles"),
        ({"Index Mark": "X"}, "vehicles"),
        ({"Vehicle Make": "Ford"}, "vehicles"),
        ({"Plate": "H1", "Operator Licence Number": "PHO1"}, "vehicles"),
        ({"Badge No": "1"}, "drivers"),
        ({"Driver": "Ann Orr"}, "drivers"),
    ],
)
def test_a_register_of_keepers_or_drivers_is_refused_as_one_of_operators(columns, more, kind):
    with pytest.raises(SourceError, match=f"load it with --kind {kind}"):
        columns.of("operators", more | KEEPERS)


@pytest.mark.parametrize(
    "more",
    [
        {"Registration": "PHO/12"},
        {"Company Registration Number": "01234567"},
        {"No. of vehicles": "3", "No. of drivers": "3"},
        {"Base": "4 Quay Street", "VRM": "AB12CDE"},
        {"Operator Vehicle Limit": "3"},
    ],
)
def test_a_register_of_operators_is_none_of_keepers(columns, more):
    assert columns.of("operators", more | KEEPERS)["name"] == ("Name",)


def test_a_town_beside_an_address_is_of_it(columns):
    found = columns("operators", Operator="Tern", Address="4 Quay Street", Town="Skerrowby")
    assert found["address"] == ("Address", "Town")


def test_what_goes_on_with_an_address_that_is_not_kept_is_not_kept(columns):
    home = {"Operator": "Tern", "Home Address": "1 Hidden Ct", "Town": "S", "Postcode": "ZX1 4QT"}
    found = columns.of("operators", home)
    assert found == {
        "name": ("Operator",),
        "not_kept": ("Home Address", "Town", "Postcode"),
    }
    found = columns.of("operators", home | {"Base": "4 Quay Street", "Base Postcode": "ZX1 4QU"})
    assert (found["address"], found["postcode"]) == (("Base",), ("Base Postcode",))


def test_an_operator_licence_is_a_number_and_whoever_is_named_is_the_name(columns):
    found = columns.of("operators", {"Operator Licence": "PHO1", "Name of operator": "Tern"})
    assert (found["number"], found["name"]) == (("Operator Licence",), ("Name of operator",))


def test_all_that_is_said_of_a_base_is_read(columns):
    found = columns.of(
        "operators", {"Operator": "T", "Base Type": "Leased", "Premises at home?": "Yes"}
    )
    assert found["base_type"] == ("Base Type", "Premises at home?")
    assert columns.of("operators", {"Operator": "T", "Home/Office": "Home"})["base_type"]


@pytest.mark.parametrize(
    ("kind", "cells", "trade"),
    [
        ("vehicles", {"Type": "Saloon", "Licence Type": "Private Hire"}, "Licence Type"),
        ("vehicles", {"Type": "PHV", "Licence Type": "Renewal"}, "Type"),
        ("vehicles", {"Body type": "Hatch", "HCV / PHV": "HCV"}, "HCV / PHV"),
        ("vehicles", {"Class": "HCV"}, "Class"),
        ("vehicles", {"Type": "Horse drawn"}, "Type"),
        ("drivers", {"HCD/PHD": "Dual"}, "HCD/PHD"),
        ("drivers", {"Licence held": "Private Hire"}, "Licence held"),
        ("drivers", {"Licence held": "Yes"}, None),
    ],
)
def test_the_trade_is_read_where_it_is_told(columns, kind, cells, trade):
    known = {"VRM": "AB12CDE"} if kind == "vehicles" else {"Badge": "1"}
    assert columns.of(kind, known | cells).get("kind", (None,)) == (trade,)


def test_other_names_of_what_a_register_says_are_known(columns):
    assert columns.of("vehicles", {"Index mark": "AB12CDE"})["registration"] == ("Index mark",)
    found = columns("drivers", Badge="1", Surname="Orr", Forename="Ann")
    assert (found["surname"], found["forename"]) == (("Surname",), ("Forename",))
    assert columns("drivers", Badge="1", Full_name="Ann Orr")["name"] == ("Full name",)
    found = columns("operators", Name="T", Lat="53.4", Long="-3.5", Finish="01/01/2029")
    assert (found["latitude"], found["longitude"], found["ends_on"]) == (
        *(("Lat",), ("Long",), ("Finish",)),
    )


def test_an_operator_that_is_known_by_its_trading_name_alone_is_called_so(columns):
    found = columns.of("operators", {"Licence No": "1", "Trading Name": "Tern Cars", "Base": "x"})
    assert found["name"] == ("Trading Name",)
    assert "trading_name" not in found


def test_a_scottish_booking_office_is_a_base_with_a_name(columns):
    cells = {
        "Licence Holder": "A",
        "Booking Office Name": "Tern Cabs",
        "Booking Office Address": "x",
    }
    found = columns.of("operators", cells)
    assert found["trading_name"] == ("Booking Office Name",)
    assert found["address"] == ("Booking Office Address",)


@pytest.mark.parametrize("kind", ["operators", "vehicles", "drivers"])
def test_two_days_in_one_cell_are_when_a_licence_begins_and_ends(columns, kind):
    named = {"operators": "Operator", "vehicles": "Registration", "drivers": "Driver Name"}[kind]
    cells = {named: "AB12 CDE", "Plate" if kind == "vehicles" else "Badge No": "1"}
    cells |= {"Base Address": "1 Sea Rd"} if kind == "operators" else {}
    found = columns.of(kind, {**cells, "Licence Period": "01/04/2025 - 31/03/2026"})
    assert found["starts_on"] == found["ends_on"] == ("Licence Period",)


def test_an_operators_address_twice_over_is_refused(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text(
        "Operator,Address,Postcode,Address,Postcode\nTern Cars,1 Sea Rd,ZX1 4QT,9 Elm,ZX1 4QU\n"
    )
    with pytest.raises(SourceError, match="one may be where somebody lives"):
        read_register(open_source(file), "operators")


def test_a_base_has_its_houses_number_and_a_holders_is_not_kept(columns):
    found = columns.of(
        "operators",
        {"Surname": "Orr", "Trade Name": "Tern", "House": "9", "Street": "Row",
         "Postcode": "ZX1 4QT",
         "Base House": "1", "Base Street": "Quay St", "Base Postcode": "ZX1 4QU"},
    )  # fmt: skip
    assert found["address"] == ("Base House", "Base Street")
    assert found["not_kept"] == ("House", "Street", "Postcode")


def test_a_register_in_two_languages_is_read_by_either(columns):
    found = columns.of(
        "operators",
        {"Enw'r Gweithredwr / Operator Name": "Tern",
         "Cyfeiriad y Safle / Base Address": "1 Quay St",
         "Rhif Trwydded / Licence Number": "P1", "Dyddiad Dod i Ben / Expiry Date": "31/12/2028"},
    )  # fmt: skip
    assert {"name", "address", "number", "ends_on"} <= set(found)


def test_a_trade_stands_in_a_plain_column_of_licences(columns):
    assert columns.of("drivers", {"Badge": "1", "Licence": "HC/PH Dual"})["kind"] == ("Licence",)
    assert "kind" not in columns.of("drivers", {"Badge": "1", "Licence": "00123"})
