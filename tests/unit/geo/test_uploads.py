"""What a form must say of a file, and what can be done in each state."""

import pytest

from geo.errors import NotFoundError, QuestionError
from geo.uploads import ACTS, UNDER_WAY, asked_options


def test_what_each_kind_needs_is_kept():
    assert asked_options("episodes", {"supplier": "  Invented   Police "}, []) == {
        "supplier": "Invented Police"
    }
    form = {"authority": "E06999001", "profile": "", "fixed": "name=Trading As\n\nname = Also"}
    assert asked_options("premises", form, ["E06999001"]) == {
        "authority": "E06999001",
        "fixed": {"name": ["Trading As", "Also"]},
    }
    assert asked_options("boundaries", {"area_kind": "ward", "vintage": "2026"}, []) == {
        "area_kind": "ward",
        "vintage": 2026,
    }
    assert asked_options("food", {"supplier": "is not asked"}, []) == {}


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("episodes", {}, "agency or system"),
        ("episodes", {"supplier": "x" * 101}, "at most 100"),
        ("premises", {"authority": "E06999009"}, "choose the authority"),
        ("premises", {"authority": "E06999001", "fixed": "Trading As"}, "one to a line"),
        ("taxi", {"authority": "E06999001", "taxi_kind": "boats"}, "choose what the file holds"),
        ("boundaries", {"area_kind": "ward", "vintage": "1973"}, "from 1974 to 2100"),
    ],
)
def test_what_is_missing_is_said(kind, form, said):
    with pytest.raises(QuestionError, match=said):
        asked_options(kind, form, ["E06999001"])


def test_a_kind_that_there_is_not_is_an_unknown_page():
    with pytest.raises(NotFoundError):
        asked_options("accounts", {}, [])


def test_what_is_under_way_can_be_stopped_only_before_it_is_loaded():
    assert {state for state, acts in ACTS.items() if "commit" in acts} == {"checked"}
    assert {state for state in UNDER_WAY if "discard" in ACTS.get(state, ())} == {
        "waiting",
        "checking",
    }
