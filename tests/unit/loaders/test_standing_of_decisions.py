"""Where a licence stands by how it was decided, and when an event is over."""

import datetime as dt

import pytest

from loaders.standing import last_day, said

BEGAN = dt.date(2026, 5, 1)


@pytest.mark.parametrize("status", ["Determined", "Decision made", "Complete", "DECIDED"])
def test_that_it_was_decided_does_not_say_how(status):
    assert said(status, "Refused") == "Refused"
    assert said(status, "See notice") == status
    assert said(status, None) == status


def test_a_status_that_tells_goes_before_a_decision():
    assert said("Surrendered", "Granted") == "Surrendered"
    assert said(None, "Granted") == "Granted"


def test_an_event_without_an_end_is_over_when_the_law_says():
    notice = "temporary_event_notice"
    assert last_day(notice, ["TEN"], BEGAN, None) == dt.date(2026, 5, 8)
    assert last_day(notice, ["Occasional Licence"], BEGAN, None) == dt.date(2026, 5, 15)
    assert last_day(notice, ["TEN"], BEGAN, BEGAN) == BEGAN
    assert last_day(notice, ["TEN"], None, None) is None
    assert last_day("premises_licence", [], BEGAN, None) is None


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        ("The Heron (REVOKED)", "REVOKED"),
        ("The Heron - LICENCE SURRENDERED 01/02/2020", "LICENCE SURRENDERED 01/02/2020"),
        ("The Heron *Suspended*", "Suspended"),
        ("The Heron (formerly The Tern)", None),
        ("The Suspended Bar", None),
        ("Sports Hall - Closed Loop Cafe", None),
    ],
)
def test_a_name_may_go_on_with_the_end_of_its_licence(name, ended):
    assert said(None, None, name) == ended
    assert said("Current", None, name) == "Current"
