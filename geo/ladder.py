"""The ladder of cells: squares of the National Grid's lattice, from 250 to 4000 m.

A cell is a square less the cells inside it; a place belongs to the smallest that holds it. The
cells are made by ``derived.build_cells`` from residential addresses alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from geo.database import query
from geo.errors import QuestionError

LEVELS = (250, 500, 1000, 2000, 4000)


@dataclass(frozen=True, order=True)
class Square:
    """A square of the lattice, by its size in metres and its place in multiples of that."""

    level_m: int
    east: int
    north: int

    @classmethod
    def named(cls, cell_id: str) -> Square:
        """Read an id such as 250-1234-1678. Raises: QuestionError."""
        if not re.fullmatch(r"(250|500|1000|2000|4000)-\d{1,4}-\d{1,4}", cell_id):
            raise QuestionError("a cell's id must be a size and two numbers, such as 250-1234-1678")
        return cls(*(int(part) for part in cell_id.split("-")))

    @property
    def parent(self) -> Square | None:
        """The square of twice the size; None above the largest."""
        if self.level_m == LEVELS[-1]:
            return None
        return Square(self.level_m * 2, self.east // 2, self.north // 2)

    @property
    def largest(self) -> Square:
        """The square of the largest size that holds this one."""
        times = LEVELS[-1] // self.level_m
        return Square(LEVELS[-1], self.east // times, self.north // times)

    @property
    def centre(self) -> tuple[float, float]:
        """Easting and northing of the middle."""
        return ((self.east + 0.5) * self.level_m, (self.north + 0.5) * self.level_m)

    @property
    def shape(self) -> BaseGeometry:
        """The square as a polygon. CRS: EPSG:27700."""
        west, south = self.east * self.level_m, self.north * self.level_m
        return shapely.box(west, south, west + self.level_m, south + self.level_m)

    def above(self) -> Iterator[Square]:
        """Yield the squares that this one lies in, smallest first."""
        higher = self.parent
        while higher is not None:
            yield higher
            higher = higher.parent

    def __str__(self) -> str:
        return f"{self.level_m}-{self.east}-{self.north}"


class Ladder:
    """Cells with the number of addresses in each; those that are never shown have none to show."""

    def __init__(self, shown: Mapping[Square, int], hidden: Iterable[Square] = ()) -> None:
        self.addresses = dict(shown)
        self._rows = {*shown, *hidden}
        self._at = {(cell.level_m, cell.east, cell.north): cell for cell in self._rows}
        self._unions: dict[tuple[Square, ...], BaseGeometry] = {}
        self._inside: dict[Square, list[Square]] = {}
        for cell in self._rows:
            for higher in cell.above():
                self._inside.setdefault(higher, []).append(cell)

    def cell_of(self, easting: float, northing: float) -> Square | None:
        """Return the cell of a place, as ``derived.cell_of`` does; None if none may be shown."""
        for level_m in LEVELS:
            cell = self._at.get((level_m, int(easting // level_m), int(northing // level_m)))
            if cell is not None:
                return cell if cell in self.addresses else None
        return None

    def shown_inside(self, square: Square) -> list[Square]:
        """Return the cells within a square that may be shown, itself included if it is one."""
        inside = [cell for cell in self._inside.get(square, ()) if cell in self.addresses]
        return sorted([*inside, square] if square in self.addresses else inside)

    def shape(self, cell: Square) -> BaseGeometry:
        """Return a cell as it is: its square less the cells inside it."""
        inside = [other.shape for other in self._inside.get(cell, ())]
        return cell.shape.difference(shapely.union_all(inside)) if inside else cell.shape

    def union(self, cells: Iterable[Square]) -> BaseGeometry:
        """Return several cells as one multipolygon in EPSG:27700."""
        together = tuple(sorted(cells))
        if together not in self._unions:
            whole = shapely.union_all([self.shape(cell) for cell in together])
            if isinstance(whole, shapely.Polygon):
                whole = shapely.MultiPolygon([whole])
            self._unions[together] = shapely.normalize(whole)
        return self._unions[together]


def build_cells(connection: Connection, k_addr: int) -> tuple[int, list[dict[str, Any]]]:
    """Divide the squares that are not divided yet; return how many, and all cells by size."""
    squares = int(connection.scalar(query("build_cells"), {"k_addr": k_addr}) or 0)
    rows = connection.execute(query("cells_by_level")).mappings()
    return squares, [{name: _plain(value) for name, value in row.items()} for row in rows]


def read_ladder(connection: Connection, squares: Iterable[Square] | None = None) -> Ladder:
    """Return the cells in some squares of the largest size, or all there are."""
    wanted = None if squares is None else sorted(str(square.largest) for square in squares)
    rows = connection.execute(query("cells_in_squares"), {"squares": wanted}).all()
    shown, hidden = {}, []
    for row in rows:
        cell = Square(row.level_m, row.east, row.north)
        if row.shown:
            shown[cell] = row.addresses
        else:
            hidden.append(cell)
    return Ladder(shown, hidden)


def _plain(value: Any) -> bool | int:
    return value if isinstance(value, bool) else int(value)
