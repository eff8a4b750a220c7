"""Counts, densities, Gi*, local Moran and classes, beside worked and published figures."""

import itertools

import numpy as np
import pytest
from scipy import ndimage
from scipy.stats import hypergeom

from geo.analysis import density
from geo.analysis.emerging import classes, classify, mann_kendall
from geo.analysis.enough import require_events
from geo.analysis.gi_star import box, gi_star, local_moran, quadrant
from geo.analysis.grids import Grid, hexagon_counts
from geo.errors import QuestionError

SMALL = np.array([[3, 0, 1, 0], [0, 2, 0, 1], [5, 0, 0, 0], [1, 1, 0, 2]])


def test_a_grid_begins_at_a_multiple_of_its_side_and_counts_every_point():
    points = np.array([[300_010.0, 400_249.9], [300_249.0, 400_000.0], [300_250.0, 400_250.0]])
    grid = Grid.over(points, 250)
    assert (grid.west, grid.south) == (300_000, 400_000)
    assert grid.counts(points).tolist() == [[2, 0], [0, 1]]
    with pytest.raises(QuestionError, match="at least one point"):
        Grid.over(points[:0], 250)


def test_each_point_is_counted_in_the_hexagon_whose_centre_is_nearest():
    points = np.random.default_rng(1).uniform(0, 3_000, (500, 2))
    numbers, centres, counts = hexagon_counts(points, 250)
    apart = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    assert np.bincount(apart.argmin(axis=1), minlength=len(centres)).tolist() == counts.tolist()
    assert len(np.unique(numbers, axis=0)) == len(numbers)


@pytest.mark.parametrize("kernel", density.KERNELS)
def test_a_density_holds_every_event_once(kernel):
    counts = np.zeros((61, 61), np.int64)
    counts[30, 30], counts[25, 33] = 5, 2
    surface = density.surface(counts, 100, 600, kernel)
    assert surface.sum() * 100**2 / 1e6 == pytest.approx(7, rel=0.01)
    assert surface[30, 30] > surface[25, 33]


def test_a_quartic_density_is_the_kernels_own_figure():
    """At the point itself 3 / (pi h^2): h 0.5 km gives 3.8197 for each square kilometre."""
    counts = np.zeros((21, 21), np.int64)
    counts[10, 10] = 1
    surface = density.surface(counts, 100, 500)
    assert surface[10, 10] == pytest.approx(3 / np.pi / 0.25)
    assert surface[10, 13] == pytest.approx(3 / np.pi / 0.25 * (1 - 0.36) ** 2)
    assert surface[10, 15] == pytest.approx(0, abs=1e-9)


def test_a_gaussian_density_is_scipys_filter():
    counts = np.random.default_rng(2).poisson(0.5, (40, 50))
    ours = density.surface(counts, 100, 300, "gaussian")
    theirs = ndimage.gaussian_filter(counts.astype(float), 3, mode="constant", truncate=4) * 100
    assert np.allclose(ours, theirs, rtol=2e-3)


def test_a_ratio_says_nothing_where_there_is_little_to_divide_by():
    found = density.ratio(np.array([4.0, 4.0]), np.array([2.0, 0.5]), least=1.0)
    assert found[0] == 2.0
    assert np.isnan(found[1])


@pytest.mark.parametrize(("bandwidth_m", "refused"), [(99.9, True), (100, False)])
def test_a_bandwidth_below_a_cell_is_refused(bandwidth_m, refused):
    counts = np.ones((3, 3), np.int64)
    if refused:
        with pytest.raises(QuestionError, match="at least the side of a cell, 100 m"):
            density.surface(counts, 100, bandwidth_m)
    else:
        assert density.surface(counts, 100, bandwidth_m).shape == (3, 3)


@pytest.mark.parametrize(("events", "refused"), [(19, True), (20, False)])
def test_fewer_than_twenty_events_are_too_few_to_map(events, refused):
    if refused:
        with pytest.raises(QuestionError, match="too few to map"):
            require_events(events)
    else:
        require_events(events)


