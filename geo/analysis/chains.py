"""Chains: points within a distance of one another, directly or through others, are one group.

Points of one square whose diagonal is the distance are one group without a look at any pair; of
two squares near each other one pair is enough. In a town centre that is thousands of times fewer
than all pairs, and the groups are the same. Whole units in, such as millimetres.
Source of the squares: Gunawan (2013), "A faster algorithm for DBSCAN", TU Eindhoven.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.analysis.strips import lowest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]

_TOGETHER = 1 << 20  # pairs that are looked at together


def chains(points: Wholes, reach: int) -> Wholes:
    """Return a number for each point, which those of one chain share. ``reach`` is counted."""
    if not len(points):
        return np.zeros(0, np.int64)
    squares = _Squares(points, reach)
    groups = np.arange(squares.count)
    for sure in (True, False):
        here, there = ([np.zeros(0, np.int64)] for _ in range(2))
        for across, up in squares.steps():
            one, other = squares.beside(across, up)
            apart = groups[one] != groups[other]
            one, other = one[apart], other[apart]
            find = squares.facing if sure else squares.any_pair
            near = find(one, other, across, up)
            here.append(groups[one[near]])
            there.append(groups[other[near]])
        groups = joined(np.concatenate(here), np.concatenate(there), squares.count)[groups]
    return groups[squares.of]


def joined(here: Wholes, there: Wholes, count: int) -> Wholes:
    """Return the group of each of ``count``, of which those at each end of a link are one."""
    links = coo_array((np.ones(len(here), np.int8), (here, there)), (count, count))
    found: Wholes = connected_components(links, directed=False)[1].astype(np.int64)
    return found


class _Squares:
    """Points in squares; two of one square are within reach of each other."""

    def __init__(self, points: Wholes, reach: int) -> None:
        # two points of a square of this side differ by side - 1 at most, along and across
        self.reach, self.side = reach, max(isqrt(reach * reach // 2), 1)
        self.far = reach // self.side + 1
        cells = (points - lowest(points)) // self.side + self.far
        self._rows = int(cells[:, 1].max()) + self.far + 1
        keys = cells[:, 0] * self._rows + cells[:, 1]
        self._keys, self.of, self._sizes = np.unique(keys, return_inverse=True, return_counts=True)
        self.count = len(self._keys)
        order = np.argsort(self.of, kind="stable")
        self._x, self._y = (np.ascontiguousarray(points[order, axis]) for axis in (0, 1))
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]])

    def steps(self) -> Iterator[tuple[int, int]]:
        """Yield the ways to squares that may have a point within reach, one of each two ways."""
        for across in range(self.far + 1):
            for up in range(-self.far if across else 1, self.far + 1):
                gaps = [max((abs(step) - 1) * self.side + 1, 0) if step else 0
                        for step in (across, up)]  # fmt: skip
                if gaps[0] ** 2 + gaps[1] ** 2 <= self.reach**2:
                    yield across, up

    def beside(self, across: int, up: int) -> tuple[Wholes, Wholes]:
        """Return each pair of squares that hold points, the second so many steps away."""
        wanted = self._keys + across * self._rows + up
        at = np.searchsorted(self._keys, wanted)
        at[at == self.count] = 0
        found = np.flatnonzero(self._keys[at] == wanted)
        return found, at[found]

    def facing(self, one: Wholes, other: Wholes, across: int, up: int) -> NDArray[np.bool_]:
        """Whether the point of each that lies furthest towards the other is within its reach.

        Two such points may be too far apart where others are not: what is found is so, and what
        is not found is looked for by every pair.
        """
        along = self._x * across + self._y * up
        first, last = self._most(along), self._most(-along)
        return self._near(first[one], last[other])

    def any_pair(self, one: Wholes, other: Wholes, across: int, up: int) -> NDArray[np.bool_]:
        """Whether any point of each lies within reach of one of the other."""
        del across, up
        found = np.zeros(len(one), bool)
        sizes = self._sizes[one] * self._sizes[other]
        ends = np.cumsum(sizes)
        begin = 0
        while begin < len(one):
            done = ends[begin - 1] if begin else 0
            end = max(int(np.searchsorted(ends, done + _TOGETHER, "right")), begin + 1)
            part = slice(begin, end)
            begin = end
            starts = ends[part] - sizes[part] - done
            number = np.arange(int(sizes[part].sum())) - np.repeat(starts, sizes[part])
            wide = np.repeat(self._sizes[other[part]], sizes[part])
            here = np.repeat(self._starts[one[part]], sizes[part]) + number // wide
            there = np.repeat(self._starts[other[part]], sizes[part]) + number % wide
            found[part] = np.logical_or.reduceat(self._near(here, there), starts)
        return found

    def _most(self, along: Wholes) -> Wholes:
        """Return the first point of each square at which ``along`` is largest."""
        most = np.repeat(np.maximum.reduceat(along, self._starts), self._sizes)
        at = np.flatnonzero(along == most)
        return at[np.searchsorted(at, self._starts)]

    def _near(self, here: Wholes, there: Wholes) -> NDArray[np.bool_]:
        across, up = self._x[here] - self._x[there], self._y[here] - self._y[there]
        near: NDArray[np.bool_] = across * across + up * up <= self.reach**2
        return near
