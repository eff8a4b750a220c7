"""Which licences of a whole office's register are of homes and people, and which of places."""

import pytest

from loaders import meaning
from loaders.statuses import status


@pytest.mark.parametrize(
    "stated",
    [
        *("Short-term Let (Home Sharing)", "Short Term Let Licence - Secondary Letting"),
        *("Window Cleaner's Licence", "Second Hand Dealer", "Knife Dealers Licence"),
        *("Metal Dealer (Itinerant)", "Venison Dealer", "Boat Hire Licence", "Minibus Permit"),
        *("Tattooist (Person)", "Door Supervisor", "Charitable Collection", "Skip Permit"),
        *("TXDRIV", "PHDRV", "HMOMAN", "PHOPER", "SMCOLL", "ANBRD", "SSLOT", "LAPRS", "CHAPER"),
        *("Food Business Registration", "Street Trading Consent (Mobile)", "Mobile Catering Unit"),
        *("Motor Salvage Operator", "Riding Establishment", "Boarding Kennels", "Cattery"),
        *("Mobile Homes Fit and Proper Person", "Acupuncturist", "Pedlar's Certificate"),
        *("Caravan Site (Residential)", "Residential Caravan Site", "Mobile Home Site Licence"),
        *("Park Homes", "Relevant Protected Site", "Pleasure Boat Licence"),
    ],
)
def test_lets_of_homes_and_trades_without_a_place_are_not_of_premises(stated):
    assert meaning.of_people([stated])


@pytest.mark.parametrize(
    "stated",
    [
        *("Street Trading Consent", "Pavement Licence", "Sexual Entertainment Venue"),
        *("Scrap Metal Dealer - Site Licence", "Late Hours Catering", "Cinema Licence"),
        *("Skin Piercing and Tattooing", "Massage and Special Treatment", "Boathouse Restaurant"),
        *("Street Trading - Static Pitch", "Automobile Museum", "Food Hall", "Kennelworth Ward"),
        *("LAPREM", "GAPREM", "STRTR", "LACLUB", "THEATRE"),
        *("PILOT", "PERSHORE", "CHAPEL", "CAMELOT", "DRISCOLL"),  # sheets of wards
        *("Public Entertainment Licence", "Games arcade", "Caravan Site"),
        *("Caravan Site - Non-Residential", "Non Residential Caravan Site", "Holiday Park"),
    ],
)
def test_places_are_kept_though_people_have_such_trades_too(stated):
    assert not meaning.of_people([stated])


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Occasional Licence", "temporary_event_notice"),
        ("Hysbysiad Digwyddiad Dros Dro", "temporary_event_notice"),
        ("Tystysgrif Eiddo Clwb", "club_premises_certificate"),
    ],
)
def test_events_and_clubs_are_known_in_scotland_and_wales(stated, means):
    assert meaning.licence_type([stated]) == means


@pytest.mark.parametrize(
    ("number", "means"),
    [
        ("TEN/0012", "temporary_event_notice"),
        ("19/00013/LATEN", "temporary_event_notice"),
        ("LN/000000123", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_number_names_the_type_where_nothing_else_does(number, means):
    assert meaning.type_of_number(number) == means


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Counter Notice", "refused"),
        ("Acknowledged", "in_force"),
        ("Acknowledged - no counter notice", "in_force"),
        ("Application accepted", "applied_for"),
    ],
)
def test_the_answers_to_a_notice_are_understood(stated, means):
    assert status(stated) == means


@pytest.mark.parametrize(
    ("stated", "means"),
    [("LA03 Premises", "premises_licence"), ("CLUB", "club_premises_certificate"),
     ("LA03 Club", "club_premises_certificate"),
     ("LA 2003 Premises", "premises_licence"), ("LA03 Personal", "other")],
)  # fmt: skip
def test_a_type_that_begins_with_its_act_is_told(stated, means):
    assert meaning.licence_type([stated]) == means


@pytest.mark.parametrize(
    ("said", "type_of_it"),
    [
        ("Premises Licence", True),
        ("Private Hire Driver", True),
        (
            "Application for a personal licence by somebody who lives at 9 Elm Close, far away",
            True,
        ),
        ("Takeaway and taxi office", False),
        ("Pub that is kind to dogs and their keepers", False),
        (
            "Premises licence for the bar of somebody who lives at 9 Elm Close, a long way off",
            False,
        ),
    ],
)
def test_a_description_is_a_type_if_it_is_short_or_says_whose_licence_it_is(said, type_of_it):
    assert bool(meaning.types_described([said])) == type_of_it
