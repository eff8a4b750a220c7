"""The tops that are compared, where cells are equal, by numbers that a reader can check by hand."""

from collections import Counter

import pytest

from geo.attacks.usefulness import TOP, overlap_by_lot, top
from geo.ladder import Square


def cells(*counts):
    return Counter({Square(250, number, 0): count for number, count in enumerate(counts)})


def test_a_top_takes_in_all_that_equal_its_last():
    assert len(top(cells(*range(30)))) == TOP
    assert len(top(cells(*[9] * 10, *[3] * 15))) == 25


@pytest.mark.parametrize(
    ("seen", "share"),
    [
        ([9] * 20 + [3] * 10, 1.0),
        ([9] * 10 + [3] * 20, 0.75),  # ten for certain, and each of the others by one in two
        ([3] * 30, 20 / 30),
        ([3] * 10 + [9] * 20, 0.5),
        ([9] * 20, 1.0),
    ],
)
def test_of_equals_as_many_are_in_as_places_are_left(seen, share):
    assert overlap_by_lot(cells(*[9] * 20, *[3] * 10), cells(*seen)) == pytest.approx(share)


def test_nothing_true_is_missed_by_nobody():
    assert overlap_by_lot(Counter(), cells(1, 2)) == 1.0
