"""Whose address a plain column is: where people live is never the premises'."""

import pytest

from loaders import layout, values
from loaders.premises_layout import FIELDS
from loaders.premises_owners import speaker
from loaders.table import tabulate

CELLS = {"Postcode": "ZX1 4QT", "UPRN": "100000000001", "Location": "53.5797, -3.5198"}


def proposed(*header, empty=()):
    """Return the columns of address, postcode and what is not kept, of a register of one row."""
    row = ["" if name in empty else CELLS.get(name.split()[-1], f"{name} 4") for name in header]
    records = [(1, list(header)), (2, row)]
    known = layout.known(FIELDS)
    table = tabulate("r.csv", records, known, values.plainly_a_value, headed=True)
    found = layout.propose(table, FIELDS, spoken=speaker(table)).columns
    return [found.get(each, ()) for each in ("address", "postcode", "not_kept")]


def test_what_the_premises_has_of_its_own_is_nobody_elses():
    header = ("Ref", "Licence Holder", "Address", "Postcode", "Premises")
    assert proposed(*header, "Premises Address", "Premises Postcode") == [
        ("Premises Address",),
        ("Premises Postcode",),
        ("Address", "Postcode"),
    ]


def test_columns_of_one_name_are_of_whoever_was_named_before_them():
    header = ("Ref", "Premises", "Address", "DPS", "Address", "Licensee", "Address", "Postcode")
    assert proposed(*header) == [("Address",), ("Postcode",), ("Address (5)", "Address (7)")]


def test_lines_after_a_surname_are_that_persons():
    header = ("Ref", "Surname", "House", "Street", "Town", "Premises", "Premises Street")
    assert proposed(*header) == [("Premises Street",), (), ("House", "Street", "Town")]


@pytest.mark.parametrize(
    "header",
    [
        ("Ref", "Premises", "Licence Holder", "Address", "Town", "Postcode"),
        ("Ref", "Trading Name", "Address", "Town", "Postcode", "Licence Holder", "UPRN"),
        ("Ref", "Holder", "Premises Address", "Address 2", "Town", "Postcode"),
    ],
)
def test_the_only_address_is_the_premises(header):
    address, postcode, not_kept = proposed(*header)
    assert set(address) == {name for name in header if "Address" in name or name == "Town"}
    assert (postcode, not_kept) == (("Postcode",), ())


def test_a_column_of_its_own_that_is_empty_takes_nothing_away():
    header = ("Ref", "Premises", "Address", "Premises Address")
    assert proposed(*header, empty=("Premises Address",)) == [("Address",), (), ()]


def test_a_column_of_points_is_nobodys_address():
    header = ("Ref", "Premises", "Premises Address", "Holder", "Location")
    assert proposed(*header) == [("Premises Address",), (), ()]


@pytest.mark.parametrize(
    "whose", ["Billing", "Mailing", "Invoice", "Payer", "Tenant", "Keyholder", "Next of Kin"]
)
def test_whoever_pays_or_answers_for_a_premises_lives_elsewhere(whose):
    header = ("Ref", f"{whose} Address", f"{whose} Postcode", "Licensed Premises Name")
    assert proposed(*header, "Licensed Premises Address", "Licensed Premises Postcode") == [
        ("Licensed Premises Address",),
        ("Licensed Premises Postcode",),
        (f"{whose} Address", f"{whose} Postcode"),
    ]


def test_what_names_the_premises_goes_before_what_names_nobody():
    header = ("Ref", "Ranger Address", "Ranger Postcode", "Licensed Premises Name")
    assert proposed(*header, "Licensed Premises Address", "Licensed Premises Postcode")[:2] == [
        ("Licensed Premises Address",),
        ("Licensed Premises Postcode",),
    ]
    assert proposed("Ref", "Address", "Name", "Licensed Premises Address")[0] == (
        "Licensed Premises Address",
    )