def test_gi_star_is_the_formula_of_ord_and_getis():
    found = gi_star(SMALL).score
    n, mean, spread = SMALL.size, SMALL.mean(), SMALL.std()
    for row, column in itertools.product(range(4), range(4)):
        near = SMALL[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
        k = near.size
        z = (near.sum() - k * mean) / (spread * np.sqrt((n * k - k * k) / (n - 1)))
        assert found[row, column] == pytest.approx(z)


def test_the_chance_of_gi_star_is_that_of_every_way_to_deal_the_others():
    found = gi_star(SMALL).chance
    moran = local_moran(SMALL).chance
    for row, column in ((0, 0), (1, 1), (3, 0), (0, 2)):
        near = [
            (r, c)
            for r, c in itertools.product(range(4), range(4))
            if max(abs(r - row), abs(c - column)) == 1
        ]
        others = [SMALL[at] for at in itertools.product(range(4), range(4)) if at != (row, column)]
        seen = sum(SMALL[at] for at in near)
        sums = [sum(each) for each in itertools.combinations(others, len(near))]
        above = sum(each >= seen for each in sums) / len(sums)
        below = sum(each <= seen for each in sums) / len(sums)
        assert found[row, column] == pytest.approx(above)
        mean = np.mean(others) * len(near)
        assert moran[row, column] == pytest.approx(above if seen >= mean else below)


def test_of_many_cells_with_wide_neighbourhoods_the_chance_is_still_right():
    """121 of 160,000 cells can be drawn in more ways than a float counts."""
    counts = (np.random.default_rng(3).random((400, 400)) < 0.03).astype(int)
    neighbours, others = box(np.ones_like(counts), 5) - 1, box(counts, 5) - counts
    # counts of 0 and 1: the chance is that of drawing balls of two colours
    known = hypergeom.sf(others - 1, counts.size - 1, counts.sum() - counts, neighbours)
    assert gi_star(counts, 5).chance == pytest.approx(known, rel=1e-9)


def test_counts_that_are_all_equal_have_no_hotspot():
    with pytest.raises(QuestionError, match="counts that differ"):
        gi_star(np.ones((4, 4), np.int64))


def test_local_moran_is_ansels_and_its_quadrants_are_named():
    counts = np.zeros((5, 5), np.int64)
    counts[:2, :2] = 9
    counts[4, 4] = 9
    found = local_moran(counts)
    off = counts - counts.mean()
    lag = (box(counts, 1) - counts)[0, 0] / 3 - counts.mean()
    assert found.score[0, 0] == pytest.approx(off[0, 0] * lag / (off**2).mean())
    kinds = quadrant(counts)
    assert (kinds[0, 0], kinds[4, 4], kinds[4, 0]) == ("high-high", "high-low", "low-low")


def test_mann_kendalls_trend_is_the_worked_one():
    """Gilbert (1987): 10 values that rise throughout have S 45; with ties the spread shrinks."""
    score, chance = mann_kendall(np.array([np.arange(10.0), np.ones(10)]))
    assert score.tolist() == [45, 0]
    assert chance[0] == pytest.approx(8.3e-5, rel=0.01)
    assert chance[1] == 1.0


@pytest.mark.parametrize(
    ("hot", "called"),
    [
        ("0000000001", "new"),
        ("0000000111", "consecutive"),
        ("1111111111", "persistent"),
        ("0101000101", "sporadic"),
        ("c101000101", "oscillating"),
        ("1111111110", "historical"),
        ("0000000000", "none"),
        ("1110000000", "none"),
    ],
)
def test_classes_follow_the_published_recipe(hot, called):
    score = {"1": 3.0, "0": 0.0, "c": -3.0}
    assert classify(np.array([[score[each] for each in hot]])).tolist() == [called]


def test_a_hot_cell_that_grows_is_intensifying_and_one_that_fades_diminishing():
    rising = np.linspace(2.5, 9, 10)
    assert classify(np.stack([rising, rising[::-1]])).tolist() == ["intensifying", "diminishing"]


@pytest.mark.parametrize(("periods", "refused"), [(9, True), (10, False)])
def test_fewer_than_ten_periods_are_too_few_for_a_trend(periods, refused):
    counts = np.stack([SMALL] * periods)
    if refused:
        with pytest.raises(QuestionError, match="10 periods"):
            classes(counts)
    else:
        assert classes(counts).shape == SMALL.shape
