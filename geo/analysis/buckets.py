"""Pairs of points within a radius, found in grid buckets on whole numbers.

Whole metres or millimetres in, whole squared distances out: nothing is rounded, so the same points
give the same pairs on any machine. In batches this is quicker than an index of geometry objects,
which is right for one circle (tests/benchmarks compares them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

# candidates looked at together: few enough to stay in a processor's cache, many to be worth a call
_TOGETHER = 1 << 18
_TABLE_OF_CELLS = 1 << 24


class Buckets:
    """Points sorted into squares of a side; ``points`` are whole numbers, one row for each."""

    def __init__(self, points: Points, side: int) -> None:
        if side < 1:
            raise ValueError(f"side must be a whole number from 1 up, found {side}")
        self.side = side
        self._low = points.min(axis=0) if len(points) else np.zeros(2, np.int64)
        cells = (points - self._low) // side
        shape = cells.max(axis=0) + 1 if len(points) else np.ones(2, np.int64)
        self._columns, self._rows = int(shape[0]), int(shape[1])
        keys = cells[:, 0] * self._rows + cells[:, 1]
        self.order = np.argsort(keys, kind="stable")
        self.x, self.y = (np.ascontiguousarray(points[self.order, axis]) for axis in (0, 1))
        self._keys = keys[self.order]
        self._starts: NDArray[np.int64] | None = None
        if self._columns * self._rows <= _TABLE_OF_CELLS:
            each = np.bincount(keys, minlength=self._columns * self._rows)
            self._starts = np.concatenate([[0], np.cumsum(each)])

    def near(self, around: Points, reach: int) -> Iterator[Candidates]:
        """Yield, in parts, whatever may lie within ``reach`` of each row of ``around``, by row."""
        rows, begins, lengths = self._spans(around, reach)
        ends = np.cumsum(lengths)
        first = 0
        while first < len(rows):
            done = ends[first - 1] if first else 0
            last = max(int(np.searchsorted(ends, done + _TOGETHER, "right")), first + 1)
            part = slice(first, last)
            first = last
            each, starts = lengths[part], ends[part] - lengths[part] - done
            found = np.repeat(begins[part] - starts, each)
            found += np.arange(len(found))
            squared = self.x[found] - np.repeat(around[rows[part], 0], each)
            squared *= squared
            up = self.y[found] - np.repeat(around[rows[part], 1], each)
            up *= up
            squared += up
            yield Candidates(rows[part], starts, each, found, squared)

    def _spans(self, around: Points, reach: int) -> tuple[NDArray[np.int64], ...]:
        """Return, by row of ``around`` and column of squares, where a span of points lies."""
        steps = -(-reach // self.side)
        cells = (around - self._low) // self.side
        lowest = np.clip(cells[:, 1] - steps, 0, self._rows)
        highest = np.clip(cells[:, 1] + steps + 1, 0, self._rows)
        found = []
        for step in range(-steps, steps + 1):
            column = cells[:, 0] + step
            rows = np.flatnonzero((column >= 0) & (column < self._columns) & (highest > lowest))
            base = column[rows] * self._rows
            begin, end = self._at(base + lowest[rows]), self._at(base + highest[rows])
            some = end > begin
            found.append((rows[some], begin[some], (end - begin)[some]))
        rows, begins, lengths = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.argsort(rows, kind="stable")
        return rows[order], begins[order], lengths[order]

    def _at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        if self._starts is not None:
            return self._starts[keys]
        return np.searchsorted(self._keys, keys, "left")


class Candidates(NamedTuple):
    """A part of what may be near: spans, and for each point of each span its squared distance.

    ``rows``: the row of ``around`` of each span; ``starts``, ``each``: where it begins in the part
    and how long it is. ``found``: sorted points, whose rows are ``order[found]``.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    each: NDArray[np.int64]
    found: NDArray[np.int64]
    squared: NDArray[np.int64]


def pairs_within(
    around: Points, points: Points, reach: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return every (row of ``around``, row of ``points``, squared distance) within ``reach``.

    By row of ``around``, then of ``points``. Unit: that of the points; ``reach`` is counted.
    """
    here, there, squared = pairs_by_row(around, points, reach)
    # no pair comes twice, so one number of both orders them as two would
    order = np.argsort(here * max(len(points), 1) + there)
    return here[order], there[order], squared[order]


def pairs_by_row(
    around: Points, points: Points, reach: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the same pairs, those of a row of ``around`` together; no other order is kept."""
    parts = [(np.zeros(0, np.int64),) * 3]
    if len(around) and len(points):
        buckets = Buckets(points, max(reach, 1))
        # neighbours are read by neighbours: what one needs is in the cache for the next
        by_place = Buckets(around, buckets.side).order
        for near in buckets.near(around[by_place], reach):
            within = np.flatnonzero(near.squared <= reach * reach)
            here = np.repeat(by_place[near.rows], near.each)[within]
            parts.append((here, buckets.order[near.found[within]], near.squared[within]))
    here, there, squared = (np.concatenate(each) for each in zip(*parts, strict=True))
    return here, there, squared


def counts_within(
    around: Points,
    points: Points,
    bands: Sequence[int],
    weights: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Return how many points lie within each band of each row of ``around``: 100, 200 and 400 m.

    A column for each band, which holds the nearer ones; ``bands`` rise. Equal points are looked
    at once: suppliers snap what they send, so that a million episodes lie at some thousands.
    """
    counted = np.zeros((len(around), len(bands)), np.int64)
    if not len(around) or not len(points):
        return counted
    distinct, weight = _distinct(points, weights)
    widest = int(bands[-1])
    buckets = Buckets(distinct, max(-(-widest // 2), 1))
    weight = weight[buckets.order]
    around_by_place = Buckets(around, buckets.side).order
    for near in buckets.near(around[around_by_place], widest):
        heavy = weight[near.found]
        for column, band in enumerate(bands):
            sums = np.add.reduceat(np.where(near.squared <= band * band, heavy, 0), near.starts)
            np.add.at(counted[:, column], around_by_place[near.rows], sums)
    return counted


def _distinct(
    points: Points, weights: NDArray[np.int64] | None
) -> tuple[Points, NDArray[np.int64]]:
    low = points.min(axis=0)
    span = int(points[:, 1].max() - low[1]) + 1
    packed = (points[:, 0] - low[0]) * span + (points[:, 1] - low[1])
    keys, which, counts = np.unique(packed, return_inverse=True, return_counts=True)
    total = counts if weights is None else np.bincount(which, weights, minlength=len(keys))
    distinct = np.column_stack([keys // span + low[0], keys % span + low[1]])
    return distinct, total.astype(np.int64)
