"""Tails of chance beside exact fractions and scipy; the correction beside scipy's."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from scipy import stats

from geo.analysis.tails import adjusted, binomial_tail


def tail(*numbers):
    return float(binomial_tail(*(np.array([each]) for each in numbers))[0])


@pytest.mark.parametrize(
    ("seen", "trials", "part", "whole"),
    [(1, 3, 1, 2), (3, 3, 1, 2), (6, 40, 1, 30), (0, 5, 1, 9), (25, 60, 9, 10), (1, 1, 1, 10**6)],
)
def test_the_tail_is_the_sum_of_its_terms(seen, trials, part, whole):
    p = Fraction(part, whole)
    exact = sum(comb(trials, n) * p**n * (1 - p) ** (trials - n) for n in range(seen, trials + 1))
    assert tail(seen, trials, part, whole) == pytest.approx(float(exact), rel=1e-12)


def test_many_tails_agree_with_scipy():
    draw = np.random.default_rng(5)
    trials = draw.integers(1, 5_000, 400)
    whole = draw.integers(10, 10**6, 400)
    part = draw.integers(1, whole)
    seen = np.clip(draw.binomial(trials, part / whole) + draw.integers(-5, 60, 400), 0, trials)
    expected = stats.binom.sf(seen - 1, trials, part / whole)
    found = binomial_tail(seen, trials, part, whole)
    # scipy's own figures lose digits far out
    assert np.allclose(found, np.maximum(expected, 1e-300), rtol=1e-8, atol=1e-290)


@pytest.mark.parametrize(
    ("numbers", "chance"),
    [((0, 0, 0, 1), 1.0), ((1, 9, 0, 5), 1e-300), ((3, 9, 5, 5), 1.0), ((10, 9, 1, 5), 1e-300)],
)
def test_what_is_sure_or_impossible_is_said_so_and_never_0(numbers, chance):
    assert tail(*numbers) == chance


def test_what_lies_far_out_neither_overflows_nor_vanishes():
    assert tail(90_000, 100_000, 1, 1_000) == 1e-300
    assert tail(1, 100_000, 999, 1_000) == pytest.approx(1.0)


def test_a_tail_is_the_same_to_the_last_bit_wherever_it_is_computed():
    found = binomial_tail(
        *(np.array(each) for each in ([7, 12], [425, 90], [13, 400], [999, 9_000]))
    )
    assert [each.hex() for each in found.tolist()] == GOLDEN


GOLDEN = ["0x1.45eaef139eb08p-2", "0x1.5179bad40c5ebp-11"]


def test_adjusted_chances_are_benjamini_and_hochbergs():
    chances = np.random.default_rng(3).random(50) ** 3
    assert np.allclose(adjusted(chances), stats.false_discovery_control(chances))
    assert adjusted(np.array([])).tolist() == []
    assert adjusted(np.array([0.01, 0.02, 0.03, 0.5])).tolist() == [0.04, 0.04, 0.04, 0.5]
