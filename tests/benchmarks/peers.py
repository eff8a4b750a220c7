"""What other libraries make of the same arrays: scikit-learn, KDEpy and esda; jobs of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks.kernels import CELL_M, data

MERGE_M, LEAST, BANDWIDTH_M, GI_CELL_M = 50, 3, 300, 250
FEW_SHUFFLES = 9  # esda without numba takes a second for each; 999 are reckoned from these


def places_ours(size: str) -> Callable[[], Any]:
    """Make places of points within 50 m, and count those with three episodes at least."""
    from geo.analysis.divided import chained

    episodes, _ = data(size)

    def work() -> Any:
        # equal points are one: packed into a number they are sorted once
        packed = episodes[:, 0] << 32 | episodes[:, 1]
        keys, counts = np.unique(packed, return_counts=True)
        points = np.column_stack([keys >> 32, keys & 0xFFFFFFFF])
        of_place = np.bincount(chained(points, MERGE_M), counts)
        return len(of_place), int((of_place >= LEAST).sum())

    return work


def places_sklearn(size: str) -> Callable[[], Any]:
    """Cluster the rows by scikit-learn's DBSCAN, of which one point is enough for a core."""
    from sklearn.cluster import DBSCAN

    episodes, _ = data(size)
    points = episodes.astype(float)

    def work() -> Any:
        labels = DBSCAN(eps=MERGE_M, min_samples=1).fit(points).labels_
        of_place = np.bincount(labels)
        return len(of_place), int((of_place >= LEAST).sum())

    return work


def kde_kdepy(size: str) -> Callable[[], Any]:
    """Spread the same points by KDEpy's FFTKDE, on the centres of the same cells."""
    from KDEpy import FFTKDE

    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    points = episodes.astype(float)
    grid = Grid.over(points, CELL_M)
    # its grid must hold every point: the lattice of centres, and a cell beyond on each side
    east = grid.west + CELL_M * (np.arange(-1, grid.columns + 1) + 0.5)
    north = grid.south + CELL_M * (np.arange(-1, grid.rows + 1) + 0.5)
    lattice = np.column_stack([each.ravel() for each in np.meshgrid(east, north, indexing="ij")])

    def work() -> Any:
        density = FFTKDE(kernel="gaussian", bw=BANDWIDTH_M).fit(points).evaluate(lattice)
        return round(float(density.max()) * len(points) * 1e6, 0)

    return work


def _esda(size: str, shuffles: int) -> Callable[[], Any]:
    from esda import G_Local
    from libpysal.weights import lat2W

    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    points = episodes.astype(float)
    counts = Grid.over(points, GI_CELL_M).counts(points)
    weights = lat2W(*counts.shape, rook=False)

    def work() -> Any:
        found = G_Local(
            counts.ravel(), weights, transform="B", star=True, permutations=shuffles, n_jobs=1
        )
        return int((found.Zs > 3).sum())

    return work


def gi_esda(size: str) -> Callable[[], Any]:
    """Score the cells by esda, with a few of its shuffles."""
    return _esda(size, FEW_SHUFFLES)


def gi_esda_plain(size: str) -> Callable[[], Any]:
    """Score the cells by esda without a shuffle."""
    return _esda(size, 0)


def gi_high_ours(size: str) -> Callable[[], Any]:
    """Score the same cells, each with its exact chance, and count those above 3."""
    from geo.analysis.gi_star import gi_star
    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    points = episodes.astype(float)
    counts = Grid.over(points, GI_CELL_M).counts(points)
    return lambda: int((gi_star(counts).score > 3).sum())


JOBS = {
    each.__name__: each
    for each in (*(places_ours, places_sklearn, kde_kdepy, gi_esda, gi_esda_plain, gi_high_ours),)
}
