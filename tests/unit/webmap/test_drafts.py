"""Drafts in a list: known again by what somebody typed, and by nothing that they chose."""

import datetime as dt

import pytest

from geo import drafts as kept
from geo.drafts import Draft
from webmap.drafts import NAMES, TYPED, excerpt

NUMBER = "0b4c8e6a-6f0e-4a56-9d0b-2f4f2d4a9c11"


def draft(of, **fields):
    held = {name: [value] for name, value in fields.items()}
    return Draft(f"{of}:{NUMBER}", held, dt.datetime(2026, 11, 1, tzinfo=dt.UTC))


def test_each_form_names_its_fields_of_words_and_all_of_these_take_words():
    assert TYPED.keys() == NAMES.keys()
    assert {name for names in TYPED.values() for name in names} <= kept.WORDS


def test_what_was_typed_is_shown_and_no_account_nor_choice():
    chosen = {"visited_by": NUMBER, "outcome": "review_considered"}
    assert excerpt(draft("visit", note="Closed.", **chosen)) == "Closed."
    assert excerpt(draft("visit", **chosen)) == ""
    assert excerpt(draft("feedback", reason="hours_do_not_fit", why="")) == ""


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_the_beginning_of_long_words_is_shown(length, shown):
    assert excerpt(draft("note", words="x" * length)) == shown
