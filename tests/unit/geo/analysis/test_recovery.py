"""Planted venues are found again, whatever the seed; what is found where nothing was, is counted.

Fifty seeds take minutes and run when asked for (--slow); two run always.
"""

import pytest

from tests.unit.geo.analysis.recovery import County

FEW, MANY = range(1, 3), range(1, 51)


@pytest.fixture(scope="module")
def county():
    return County()


def check(outcomes):
    planted = sum(each.planted for each in outcomes)
    recovered = sum(each.recovered for each in outcomes)
    share_false = sum(each.false / max(each.found, 1) for each in outcomes) / len(outcomes)
    assert recovered >= 0.8 * planted
    assert share_false <= 0.10


def test_planted_venues_are_found_and_few_others(county):
    check([county.outcome(seed) for seed in FEW])


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_planted_venues_are_found_for_fifty_seeds(county):
    check([county.outcome(seed) for seed in MANY])
