"""Points sorted into strips of a map: what may lie near others is found without a look at all.

Positions are whole numbers, as are squared distances: nothing is rounded. They are held in the
narrowest numbers that hold them exactly, since most of the time goes by reading them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Wholes = NDArray[np.int64]

# rows, and candidates, looked at together: few enough for a processor's cache, many to be worth a
# call; a row's candidates are never parted
_ROWS = 1 << 12
_TOGETHER = 1 << 17
# a table of all cells is kept where there are not many more than points, or few of them at all
_TABLE_OF_CELLS, _CELLS_TO_A_POINT = 1 << 22, 8
# a strip is half of the reach wide and its cells a tenth of that long: what is looked at is then
# 1.4 times what lies within reach, where whole squares of that width make it twice as much
_STRIPS, _LENGTHS = 2, 10


class Strips:
    """Points sorted into strips across the map, and into short cells along each.

    ``points`` are whole numbers, one row for each, ``reach`` the furthest that is asked about.
    """

    def __init__(self, points: Points, reach: int) -> None:
        self.reach = reach
        self._low = lowest(points)
        extent = np.array([points[:, axis].max() for axis in (0, 1)]) - self._low
        self._width = max(-(-reach // _STRIPS), 1)
        self._length = max(self._width // _LENGTHS, 1)
        self._across = int(extent[0]) // self._width + 1
        many = min(_CELLS_TO_A_POINT * len(points), _TABLE_OF_CELLS)
        while self._cells(int(extent[1])) > many and self._length < self._width:
            self._length *= 2
        self._up = int(extent[1]) // self._length + 1
        keys = self._keys_of(points)
        self.order = np.argsort(keys, kind="stable")
        kind = _narrow(int(extent.max()), reach + self._width)
        self.x, self.y = (
            (points[self.order, axis] - self._low[axis]).astype(kind) for axis in (0, 1)
        )
        self._keys, self._starts = keys[self.order], None
        if self._cells(int(extent[1])) <= _TABLE_OF_CELLS:
            each = np.bincount(keys, minlength=self._across * self._up)
            self._starts = np.concatenate([[0], np.cumsum(each)])

    def _cells(self, extent: int) -> int:
        return self._across * (extent // self._length + 1)

    def _keys_of(self, points: Points) -> Wholes:
        x, y = points[:, 0] - self._low[0], points[:, 1] - self._low[1]
        keys: Wholes = x // self._width * self._up + y // self._length
        return keys

    def by_place(self, around: Points) -> Wholes:
        """Return the order of rows in which neighbours come together: they read the same points."""
        x = np.clip((around[:, 0] - self._low[0]) // self._width, -1, self._across)
        y = np.clip((around[:, 1] - self._low[1]) // self._length, -1, self._up)
        return np.argsort(x * (self._up + 2) + y)

    def near(self, around: Points) -> Iterator[Candidates]:
        """Yield, in parts, whatever may lie within reach of each row of ``around``, by row."""
        for block in range(0, len(around), _ROWS):
            x, y = (around[block : block + _ROWS, axis] - self._low[axis] for axis in (0, 1))
            begins, lengths = self._spans(x, y)
            each = lengths.sum(axis=1)
            ends = np.cumsum(each)
            first = 0
            while first < len(x):
                done = ends[first - 1] if first else 0
                last = max(int(np.searchsorted(ends, done + _TOGETHER, "right")), first + 1)
                part = slice(first, last)
                if ends[last - 1] > done:
                    yield self._part(
                        block + first, x[part], y[part], begins[part], lengths[part], each[part]
                    )
                first = last

    def _part(
        self, first: int, x: Wholes, y: Wholes, begins: Wholes, lengths: Wholes, each: Wholes
    ) -> Candidates:
        spans = lengths.ravel()
        ends = np.cumsum(spans)
        found = np.repeat(begins.ravel() - ends + spans, spans)
        found += np.arange(len(found))
        # a row that has candidates is within reach of the box of all points, so it fits their type
        kind = self.x.dtype
        squared = self.x[found]
        squared -= np.repeat(x.astype(kind), each)
        squared *= squared
        up = self.y[found]
        up -= np.repeat(y.astype(kind), each)
        up *= up
        squared += up
        rows = np.repeat(np.arange(len(x)), each)
        return Candidates(first, len(x), rows, found, squared)

    def _spans(self, x: Wholes, y: Wholes) -> tuple[Wholes, Wholes]:
        """Return, by row and strip, where a span of points begins and how many it holds."""
        steps = -(-self.reach // self._width)
        begins = np.zeros((len(x), 2 * steps + 1), np.int64)
        lengths = np.zeros_like(begins)
        strip = x // self._width
        inside = x - strip * self._width
        for column, step in enumerate(range(-steps, steps + 1)):
            # how far off the strip's nearest points may be, and so how far up and down to look
            gap = inside - (step + 1) * self._width + 1 if step < 0 else step * self._width - inside
            gap = np.maximum(gap, 0)
            half = np.sqrt(np.maximum(self.reach**2 - gap * gap, 0).astype(float))
            half = half.astype(np.int64) + 1
            low = np.clip((y - half) // self._length, 0, self._up)
            high = np.clip((y + half) // self._length + 1, 0, self._up)
            there = strip + step
            none = (there < 0) | (there >= self._across) | (gap > self.reach)
            high[none] = low[none]
            base = np.where(none, 0, there * self._up)
            begins[:, column] = self._at(base + low)
            lengths[:, column] = self._at(base + high) - begins[:, column]
        return begins, lengths

    def _at(self, keys: Wholes) -> Wholes:
        if self._starts is not None:
            return self._starts[keys]
        return np.searchsorted(self._keys, keys, "left")


class Candidates(NamedTuple):
    """A part of what may be near: all that ``many`` rows of ``around`` have, from ``first`` on.

    ``rows``: the row of each candidate, counted from ``first``; ``found``: sorted points, whose
    rows are ``order[found]``; ``squared``: their squared distance.
    """

    first: int
    many: int
    rows: Wholes
    found: Wholes
    squared: NDArray[Any]


def lowest(points: Points) -> Wholes:
    """Return the lower left corner of the box of points."""
    # a column at a time: over both at once numpy takes ten times as long
    return np.array([points[:, axis].min() for axis in (0, 1)])


def _narrow(extent: int, apart: int) -> type[np.generic]:
    """Return the narrowest numbers that hold places and squared distances exactly.

    ``extent``: of the points; ``apart``: how far along or across a candidate may lie.
    """
    largest = max(extent + apart, 2 * apart * apart)
    if largest < 1 << 31:
        return np.int32
    return np.float64 if largest < 1 << 53 else np.int64
