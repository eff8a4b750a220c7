"""Which bases of operators are homes: by what a register says, by the address, by whose it is."""

import pytest

from loaders.taxi_homes import LIVED_IN, is_home, noted


def told(column, cell, address="4 Quay Street", postcode=None, theirs=(), name="Tern Cars"):
    """Whether a base is a home, by one cell that says what it is."""
    return is_home([(column, cell)], address, postcode, theirs, name)


def beside(theirs, address, postcode=None, name="Tern Cars", said=()):
    """Whether a base is a home, by the addresses that are not kept."""
    return is_home(said, address, postcode, theirs, name)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("Base Type", each) for each in ("Home", "Residential", "Private", "H", "Home office")),
        *(("Premises at home?", each) for each in ("Yes", "Y", "true", "x", "Partly")),
        ("Home/Office", "Home"),
        ("Home/Office", "Yes"),
        ("Non-residential?", "No"),
    ],
)
def test_a_cell_tells_that_a_base_is_a_home(column, cell):
    assert told(column, cell)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("Base Type", each) for each in ("Office", "Commercial", "Non-residential", "", "TBC")),
        *(("Premises at home?", each) for each in ("No", "n", "Office", "")),
        ("Home/Office", "Office"),
        ("Non-residential?", "Yes"),
    ],
)
def test_a_cell_tells_that_a_base_is_none(column, cell):
    assert not told(column, cell)


@pytest.mark.parametrize(
    ("address", "lived_in"),
    [
        ("Home address, 7 Quay Street", True),
        ("Residential - 8 Quay Street", True),
        ("9 Quay Street (private dwelling)", True),
        ("14B Quay Street (home)", True),
        ("Private house, 3 Quay Street", True),
        ("Quay House, 3 Quay Street", False),
        ("3 Homer Street", False),
        ("President Works, 3 Quay Street", False),
    ],
)
def test_an_address_tells_that_somebody_lives_there_and_a_house_of_offices_does_not(
    address, lived_in
):
    assert bool(LIVED_IN.search(address)) is lived_in
    assert told("Base Type", "", address) is lived_in
    assert told("Base Type", "Leased", address) is lived_in, "that says nothing of who lives there"


def test_what_a_register_says_of_a_base_goes_before_its_address():
    assert not told("Base Type", "Office", "Home Park Business Centre")


def test_the_operators_home_is_a_home_whatever_else_is_said_of_it():
    home = [("Home Address", "1 Hidden Ct ZX1 4QT")]
    assert beside(home, "1 Hidden Court", "ZX14QT")
    assert beside(home, "1 hidden ct., Skerrowby", "ZX14QT", said=[("Base Type", "Office")])
    assert beside(home, "1 Hidden Court", "ZX14QT", name="Tern Cars Ltd")
    assert not beside(home, "2 Hidden Court", "ZX14QT")
    assert not beside(home, "1 Hidden Court", "ZX14QU"), "a street of that name in another place"
    assert not beside(home, "", "ZX14QT")


def test_an_address_of_several_columns_is_compared_as_one():
    home = [
        *(("Home Address", "1 Hidden Ct"), ("Town", "Skerrowby"), ("Home Postcode", "ZX1 4QT")),
        ("Director's Address", "4 Quay Street"),
    ]
    assert beside(home, "1 Hidden Court, Skerrowby", "ZX14QT")
    assert beside(home, "4 Quay Street", name="Tern Cars Ltd")


def test_the_address_of_whoever_holds_the_licence_is_a_home_unless_a_company_does():
    theirs = [("Licence Holder Address", "4 Quay Street")]
    assert beside(theirs, "4 Quay Street", name="Ann Orr")
    assert not beside(theirs, "4 Quay Street", name="Orr Cars Limited")
    assert not beside(theirs, "4 Quay Street", name="Ann Orr", said=[("Base Type", "Office")])
    assert not beside([("Registered Address", "4 Quay Street")], "4 Quay Street", name="Ann Orr")


def test_a_question_whose_heading_reads_as_an_address_is_answered():
    asked = "Is base address residential?"
    assert beside([(asked, "Yes")], "4 Quay Street")
    assert not beside([(asked, "No")], "4 Quay Street")


@pytest.mark.parametrize(
    ("note", "home"),
    [
        ("Operates from home address", True),
        ("Home-based operator, one car", True),
        ("No callers: residential property", True),
        ("Not a residential address", False),
        ("Home visits by the inspector are not needed", False),
        ("Renewal sent", False),
        ("", False),
    ],
)
def test_a_note_of_an_operator_tells_that_the_base_is_a_home(note, home):
    assert noted([("Notes", note)]) is home


@pytest.mark.parametrize("address", ["As home", "Same as above", "as per operator address", "Same"])
def test_an_address_that_is_anothers_is_a_home(address):
    assert is_home([], address, None, [], "Tern Cars Ltd")


@pytest.mark.parametrize("address", ["Ashome Works, Quay Street", "4 Asgard Road", "Samedi House"])
def test_an_address_that_begins_alike_is_its_own(address):
    assert not is_home([], address, None, [], "Tern Cars Ltd")
