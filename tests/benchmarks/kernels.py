"""Jobs over arrays, ours and the peers': synthetic points of a size, no database.

    python -m tests.benchmarks.work JOB SIZE

Answers are counts that both must give. Peers are timed on as much as they can do in a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

SIZES = {"S": (20_000, 5_000), "M": (1_000_000, 200_000), "L": (10_000_000, 500_000)}
BANDS_M = (100, 200, 400)
CELL_M = 100


def data(size: str) -> tuple[Any, Any]:
    """Return episodes at snapped points and premises, in whole metres."""
    from tests.benchmarks.synthetic import EPISODES_TO_A_POINT, points

    episodes, premises = SIZES[size]
    draw = np.random.default_rng(1)
    snapped = points(episodes // EPISODES_TO_A_POINT, draw).astype(np.int64)
    where = draw.integers(0, len(snapped), episodes)
    return snapped[where], points(premises, draw).astype(np.int64)


def counts_ours(size: str) -> Callable[[], Any]:
    """Count episodes by band about each premises, in grid buckets."""
    from geo.analysis.buckets import counts_within

    episodes, premises = data(size)
    return lambda: counts_within(premises, episodes, BANDS_M).sum(axis=0).tolist()


def counts_geopandas(size: str) -> Callable[[], Any]:
    """Join the same rows by geopandas, and count by band."""
    import geopandas
    import pandas as pd

    episodes, premises = data(size)
    there = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*episodes.T, crs=27700))
    here = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*premises.T, crs=27700))

    def work() -> Any:
        total = np.zeros(len(BANDS_M), np.int64)
        # in parts: the pairs of all rows together do not fit into memory
        for first in range(0, len(here), 20_000):
            part = here.iloc[first : first + 20_000]
            pairs = geopandas.sjoin(part, there, predicate="dwithin", distance=BANDS_M[-1])
            apart = part.geometry.loc[pairs.index].distance(
                there.geometry.iloc[pairs["index_right"]], align=False
            )
            within = np.column_stack([(apart <= band).to_numpy() for band in BANDS_M])
            each = pd.DataFrame(within, apart.index).groupby(level=0).sum()
            total += each.sum().to_numpy()
        return total.tolist()

    return work


def counts_ckdtree(size: str) -> Callable[[], Any]:
    """Count by scipy's k-d tree, once for each band."""
    from scipy.spatial import cKDTree

    episodes, premises = data(size)

    def work() -> Any:
        tree = cKDTree(episodes)
        return [
            int(tree.query_ball_point(premises, band, return_length=True).sum()) for band in BANDS_M
        ]

    return work


