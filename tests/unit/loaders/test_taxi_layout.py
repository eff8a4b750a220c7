"""What councils call the two trades, and which bases are homes."""

import pytest

from loaders.taxi_homes import HOME, LIVED_IN
from loaders.taxi_layout import term


@pytest.mark.parametrize(
    ("stated", "trade"),
    [
        *((each, "both") for each in ("Single Status", "Dual Driver", "HC/PH", "HCD & PHD")),
        *((each, "both") for each in ("Combined badge", "Hackney and Private Hire, dual")),
        *((each, "both") for each in ("PH/HC", "PHD & HCD", "Private Hire & Hackney Carriage")),
        ("Private Hire Taxi", "private_hire"),
        *((each, "private_hire") for each in ("Private Hire", "PHV", "PHD", "P.H.", "phv")),
        *((each, "hackney_carriage") for each in ("Hackney Carriage", "HCV", "HC", "taxi")),
        *((each, "unknown") for each in ("", None, "Horse drawn")),
    ],
)
def test_a_local_term_names_a_trade(stated, trade):
    assert term(stated) == trade


@pytest.mark.parametrize("stated", ["Home", "Residential", "Private", "Dwelling", "House", "Flat"])
def test_a_base_where_somebody_lives_is_a_home(stated):
    assert HOME.search(stated)


@pytest.mark.parametrize("stated", ["Office", "Private hire office", "Shop", "Depot", "Booth"])
def test_a_base_where_nobody_lives_is_none(stated):
    assert not HOME.search(stated)


@pytest.mark.parametrize(
    ("address", "lived_in"),
    [
        ("Flat 2, 14 Quay Street", True),
        ("14 Quay Street, Apartment 3", True),
        ("14 Quay Street", False),
        ("Flatiron Works, 3 Quay Street", False),
    ],
)
def test_an_address_can_tell_that_somebody_lives_there(address, lived_in):
    assert bool(LIVED_IN.search(address)) is lived_in
