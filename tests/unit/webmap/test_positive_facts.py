"""What speaks for a premises: of its licences that stand, and nothing that was not compared."""

import datetime as dt

import pytest

from geo.released_evidence import OnePremises
from webmap import positive_facts

DAY = dt.date(2026, 9, 30)
LOADED = dt.datetime(2026, 10, 1)
NONE_BEGAN = "None of the episodes with a known time began in its licensed hours or the hour after."
NO_REACH = (
    "An area near it is one whose episodes mostly began at night (2am to 6am); its licensed hours "
    "do not reach into that time."
)
DAYTIME, NIGHT = [[1, 600, 1080]], [[5, 1380, 1740]]


def licence(number="PL1", hours=DAYTIME, status="in_force", loaded_at=LOADED, **dates):
    return {
        "licence_number": number, "hours": hours, "status": status, "loaded_at": loaded_at,
        "starts_on": dates.get("starts_on"), "ends_on": dates.get("ends_on"),
    }  # fmt: skip


def said(*licences, pairs=(), listed=()):
    placed = {"food_rating": None}
    found = positive_facts.of(OnePremises(placed, licences, (), pairs, listed), DAY)
    return [each for each in found if each != "No visit is recorded."]


@pytest.mark.parametrize(
    ("within", "told"),
    [([0], True), ([0, 0], True), ([1], False), ([0, 2], False), ([None], False), ([], False)],
)
def test_that_none_began_in_its_hours_is_said_where_the_run_compared_them_alone(within, told):
    pairs = [{"timed": 2, "within_hours": each} for each in within]
    untimed = {"timed": 0, "within_hours": None}
    assert (NONE_BEGAN in said(licence(), pairs=[*pairs, untimed])) is told


def test_the_hours_of_every_licence_that_stands_are_told():
    both = said(licence("PL1"), licence("LN2", hours=NIGHT))
    assert "Its licence PL1 is in force, as the register says." in both
    assert "Its licence LN2 is in force, as the register says." in both
    (hours,) = (each for each in both if each.startswith("Licensed hours"))
    assert "Monday 10am to 6pm" in hours
    assert "Friday 11pm to 5am" in hours


@pytest.mark.parametrize(
    "spent",
    [
        licence("PL0", status="surrendered"),
        licence("PL0", ends_on=dt.date(2026, 9, 29)),
        licence("PL1", loaded_at=LOADED - dt.timedelta(days=90)),
        licence("PL0", starts_on=dt.date(2026, 10, 1)),
        licence(None, status="surrendered"),
        licence(None, ends_on=dt.date(2026, 9, 29)),
        licence(None, starts_on=dt.date(2026, 10, 1)),
    ],
)
def test_hours_of_a_licence_that_does_not_stand_are_not_told(spent):
    now = licence("PL1", hours=NIGHT)
    assert said({**spent, "hours": DAYTIME}, now) == said(now)


def test_that_hours_do_not_reach_is_said_where_those_of_every_licence_are_known():
    listed = [{"part_of_day": "night"}]
    assert NO_REACH in said(licence(), listed=listed)
    assert NO_REACH not in said(licence(), licence("LN2", hours=NIGHT), listed=listed)
    assert NO_REACH not in said(licence(), licence("LN2", hours=None), listed=listed)


def test_a_licence_that_was_varied_to_a_later_day_has_begun():
    began, varied = dt.date(2020, 1, 1), dt.date(2026, 10, 1)
    earlier = licence(starts_on=began, loaded_at=LOADED - dt.timedelta(days=90))
    told = said(licence(starts_on=varied), earlier)
    assert "Its licence PL1 is in force, as the register says." in told


def test_that_no_licence_is_in_force_is_said_and_its_hours_are_not_called_unknown():
    told = said(licence(status="surrendered"))
    assert "No licence of it is in force, as its newest register says." in told
    assert "Its licensed hours are not known." not in told
    assert "Its licensed hours are not known." in said(licence(hours=None))
    assert "Its licensed hours are not known." in said()