def counts_bare(size: str) -> Callable[[], Any]:
    """Count by the least that numpy needs: squares of 400 m, each with its eight, and no checks."""
    episodes, premises = data(size)

    def work() -> Any:
        side = BANDS_M[-1]
        packed, weight = np.unique(episodes[:, 0] << 20 | episodes[:, 1], return_counts=True)
        x, y = packed >> 20, packed & 0xFFFFF
        west, south = int(x.min()) - side, int(y.min()) - side
        rows = (int(y.max()) - south) // side + 3
        cell = (x - west) // side * rows + (y - south) // side
        order = np.argsort(cell, kind="stable")
        x, y, weight = x[order].astype(np.int32), y[order].astype(np.int32), weight[order]
        each = np.bincount(cell, minlength=rows * ((int(x.max()) - west) // side + 3))
        starts = np.concatenate([[0], np.cumsum(each)])
        counted = np.zeros((len(premises), len(BANDS_M)), np.int64)
        for first in range(0, len(premises), 1 << 14):
            east, north = premises[first : first + (1 << 14)].T
            middle = (east - west) // side * rows + (north - south) // side
            base = np.clip(middle[:, None] + [-rows, 0, rows], 1, len(starts) - 3).ravel()
            begins = starts[base - 1]
            spans = starts[base + 2] - begins
            of_span = np.repeat(np.arange(len(base)), spans)
            found = np.arange(len(of_span)) + (begins - np.cumsum(spans) + spans)[of_span]
            of_row = of_span // 3
            across = x[found] - east.astype(np.int32)[of_row]
            up = y[found] - north.astype(np.int32)[of_row]
            apart, heavy = across * across + up * up, weight[found]
            for column, band in enumerate(BANDS_M):
                near = np.where(apart <= band * band, heavy, 0)
                counted[first : first + len(east), column] = np.bincount(
                    of_row, near, minlength=len(east)
                )
        return counted.sum(axis=0).tolist()

    return work


def gi_ours(size: str) -> Callable[[], Any]:
    """Score each cell of a 250 m grid, with the exact chance under permutation."""
    from geo.analysis.gi_star import gi_star
    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    counts = Grid.over(episodes.astype(float), 250).counts(episodes.astype(float))
    return lambda: int((gi_star(counts).chance <= 0.001).sum())


def gi_shuffled(size: str) -> Callable[[], Any]:
    """Score the same by 999 shuffles of the grid and a box filter, which numpy can do at best."""
    from geo.analysis.gi_star import box
    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    counts = Grid.over(episodes.astype(float), 250).counts(episodes.astype(float))

    def work() -> Any:
        seen, draw = box(counts, 1), np.random.default_rng(1)
        reached = np.ones(counts.shape, np.int64)
        for _ in range(999):
            reached += box(draw.permuted(counts, axis=None), 1) - counts >= seen - counts
        return int((reached / 1000 <= 0.001).sum())

    return work


def kde_ours(size: str) -> Callable[[], Any]:
    """Spread the counts of a 100 m grid by a Gaussian of 300 m."""
    from geo.analysis.density import surface
    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    counts = Grid.over(episodes.astype(float), CELL_M).counts(episodes.astype(float))
    return lambda: round(float(surface(counts, CELL_M, 300, "gaussian").max()), 0)


def kde_ndimage(size: str) -> Callable[[], Any]:
    """Spread the same by scipy's Gaussian filter."""
    from scipy import ndimage

    from geo.analysis.grids import Grid

    episodes, _ = data(size)
    counts = Grid.over(episodes.astype(float), CELL_M).counts(episodes.astype(float))
    return lambda: round(
        float(ndimage.gaussian_filter(counts.astype(float), 3, mode="constant").max()) * 100, 0
    )


def clusters_ours(size: str) -> Callable[[], Any]:
    """Merge the distinct points within 50 m into places."""
    from geo.analysis.divided import chained

    points = np.unique(data(size)[0], axis=0)
    return lambda: int(chained(points, 50).max()) + 1


def clusters_ckdtree(size: str) -> Callable[[], Any]:
    """Merge the same by scipy's k-d tree and connected components."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    points = np.unique(data(size)[0], axis=0)

    def work() -> Any:
        pairs = cKDTree(points).query_pairs(50, output_type="ndarray")
        graph = coo_array((np.ones(len(pairs)), pairs.T), (len(points),) * 2)
        return int(connected_components(graph, directed=False)[0])

    return work


def chance_ours(size: str) -> Callable[[], Any]:
    """Test every premises against chance by the exact tail, its centre and its correction."""
    from geo.analysis.significance import Terms, Visits, ask_chance

    episodes, premises = data(size)
    points, which = np.unique(episodes, axis=0, return_inverse=True)
    # a quarter of a year of ten
    which = which.ravel()[: max(len(which) // 40, 500)]
    number = np.arange(len(which))
    visits = Visits(which, number, number // 12)
    terms = Terms(200, 400, 250, 20, 3, 15, 3, 0.10)

    def work() -> Any:
        alike = np.zeros(len(premises), np.int64)
        tested = ask_chance(
            premises * 1000, alike, points * 1000, visits, terms, merge_mm=0, reach_m=400
        )
        return int(tested.near.sum())

    return work


def chance_geopandas(size: str) -> Callable[[], Any]:
    """Join once by geopandas, as each of 999 shuffles would have to; 200 m."""
    import geopandas

    episodes, premises = data(size)
    recent = episodes[: max(len(episodes) // 40, 500)]
    there = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*recent.T, crs=27700))
    here = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*premises.T, crs=27700))

    def work() -> Any:
        pairs = geopandas.sjoin(here, there, predicate="dwithin", distance=200)
        return int(pairs.groupby(level=0).size().sum())

    return work


JOBS = {
    each.__name__: each
    for each in (
        *(
            counts_ours,
            counts_bare,
            counts_geopandas,
            counts_ckdtree,
            gi_ours,
            gi_shuffled,
            kde_ours,
        ),
        *(kde_ndimage, clusters_ours, clusters_ckdtree, chance_ours, chance_geopandas),
    )
}
