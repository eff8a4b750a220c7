"""Terms from a form, back into a link, and refused with a sentence."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from geo.asked_terms import asked, first_day, link, of_run
from geo.errors import QuestionError

KINDS, CONDITIONS = ("pub", "takeaway"), ("category", "place_kind")


def terms(*pairs):
    return asked(MultiDict(pairs), KINDS, CONDITIONS)


def test_what_a_form_leaves_out_is_the_standard_rules():
    assert terms(("as_at", "2026-09-30")) == {
        "as_at": "2026-09-30",
        "window_days": 90,
        "minimum_episodes": 3,
        "minimum_children": 2,
        "merge_m": 50,
        "radius_m": 400,
        "kinds": None,
        "only": {},
    }


def test_the_same_is_asked_by_its_link():
    found = terms(
        *(("as_at", "2026-09-30"), ("from", "2026-09-01"), ("minimum_children", "0")),
        *(
            ("kinds", "takeaway"),
            ("kinds", "pub"),
            ("only", "Place kind = hotel\ncategory=missing"),
        ),
    )
    assert found["window_days"] == 30
    assert str(first_day(found)) == "2026-09-01"
    again = [
        (name, each)
        for name, value in link(found).items()
        for each in (value if isinstance(value, list) else [str(value)])
    ]
    assert terms(*again) == found


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("as_at", "31/09/2026", "written as a date"),
        ("as_at", "1969-12-31", "from 1970 to 2100"),
        ("from", "2026-10-01", "not be after the last"),
        ("window_days", "0", "from 1 to 36,600"),
        ("window_days", "36601", "from 1 to 36,600"),
        ("minimum_episodes", "3.5", "whole number"),
        ("radius_m", "5001", "from 1 to 5,000"),
        ("merge_m", "-1", "from 0 to 1,000"),
        ("kinds", "boat", "what is offered"),
        ("only", "child_ref=abc", "the column is one of"),
        ("only", "category=a\ncategory=b", "given once"),
    ],
)
def test_what_cannot_be_asked_is_said(name, value, said):
    with pytest.raises(QuestionError, match=said):
        terms(*(() if name == "as_at" else (("as_at", "2026-09-30"),)), (name, value))


def test_a_stored_run_gives_the_terms_it_was_asked_by():
    stored = {
        "as_at": dt.date(2026, 9, 30),
        "window_days": 28,
        "minimum_episodes": 2,
        "minimum_children": None,
        "merge_m": 50.0,
        "radius_m": 400.0,
        "kinds": ["pub"],
        "only_where": {"category": "x"},
    }
    assert of_run(stored)["minimum_children"] == 0
    assert terms(
        *(("as_at", "2026-09-30"), ("window_days", "28"), ("minimum_episodes", "2")),
        *(("minimum_children", "0"), ("kinds", "pub"), ("only", "category=x")),
    ) == of_run(stored)
