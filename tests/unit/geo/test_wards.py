import datetime as dt
from decimal import Decimal

import pytest

from geo.perturbation import RecordKeys, seeded_record_keys
from geo.policy import Policy
from geo.wards import WardEpisodes, children_behind, publish_wards, wide_enough

BOARD = Policy(
    "board",
    dt.date(1970, 1, 1),
    minimum_episodes=5,
    minimum_children=5,
    largest_share=Decimal("0.50"),
    band_from=(5, 11, 21),
    narrowest_bound=3,
    k_addr=None,
    part_of_day_from=None,
    flag_bands_m=None,
    flag_level_m=None,
    minimum_premises=5,
)


def shown_of(counts, tries=40):
    """How often a ward is shown, whose children had so many episodes, over different keys."""
    found = []
    for n in range(tries):
        keys = RecordKeys(seeded_record_keys(f"e{n}"), seeded_record_keys(f"c{n}"))
        rows = [WardEpisodes("W", f"{child}", each) for child, each in enumerate(counts)]
        found += publish_wards(rows, BOARD, keys)
    return found


@pytest.mark.parametrize(
    ("counts", "ever"),
    [
        ([1] * 4, False),
        ([1] * 5, True),
        ([4, 1, 1, 1, 1], True),  # half
        ([5, 1, 1, 1, 1], False),  # more than half
        ([5, 1, 1, 1, 1, 1], True),
    ],
)
def test_a_ward_is_shown_by_five_children_none_with_more_than_half(counts, ever):
    assert bool(shown_of(counts)) is ever


def test_the_number_near_the_minimum_that_would_give_it_away_is_not_shown():
    assert not wide_enough(5, BOARD)
    assert children_behind(5, BOARD) == (5, 7)
    assert wide_enough(6, BOARD)
    assert children_behind(6, BOARD) == (5, 8)
    assert {ward.children for ward in shown_of([1] * 5)} <= {6, 7}


def test_episodes_are_told_as_a_band_alone():
    [ward] = shown_of([3] * 10, tries=1)
    assert ward.described()[2] == "21+"
    assert {type(value) for value in ward.described()} == {str, int}


def test_no_wards_are_no_table():
    keys = RecordKeys(seeded_record_keys("e"), seeded_record_keys("c"))
    assert publish_wards([], BOARD, keys) == []
