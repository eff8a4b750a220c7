"""Premises beside their kind, and flags whose points are moved."""

import numpy as np
import pytest

from geo.analysis import steadiness
from geo.analysis.kinds import busier, curve
from geo.analysis.steadiness import moves_that_stand


def test_a_premises_is_ranked_among_its_own_kind():
    above, of_kind = busier(["pub", "pub", "pub", "hotel"], np.array([5, 9, 5, 1]))
    assert above.tolist() == [1, 0, 1, 0]
    assert of_kind.tolist() == [3, 3, 3, 1]


def test_the_curve_says_what_the_busiest_hold():
    """Of 20 pubs one has 60 episodes near, four have 10 and the others none."""
    near = np.array([60, 10, 10, 10, 10, *[0] * 15])
    (pubs,) = curve(["pub"] * 20, near, near > 0, near > 20)
    assert pubs.held_percent == (60, 70, 90, 100)
    assert (pubs.tested, pubs.flagged, pubs.unusual, pubs.with_none) == (20, 5, 1, 15)


def stood(apart_m, precision_m, seed=1):
    premises = np.array([[300_000_000, 400_000_000]])
    points = premises + np.array([[apart_m * 1000, 0]])
    rough = np.array([precision_m * 1000])
    return int(
        moves_that_stand(premises, rough, points, rough * 0, reach=400_000, moves=200, seed=seed)[0]
    )


@pytest.mark.parametrize(
    ("apart_m", "least", "most"), [(300, 200, 200), (390, 82, 126), (400, 70, 114), (501, 0, 0)]
)
def test_a_flag_stands_as_often_as_its_distance_lets_it(apart_m, least, most):
    assert least <= stood(apart_m, 100) <= most


def test_the_same_seed_moves_alike_and_another_does_not():
    assert stood(395, 100) == stood(395, 100)
    assert len({stood(395, 100, seed) for seed in range(5)}) > 1


def test_what_is_exact_is_not_moved():
    assert stood(400, 0) == 200


def test_with_no_points_nothing_stands():
    none = np.zeros((0, 2), np.int64)
    at, rough = np.zeros((2, 2), np.int64), np.zeros(2, np.int64)
    assert moves_that_stand(at, rough, none, rough[:0], reach=1, moves=9, seed=1).tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_told_without_moving_is_what_moving_tells(seed):
    """Every pair moved every time, as the definition has it, over places of every precision."""
    drawn = np.random.default_rng(seed)
    reach, moves = int(drawn.integers(1, 900)), 25
    premises, points = (drawn.integers(0, 3_000, (many, 2)) for many in (60, 40))
    rough, others_rough = (drawn.choice([0, 1, 7, 80, 500, 1_500], many) for many in (60, 40))
    counted = np.zeros(60, np.int64)
    for move in range(moves):
        at = premises + steadiness._offsets(premises, rough, seed, 2 * move)
        others = points + steadiness._offsets(points, others_rough, seed, 2 * move + 1)
        apart = at[:, None] - others[None]
        counted += ((apart * apart).sum(axis=2) <= reach * reach).any(axis=1)
    found = moves_that_stand(
        premises, rough, points, others_rough, reach=reach, moves=moves, seed=seed
    )
    assert found.tolist() == counted.tolist()
    assert 0 < counted.sum() < 60 * moves
