"""Pairs and counts within a radius, beside every pair looked at."""

import numpy as np
import pytest

from geo.analysis.buckets import counts_within, pairs_within


def drawn(seed, rows, most):
    return np.random.default_rng(seed).integers(0, most, (rows, 2))


def every_pair(around, points, reach):
    apart = ((around[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
    return np.argwhere(apart <= reach**2).tolist()


@pytest.mark.parametrize("reach", [1, 40, 400, 5_000])
@pytest.mark.parametrize("most", [100, 3_000])
def test_the_pairs_are_those_of_looking_at_every_one(reach, most):
    around, points = drawn(1, 60, most), drawn(2, 90, most)
    here, there, squared = pairs_within(around, points, reach)
    assert np.column_stack([here, there]).tolist() == every_pair(around, points, reach)
    assert (squared == ((around[here] - points[there]) ** 2).sum(axis=1)).all()


@pytest.mark.parametrize(("apart", "found"), [(400, 1), (401, 0)])
def test_the_reach_is_counted_and_what_lies_beyond_is_not(apart, found):
    at, other = np.array([[0, 0]]), np.array([[apart, 0]])
    assert counts_within(at, other, (100, 200, 400)).tolist() == [[0, 0, found]]
    assert len(pairs_within(at, other, 400)[0]) == found


def test_counts_by_band_hold_the_nearer_bands_and_equal_points_each():
    points = np.array([[300_000, 400_000]] * 3 + [[300_150, 400_000]] + [[299_700, 400_000]] * 2)
    at = np.array([[300_000, 400_000], [900_000, 0]])
    assert counts_within(at, points, (100, 200, 400)).tolist() == [[3, 4, 6], [0, 0, 0]]
    weights = np.array([1, 1, 1, 10, 100, 100])
    assert counts_within(at, points, (100, 200, 400), weights).tolist()[0] == [3, 13, 213]


def test_nothing_is_near_nothing():
    none, some = np.zeros((0, 2), np.int64), drawn(1, 5, 10)
    assert counts_within(none, some, (100,)).shape == (0, 1)
    assert counts_within(some, none, (100,)).tolist() == [[0]] * 5
    assert len(pairs_within(some, none, 10)[0]) == 0


def test_points_far_apart_need_no_table_of_all_the_squares_between():
    points = np.array([[0, 0], [700_000_000, 1_300_000_000]])
    assert counts_within(points, points, (1_000,)).tolist() == [[1], [1]]
