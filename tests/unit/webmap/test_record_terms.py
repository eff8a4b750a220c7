"""The record of who did what, in the words in which it is read."""

import pytest

from webmap import record_wording


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"since": "never", "priority": "high"}, "priority high, never visited"),
        ({"since": "6"}, "not visited for 6 months"),
        ({"since": "unheard of"}, "last visit unheard of"),
        ({"words": "heron", "page": 1}, "words typed"),
    ],
)
def test_the_terms_of_a_list_are_said_to_whoever_asked_as_the_list_says_them(found, said):
    assert record_wording.terms({"detail": {"filter": found}}) == said


def test_the_terms_of_others_are_named_without_what_they_asked_for():
    row = {"detail": {"narrowed_by": ["since", "page", "words"]}}
    assert record_wording.narrowed(row) == "last visit, words typed"
