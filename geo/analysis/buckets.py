"""Pairs of points within a radius, and counts of them by band, on whole numbers.

Whole metres or millimetres in, whole squared distances out: nothing is rounded, so the same points
give the same pairs on any machine. In batches this is quicker than an index of geometry objects,
which is right for one circle (tests/benchmarks compares them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.analysis.alike import begin_of_each
from geo.analysis.strips import Strips, lowest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Wholes = NDArray[np.int64]


class Near(NamedTuple):
    """A part of the pairs: those of a row of ``around`` stand together, all of them in one part.

    ``starts``: where the pairs of another row begin.
    """

    here: Wholes
    there: Wholes
    squared: NDArray[Any]
    starts: Wholes


def near_parts(around: Points, points: Points, reach: int) -> Iterator[Near]:
    """Yield, in parts, every pair of a row of ``around`` and one of ``points`` within ``reach``.

    Rows come by place, and those near one in no order. Unit: that of the points; ``reach`` is
    counted.
    """
    if not len(around) or not len(points):
        return
    strips = Strips(points, reach)
    # neighbours are read by neighbours: what one needs is in the cache for the next
    by_place = strips.by_place(around)
    for near in strips.near(around[by_place]):
        within = np.flatnonzero(near.squared <= reach * reach)
        if len(within):
            rows = near.rows[within]
            here = by_place[near.first : near.first + near.many][rows]
            there = strips.order[near.found[within]]
            yield Near(here, there, near.squared[within], begin_of_each(rows))


def pairs_within(around: Points, points: Points, reach: int) -> tuple[Wholes, Wholes, Wholes]:
    """Return every (row of ``around``, row of ``points``, squared distance) within ``reach``.

    By row of ``around``, then of ``points``. Unit: that of the points; ``reach`` is counted.
    """
    parts = [np.zeros(0, np.int64)]
    for near in near_parts(around, points, reach):
        parts.append(near.here * len(points))
        parts[-1] += near.there
    # no pair comes twice, so one number of both orders them as two would
    pairs = np.concatenate(parts)
    pairs.sort()
    here = pairs // max(len(points), 1)
    there = pairs - here * len(points)
    apart = around[here] - points[there]
    return here, there, (apart * apart).sum(axis=1)


def counts_within(
    around: Points, points: Points, bands: Sequence[int], weights: Wholes | None = None
) -> Wholes:
    """Return how many points lie within each band of each row of ``around``: 100, 200 and 400 m.

    A column for each band, which holds the nearer ones; ``bands`` rise. Equal points are looked
    at once: suppliers snap what they send, so that a million episodes lie at some thousands.
    """
    counted = np.zeros((len(around), len(bands)), np.int64)
    if not len(around) or not len(points):
        return counted
    distinct, weight = _distinct(points, weights)
    strips = Strips(distinct, int(bands[-1]))
    # whole numbers below 2**53 are summed without loss
    heavy = weight[strips.order].astype(float)
    by_place = strips.by_place(around)
    apart = len(bands) + 1  # what lies beyond the last band is counted, and left out
    found = np.zeros((len(around), apart))
    for near in strips.near(around[by_place]):
        beyond = np.zeros(len(near.rows), np.int8)
        for band in bands:
            beyond += near.squared > int(band) ** 2
        which = near.rows * apart
        which += beyond
        sums = np.bincount(which, heavy[near.found], minlength=near.many * apart)
        found[near.first : near.first + near.many] = sums.reshape(near.many, apart)
    counted[by_place] = np.cumsum(found[:, :-1], axis=1)
    return counted


def _distinct(points: Points, weights: Wholes | None) -> tuple[Points, Wholes]:
    low = lowest(points)
    span = int(points[:, 1].max() - low[1]) + 1
    packed = (points[:, 0] - low[0]) * span
    packed += points[:, 1] - low[1]
    if weights is None:
        keys, total = np.unique(packed, return_counts=True)
    else:
        keys, which = np.unique(packed, return_inverse=True)
        total = np.zeros(len(keys), np.int64)
        np.add.at(total, which, weights)
    across = keys // span
    return np.column_stack([across + low[0], keys - across * span + low[1]]), total
