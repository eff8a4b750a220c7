"""Notices of events: told by a register's columns, and never held where somebody lives."""

import pytest

from loaders.layout import Layout
from loaders.premises_events import at_home, leave_people, run_from_home, types_of_columns
from loaders.table import Table

HOME = "9 Row Close, Sea, ZX1 4QT"


@pytest.mark.parametrize(
    ("columns", "events"),
    [
        (["Ref", "Premises User", "Address"], True),
        (["Ref", "Venue", "Event Dates"], True),
        (["TEN No", "Venue", "Address"], True),
        (["Ref", "Premises", "Address", "Events permitted"], False),
        (["Ref", "Premises", "Tenant"], False),
        (["Ref", "Premises", "Event Name", "Event Venue"], False),
        (["Ref", "Premises User", "Licence Holder"], False),
        (["Ref", "Name", "Event Address"], True),
        (["Ref", "Licence Type", "Event Address"], False),
    ],
)
def test_columns_tell_that_a_register_is_of_events(columns, events):
    table = Table("r.csv", tuple(columns), headed=True, rows=[])
    layout = Layout({"starts_on": ("Event Dates",)} if "Event Dates" in columns else {})
    layout.columns["address"] = tuple(each for each in columns if "Address" in each)
    assert bool(types_of_columns(table, layout)) == events


@pytest.mark.parametrize(
    "text",
    ["Party at my home", "Back garden of 9 Row Close", "Private residence", "Garden at 9 Row Close",
     "Marquee in the garden of no 9", "Applicant's own home", "Residential property", "My house",
     "Home of Mr & Mrs Ash", "Rear Garden, 12 Elm Close"],
)  # fmt: skip
def test_an_event_at_home_is_told_by_its_words(text):
    assert at_home(text, HOME, [])
    assert at_home(None, text, [])


@pytest.mark.parametrize(
    "name",
    ["The Heron beer garden", "Our House", "Rear garden of The Heron", "Home Bargains", "Care Home",
     "Botanic Gardens", "Village Hall", "Home Farm", "The Private Dining Room"],
)  # fmt: skip
def test_a_venue_is_no_home(name):
    assert not at_home(name, HOME, [])
    assert not at_home(name, HOME, [HOME])  # where its keeper is reached


@pytest.mark.parametrize(
    ("other", "home"),
    [(HOME, True), ("9 ROW CLOSE SEA ZX1 4QT", True), ("Mr Ash, 9 Row Cl., ZX1 4QT", True),
     ("8 Row Close, Sea, ZX1 4QT", False), ("9 Far Road, ZX2 4QT", False), ("", False)],
)  # fmt: skip
def test_an_event_where_its_giver_lives_is_at_home(other, home):
    assert at_home(None, HOME, [other]) == home
    assert at_home("9 Row Close", HOME, [other]) == home


@pytest.mark.parametrize(
    ("name", "home"),
    [("Field rear of 9 Row Close", True), ("Marquee, 9 Row Close", True), ("Land at 9a Row", True),
     ("The Heron, 9 Row Close", False), ("Field of Dreams", False), ("Bar 9", False)],
)  # fmt: skip
def test_a_name_that_only_says_where_leaves_an_event_at_home(name, home):
    assert at_home(name, HOME, [HOME]) == home


def test_a_plain_name_beside_an_events_address_is_of_who_gives_it():
    layout = Layout({"name": ("Name",), "address": ("Event Address",)})
    leave_people(layout)
    assert layout.columns["name"] == ()
    assert layout.columns["not_kept"] == ("Name",)
    venue = Layout({"name": ("Venue Name",), "address": ("Event Address",)})
    leave_people(venue)
    assert venue.columns["name"] == ("Venue Name",)


@pytest.mark.parametrize(
    ("said", "home"),
    [("Online sale of alcohol from private dwelling", True), ("Run from home", True),
     ("Wine sales from the applicant's own home", True), ("Private residence", True),
     ("Home-based business", True), ("Delivery of alcohol to homes", False),
     ("Pub near residential property", False), ("Deliveries from Home Farm", False),
     ("Residential care home", False), ("Food to eat at home", False)],
)  # fmt: skip
def test_premises_that_are_said_to_be_a_home_are_told(said, home):
    assert run_from_home([said]) == home
