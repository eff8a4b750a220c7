"""Our statistics beside the libraries that others use for them, on the same invented counts."""

import geopandas
import numpy as np
import pytest

from geo.analysis import density
from geo.analysis.clusters import dbscan
from geo.analysis.gi_star import gi_star, local_moran, quadrant
from geo.analysis.near_repeat import knox
from geo.area_methods import gi_star_of_areas

# what they warn of is theirs: optional compilers, and names that other libraries will retire
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def counts():
    draw = np.random.default_rng(11)
    found = draw.poisson(0.7, (14, 11))
    found[3:5, 4:7] += 6
    return found


@pytest.fixture(scope="module")
def queen(counts):
    from libpysal.weights import lat2W

    return lat2W(*counts.shape, rook=False)


def test_gi_star_is_that_of_esda(counts, queen):
    from esda import G_Local

    theirs = G_Local(counts.ravel(), queen, transform="B", star=True, permutations=0)
    assert gi_star(counts).score.ravel() == pytest.approx(theirs.Zs)


def test_the_exact_chance_of_gi_star_is_what_esdas_shuffles_come_to(counts, queen):
    from esda import G_Local

    theirs = G_Local(counts.ravel(), queen, transform="B", permutations=999, seed=7)
    ours = gi_star(counts)
    high = (ours.score.ravel() > 0) & (theirs.Zs > 0)
    # a chance of 999 shuffles is off by 0.016 at most, two times in three
    assert np.abs(theirs.p_sim - ours.chance.ravel())[high].max() < 0.06


def test_local_moran_is_that_of_esda_but_for_its_n_less_one(counts, queen):
    from esda import Moran_Local

    theirs = Moran_Local(counts.ravel(), queen, transformation="r", permutations=0)
    n = counts.size
    assert local_moran(counts).score.ravel() * (n - 1) / n == pytest.approx(theirs.Is)
    named = np.array(["", "high-high", "low-high", "low-low", "high-low"])
    assert quadrant(counts).ravel().tolist() == named[theirs.q].tolist()


@pytest.mark.parametrize("minimum", [2, 5])
def test_clusters_are_those_of_scikit_learn(minimum):
    from sklearn.cluster import DBSCAN

    points = np.random.default_rng(12).integers(0, 20_000, (400, 2))
    theirs = DBSCAN(eps=900, min_samples=minimum).fit_predict(points)
    assert len(set(theirs)) > 5
    assert dbscan(points, 900, minimum).tolist() == theirs.tolist()


def test_near_repeats_are_those_of_pointpats():
    from pointpats import Knox

    draw = np.random.default_rng(13)
    points, days = draw.integers(0, 5_000, (150, 2)), draw.integers(0, 200, 150)
    theirs = Knox(points, days[:, None], delta=400, tau=14, permutations=99)
    ours = knox(points, days, (401,), (15,), shuffles=999)
    assert ours.observed[0, 0] == theirs.statistic_
    assert ours.chance[0, 0] == pytest.approx(theirs.p_sim, abs=0.15)


def test_a_gaussian_density_is_that_of_scikit_learn():
    from sklearn.neighbors import KernelDensity

    counts = np.random.default_rng(14).poisson(0.2, (30, 40))
    row, column = np.nonzero(counts)
    middles = np.column_stack([column, row]) * 100.0
    model = KernelDensity(kernel="gaussian", bandwidth=300)
    model.fit(middles, sample_weight=counts[row, column])
    every = np.array([(c, r) for r in range(30) for c in range(40)]) * 100.0
    theirs = np.exp(model.score_samples(every)).reshape(30, 40) * counts.sum() * 1e6
    ours = density.surface(counts, 100, 300, "gaussian")
    # ours is cut off at four standard deviations
    assert np.abs(ours - theirs).max() < 0.002 * theirs.max()


def test_gi_star_of_areas_is_the_published_one_and_that_of_esda():
    """Six points within 15 of each other, as in the documentation of esda."""
    from esda import G_Local
    from libpysal.weights import DistanceBand

    at = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    values = [2, 3, 3.2, 5, 8, 7]
    points = geopandas.points_from_xy(*np.array(at, float).T, crs=27700)
    frame = geopandas.GeoDataFrame({"seen": values}, geometry=points)
    ours = gi_star_of_areas(frame, "seen", reach_m=15)
    published = [-1.397276, -0.289178, 0.650650, -0.289178, 1.234521, 2.024243]
    assert ours.tolist() == pytest.approx(published, abs=1e-6)
    near = DistanceBand(np.array(at, float), threshold=15)
    theirs = G_Local(np.array(values), near, transform="B", star=True, permutations=0)
    assert ours.tolist() == pytest.approx(theirs.Zs.tolist())
