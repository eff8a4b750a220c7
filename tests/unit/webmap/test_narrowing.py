"""What a list is narrowed to: any address is answered, counts heed the other filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.narrowing import as_held, as_query, asked_filters, choices, tags

COUNTS = [
    {"authority": "E1", "authority_name": "Skerrowby", "kind": kind, "band_m": band, "premises": n}
    for kind, band, n in (("pub", 100, 2), ("pub", 400, 5), ("hotel", 100, 1))
] + [
    {"authority": "E2", "authority_name": "Tarravick", "kind": "pub", "band_m": 200, "premises": 7}
]


def texts(options):
    return [option["text"] for option in options]


@given(st.dictionaries(st.sampled_from(["authority", "kind", "band", "words"]), st.text()))
def test_any_address_is_filters_and_they_are_an_address_again(query):
    filters = asked_filters(query)
    assert asked_filters(as_query(filters)) == filters


@pytest.mark.parametrize("band", ["", "x", "-1", "1e3", "100.0", "123456", "１00"])
def test_a_band_that_is_no_number_asks_for_nothing(band):
    assert asked_filters({"band": band}).band_m is None


def test_characters_that_nobody_types_are_left_out():
    assert asked_filters({"words": " The\x00 \u202eHeron\n "}).words == "The Heron"
    assert len(asked_filters({"words": "x" * 5_000}).words) == 100


@pytest.mark.parametrize(
    ("words", "held"),
    [("ZZ6 1YQ", "ZZ61YQ"), ("zz61yq", "zz61yq"), ("The Heron", "The Heron"), (None, None)],
)
def test_a_postcode_is_looked_for_as_it_is_held(words, held):
    assert as_held(asked_filters({"words": words} if words else {})).words == held


def test_a_choice_says_how_many_it_would_leave_given_the_other_filters():
    found = choices(asked_filters({"authority": "E1", "band": "100"}), COUNTS)
    assert texts(found["kind"]) == ["All kinds", "Hotels (1)", "Pubs and bars (2)"]
    assert texts(found["authority"]) == ["All authorities", "Skerrowby (3)", "Tarravick (0)"]
    assert texts(found["band"]) == [
        "Any distance",
        "Up to 100 m (3)",
        "Up to 200 m (3)",
        "Up to 400 m (8)",
    ]
    assert [o["selected"] for o in found["band"]] == [False, True, False, False]


def test_with_words_there_are_no_counts_since_they_would_not_heed_them():
    assert texts(choices(asked_filters({"words": "heron"}), COUNTS)["kind"])[1] == "Hotels"


def test_a_choice_that_no_row_has_is_shown_as_what_was_asked():
    (last,) = choices(asked_filters({"kind": "bakery"}), COUNTS)["kind"][-1:]
    assert (last["text"], last["selected"]) == ("bakery", True)


def test_a_tag_takes_its_own_filter_away_and_leaves_the_others():
    found = tags(asked_filters({"authority": "E2", "kind": "pub", "band": "200"}), COUNTS)
    assert [tag.label for tag in found] == ["Tarravick", "Pubs and bars", "Up to 200 m"]
    assert found[0].without == {"kind": "pub", "band": "200"}
