"""Trend words: a change is told only where it is larger than the adjustment explains."""

from fractions import Fraction

import pytest

from geo.perturbation import noise_variance
from geo.trend import SMALLEST, Trend, by_adjustment_alone, trend


def test_the_variance_is_that_of_the_table():
    # 18 keys of 256 change a count by 2 each way, 46 by 1 each way: (36 x 4 + 92 x 1) / 256
    assert noise_variance() == Fraction(236, 256)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        # 2 x sqrt(2 x 0.92) is 2.7: a difference of 2 says nothing, one of 3 does
        (20, 22, Trend.NO_CLEAR_CHANGE),
        (20, 23, Trend.HIGHER),
        (22, 20, Trend.NO_CLEAR_CHANGE),
        (23, 20, Trend.LOWER),
        (20, 20, Trend.NO_CLEAR_CHANGE),
        (SMALLEST, SMALLEST + 3, Trend.HIGHER),
        (SMALLEST - 1, SMALLEST + 30, Trend.NO_CLEAR_CHANGE),
        (SMALLEST + 30, SMALLEST - 1, Trend.NO_CLEAR_CHANGE),
        (None, 30, Trend.NOT_COMPARED),
        (30, None, Trend.NOT_COMPARED),
        (None, None, Trend.NOT_COMPARED),
    ],
)
def test_a_change_is_told_if_it_is_larger_than_the_adjustment_and_both_are_large_enough(
    before, now, said
):
    assert trend(before, now) is said


def test_how_often_unchanged_counts_seem_to_change_is_worked_out_from_the_table():
    # differences of 3 and 4: 2 x (2 x 18 x 46 + 18 x 18) of 256 x 256
    assert by_adjustment_alone() == Fraction(2 * (2 * 18 * 46 + 18 * 18), 256**2)
