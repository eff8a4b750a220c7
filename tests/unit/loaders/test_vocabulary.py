"""Coded answers: what stands for what, what an empty cell is, and what is refused."""

import pytest

from loaders import arrays, vocabulary
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE, PLACE_KIND, ROLE


def value(coded, cell):
    (read,), (unknown,) = (each.tolist() for each in coded.read(arrays.strings([cell])))
    assert unknown == (read is None)
    return read


@pytest.mark.parametrize("coded", [*CODED_EPISODE, *CODED_PLACE], ids=lambda each: each.name)
def test_every_value_is_read_as_itself_in_any_dress(coded):
    for each in coded.values:
        for dress in (each, each.upper(), f" {each} ", each.replace("_", " ").title()):
            assert value(coded, dress) == each


@pytest.mark.parametrize("coded", [*CODED_EPISODE, *CODED_PLACE], ids=lambda each: each.name)
def test_a_word_that_nobody_listed_is_not_guessed_at(coded):
    assert value(coded, "heron") is None


@pytest.mark.parametrize("coded", [*CODED_EPISODE, *CODED_PLACE], ids=lambda each: each.name)
def test_an_empty_cell_is_unsaid_and_a_role_must_be_said(coded):
    assert value(coded, "") == (None if coded is ROLE else coded.empty)


@pytest.mark.parametrize(
    ("name", "word", "means"),
    [
        ("CATEGORY", "M", "missing"),
        ("CATEGORY", "A", "away_from_placement"),
        ("CSE_CONCERN", "1", "yes"),
        ("CSE_CONCERN", "n", "no"),
        ("CSE_CONCERN", "", "not_recorded"),
        ("PLACEMENT_TYPE", "Children's Home", "childrens_home"),
        ("ROLE", "pick-up", "pick_up"),
        ("PLACE_KIND", "custody", "police_station"),
        ("PLACE_KIND", "college", "school"),
        ("PLACE_KIND", "Friend's Address", "home"),
        ("PLACE_KIND", "Residential Unit", "childrens_home"),
        ("PLACE_KIND", "A&E", "hospital"),
        ("PLACE_KIND", "Cartref", "home"),
        ("PLACE_KIND", "Public House", "licensed"),
        ("ROLE", "Reported missing from", "missing_from"),
        ("ROLE", "Found at", "found"),
        ("RETURN_INTERVIEW", "Declined", "yes"),
        ("RETURN_INTERVIEW", "Not offered", "no"),
    ],
)
def test_other_words_stand_for_the_same(name, word, means):
    assert value(getattr(vocabulary, name), word) == means


def test_codes_and_strange_words_keep_to_their_rows():
    cells = arrays.strings(["hotel", "zoo", "", "HOTEL"])
    read, unknown = PLACE_KIND.read(cells)
    assert unknown.tolist() == [False, True, False, False]
    assert read.tolist() == ["hotel", None, "unknown", "hotel"]
