"""Parts of a map that can be worked on apart: tiles, and the halo of points about each.

Each row belongs to one tile; beside it goes every point that may lie within reach of it. So what a
tile's rows have near them is known from its part alone, and nothing is counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.analysis.strips import lowest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]


class Part(NamedTuple):
    """A tile: its own rows, and rows of the points that may be near them, both ascending."""

    own: Wholes
    beside: Wholes
    corner: Wholes

    def positions(self, around: Wholes, points: Wholes) -> tuple[Wholes, Wholes]:
        """Return where both lie, as steps from the tile's own corner.

        Distances are the same from any corner, so whoever works on a part need not be told where
        on the map it is.
        """
        return around[self.own] - self.corner, points[self.beside] - self.corner


def parts(around: Wholes, points: Wholes, reach: int, rows: int | None) -> list[Part]:
    """Return tiles of about ``rows`` rows of ``around`` each, with ``points`` within ``reach``.

    Positions and ``reach`` in one whole unit. ``rows`` None: one tile of all, with all points.
    A tile is a slice of columns and of rows (sort-tile-recursive: Leutenegger and others 1997), so
    that dense towns and empty country make parts of one size.
    """
    if not len(around):
        return []
    if rows is None or len(around) <= rows:
        return [Part(np.arange(len(around)), np.arange(len(points)), lowest(around))]
    number = -(-len(around) // rows)
    slices = max(round(number**0.5), 1)
    by_column = np.argsort(points[:, 0], kind="stable")
    columns = points[by_column, 0]
    made: list[Part] = []
    for slice_ in np.array_split(np.argsort(around[:, 0], kind="stable"), slices):
        low, high = int(around[slice_, 0].min()) - reach, int(around[slice_, 0].max()) + reach
        inside = by_column[
            np.searchsorted(columns, low, "left") : np.searchsorted(columns, high, "right")
        ]
        heights = points[inside, 1]
        by_row = slice_[np.argsort(around[slice_, 1], kind="stable")]
        tiles = np.array_split(by_row, max(round(len(slice_) / rows), 1))
        made.extend(_part(around, tile, inside, heights, reach) for tile in tiles)
    return made


class Band(NamedTuple):
    """Rows of a grid from ``low`` to before ``high``, of which ``own`` are the band's."""

    low: int
    high: int
    own: slice


def bands(rows: int, reach: int, most: int | None) -> list[Band]:
    """Return bands of at most ``most`` rows each, with ``reach`` rows on both sides; None: one."""
    made = []
    for first in range(0, rows, most or rows):
        last = min(first + (most or rows), rows)
        low, high = max(first - reach, 0), min(last + reach, rows)
        made.append(Band(low, high, slice(first - low, last - low)))
    return made


def _part(around: Wholes, tile: Wholes, inside: Wholes, heights: Wholes, reach: int) -> Part:
    own = np.sort(tile)
    bottom, top = int(around[own, 1].min()) - reach, int(around[own, 1].max()) + reach
    beside = np.sort(inside[(heights >= bottom) & (heights <= top)])
    return Part(own, beside, lowest(around[own]))
