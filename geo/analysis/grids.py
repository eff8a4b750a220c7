"""Squares and hexagons on fixed lattices, and counts of points in them.

CRS: EPSG:27700, metres. The lattice begins at 0, 0, so that two maps of one side agree cell by
cell. Source of the hexagons' coordinates: the axial rounding of cube coordinates (Her 1995).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import QuestionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class Grid:
    """Squares of a side, from a south-western corner that is a multiple of it; metres."""

    west: int
    south: int
    side_m: int
    columns: int
    rows: int

    @classmethod
    def over(cls, points: Numbers, side_m: int, *, margin_m: float = 0) -> Grid:
        """Return the grid of all points, and ``margin_m`` around them. Raises: QuestionError."""
        if not len(points):
            raise QuestionError("a grid must hold at least one point, found none")
        low = np.floor((points.min(axis=0) - margin_m) / side_m).astype(int)
        high = np.floor((points.max(axis=0) + margin_m) / side_m).astype(int)
        columns, rows = (high - low + 1).tolist()
        if columns * rows > MOST_CELLS:
            raise QuestionError(
                f"a grid must have at most {MOST_CELLS:,} cells, found {columns * rows:,}: "
                "ask with larger cells"
            )
        return cls(int(low[0]) * side_m, int(low[1]) * side_m, side_m, columns, rows)

    def cells(self, points: Numbers) -> tuple[Wholes, Wholes]:
        """Return the row and column of each point."""
        return (
            np.floor((points[:, 1] - self.south) / self.side_m).astype(np.int64),
            np.floor((points[:, 0] - self.west) / self.side_m).astype(np.int64),
        )

    def counts(self, points: Numbers) -> Wholes:
        """Return how many points each cell holds: rows from the south, columns from the west."""
        row, column = self.cells(points)
        flat = np.bincount(row * self.columns + column, minlength=self.rows * self.columns)
        return flat.reshape(self.rows, self.columns).astype(np.int64)

    def corners(self, row: Wholes, column: Wholes) -> tuple[Wholes, Wholes]:
        """Return the south-western corners of cells."""
        return self.west + column * self.side_m, self.south + row * self.side_m


def hexagon_counts(points: Numbers, side_m: float) -> tuple[Wholes, Numbers, Wholes]:
    """Return the hexagons that hold points: their axial numbers, centres and counts."""
    found, counts = np.unique(hexagon_of(points, side_m), axis=0, return_counts=True)
    east = side_m * np.sqrt(3) * (found[:, 0] + found[:, 1] / 2)
    return found, np.column_stack([east, side_m * 1.5 * found[:, 1]]), counts


def hexagon_of(points: Numbers, side_m: float) -> Wholes:
    """Return the axial numbers of the hexagon that each point lies in.

    ``side_m`` is a hexagon's side and its radius; its tips point north and south.
    """
    q = (np.sqrt(3) / 3 * points[:, 0] - points[:, 1] / 3) / side_m
    r = 2 / 3 * points[:, 1] / side_m
    rounded = np.rint(np.column_stack([q, r, -q - r]))
    off = np.abs(rounded - np.column_stack([q, r, -q - r]))
    worst = off.argmax(axis=1)
    axial = rounded[:, :2].copy()
    axial[worst == 0, 0] = -rounded[worst == 0, 1] - rounded[worst == 0, 2]
    axial[worst == 1, 1] = -rounded[worst == 1, 0] - rounded[worst == 1, 2]
    return np.asarray(axial, np.int64)
