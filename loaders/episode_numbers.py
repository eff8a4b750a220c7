"""Children, map points and codings by number: each distinct one is stored once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Connection

from geo.areas import Area
from geo.database import query
from loaders import arrays, staging
from loaders.arrays import Mask, Strings
from loaders.coded import Coded
from loaders.episode_rows import Floats
from loaders.numbering import Keys, NumberMap, first_of_each, hash_rows
from loaders.staging import Column
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE

OUTSIDE_BY_M = 5_000.0
CELL_M = 250
OUTSIDE = -3
LATTICE = 10_000  # more cells than the grid is high
MOST_COMBINATIONS = 2**62  # that can be numbered apart

Copies = list[tuple[str, list[Column]]]


class Children:
    """Pseudonyms that were met, by number."""

    def __init__(
        self, connection: Connection, turn: Lock, check: Callable[[Strings], None]
    ) -> None:
        """Begin after those held; ``check`` refuses new words that are no pseudonyms."""
        self._connection, self._turn, self._check = connection, turn, check
        self._next, self._any_held = _start(connection, "held.child", "child_id")
        self._numbers = NumberMap()

    def number(self, refs: Strings, keep: Mask, copies: Copies) -> Keys:
        """Return each row's child, 0 where it has none; new children are queued for storing."""
        keys = hash_rows(*staging.text_bytes(refs))
        numbers = self._numbers.find(keys)[:, 0]
        wanted = keep & (numbers == -1) & ~arrays.is_empty(refs)
        if wanted.any():
            rows = np.flatnonzero(wanted)
            first, group = first_of_each(keys[rows])
            made = self._make(refs.take(arrays.whole(rows[first])), copies)
            self._numbers.add(keys[rows[first]], made)
            numbers[rows] = made[group]
        found: Keys = np.where(keep, np.maximum(numbers, 0), 0)
        return found

    def _make(self, words: Strings, copies: Copies) -> Keys:
        self._check(words)
        numbers = np.full(len(words), -1, np.int64)
        if self._any_held:
            with self._turn:
                rows = self._connection.execute(
                    query("children_by_ref"), {"refs": words.to_pylist()}
                ).all()
            held = {row.child_ref: row.child_id for row in rows}
            numbers[:] = [held.get(word, -1) for word in words.to_pylist()]
        made = numbers == -1
        numbers[made] = np.arange(self._next, self._next + made.sum())
        self._next += int(made.sum())
        if made.any():
            texts = staging.texts(arrays.take(words, made))
            copies.append(("child", [staging.integers(numbers[made], 32), texts]))
        return numbers

    def finish(self) -> None:
        """Let the table's own numbering go on after ours."""
        _end(self._connection, "held.child", "child_id", self._next)


class MapPoints:
    """Map points that were met, by their millimetres; outside a supplier's area there are none."""

    def __init__(self, connection: Connection, turn: Lock) -> None:
        self._connection, self._turn = connection, turn
        self._next, self._any_held = _start(connection, "held.map_point", "point_id")
        self._numbers = NumberMap()
        self._parts: frozenset[bytes] = frozenset()
        self.area = Area((), OUTSIDE_BY_M)
        self.turned_away = False

    def serve(self, authorities: list[str]) -> bool:
        """Settle the area by the authorities that a supplier sends for; whether it changed."""
        with self._turn:
            rows = self._connection.execute(
                query("area_of_supplier"), {"authorities": authorities}
            ).all()
        parts = frozenset(row.wkb for row in rows)
        if parts == self._parts:
            return False
        self._parts, self.area = parts, Area(parts, OUTSIDE_BY_M)
        return True

    def number(self, easting: Floats, northing: Floats, keep: Mask, copies: Copies) -> Keys:
        """Return each row's map point: 0 where it is not kept, -1 where it is outside the area."""
        numbers = np.zeros(len(keep), np.int64)
        if not keep.any():
            return numbers
        placed = arrays.chosen(keep)
        east, north = easting[placed], northing[placed]
        millimetres = np.round(east * 1000).astype(np.int64) << 31
        millimetres += np.round(north * 1000).astype(np.int64)
        found = self._numbers.find(millimetres)[:, 0]
        if (unmet := found == -1).any():
            rows = np.flatnonzero(unmet)
            distinct, first = np.unique(millimetres[rows], return_index=True)
            at = rows[first]
            made = self._make(distinct, east[at], north[at], copies)
            found[rows] = made[np.searchsorted(distinct, millimetres[rows])]
        # outside the area was met before as well, by a number that is none
        numbers[placed] = np.where(found == OUTSIDE, -1, found)
        return numbers

    def _make(self, keys: Keys, x: Floats, y: Floats, copies: Copies) -> Keys:
        numbers = np.full(len(keys), -2, np.int64)
        if self.area:
            outside = ~self.area.holds(x, y)
            numbers[outside] = OUTSIDE
            self.turned_away |= bool(outside.any())
        if self._any_held:
            wanted = {"keys": keys[numbers == -2].tolist()}
            with self._turn:
                rows = self._connection.execute(query("points_by_millimetres"), wanted).all()
            held = {row.millimetres: row.point_id for row in rows}
            for index in np.flatnonzero(numbers == -2):
                numbers[index] = held.get(int(keys[index]), -2)
        made = numbers == -2
        numbers[made] = np.arange(self._next, self._next + made.sum())
        self._next += int(made.sum())
        if made.any():
            cells = (x[made] // CELL_M) * LATTICE + y[made] // CELL_M
            copies.append(
                (
                    "map_point",
                    [
                        staging.integers(numbers[made], 32),
                        staging.integers(keys[made], 64),
                        staging.points(x[made], y[made]),
                        staging.integers(cells, 32),
                    ],
                )
            )
        self._numbers.add(keys, numbers)
        return numbers

    def finish(self) -> None:
        """Let the table's own numbering go on after ours."""
        _end(self._connection, "held.map_point", "point_id", self._next)


@dataclass
class Codings:
    """Combinations of coded answers that were met, by number, for one of the two kinds of row."""

    connection: Connection
    table: str
    id_column: str
    copy: str
    columns: tuple[str, ...]
    numbers: dict[tuple[Any, ...], int]
    next: int

    @classmethod
    def of_episodes(cls, connection: Connection) -> Codings:
        """Codings of episodes: who, what and how sure."""
        columns = (
            *("authority", "host_authority", *(each.name for each in CODED_EPISODE)),
            "supplier_class",
        )
        return cls._held(connection, "episode_coding", "coding_id", columns)

    @classmethod
    def of_places(cls, connection: Connection) -> Codings:
        """Codings of places: in which role, of which kind, how well known."""
        columns = (*(each.name for each in CODED_PLACE), "grading", "precision_m")
        return cls._held(connection, "place_coding", "place_coding_id", columns)

    @classmethod
    def _held(
        cls, connection: Connection, name: str, id_column: str, columns: tuple[str, ...]
    ) -> Codings:
        table = f"held.{name}"
        begin, _ = _start(connection, table, id_column)
        rows = connection.execute(query(f"{name}s"))
        numbers = {
            tuple(row._mapping[column] for column in columns): int(row._mapping[id_column])
            for row in rows
        }
        return cls(connection, table, id_column, name, columns, numbers, begin)

    def number(self, said: dict[str, Coded], keep: Mask, copies: Copies) -> Keys:
        """Return each kept row's coding, 0 for the others; new ones are queued for storing."""
        numbers = np.zeros(len(keep), np.int64)
        if not keep.any():
            return numbers
        columns = [said[name] for name in self.columns]
        # one number for each combination: a mixed radix over how many values each column has
        radices = [len(column.values) for column in columns]
        if prod(radices) > MOST_COMBINATIONS:  # of a batch with many strange words in many columns
            columns = [column.without_repeats() for column in columns]
            radices = [len(column.values) for column in columns]
        combined = np.zeros(len(keep), np.int64)
        for column, radix in zip(columns, radices, strict=True):
            if radix > 1:
                combined *= radix
                combined += column.where
        whole = bool(keep.all())
        found = arrays.wide(combined if whole else combined[keep]).dictionary_encode()
        distinct = arrays.as_numbers(found.dictionary, np.int64)
        of_each = np.array(self._of(distinct, columns, radices, copies), np.int64)
        coded: Keys = of_each[arrays.as_numbers(found.indices, np.int32)]
        if whole:
            return coded
        numbers[keep] = coded
        return numbers

    def _of(
        self, distinct: Keys, columns: list[Coded], radices: list[int], copies: Copies
    ) -> list[int]:
        """Return the codings of combinations; new ones are queued for storing."""
        places = np.unravel_index(distinct, radices)
        said = (
            [column.values[place] for place in at.tolist()]
            for column, at in zip(columns, places, strict=True)
        )
        found, new = [], []
        for combination in zip(*said, strict=True):
            if combination not in self.numbers:
                self.numbers[combination] = self.next
                self.next += 1
                new.append(combination)
            found.append(self.numbers[combination])
        if new:
            copies.append((self.copy, self._encoded(new)))
        return found

    def _encoded(self, new: list[tuple[Any, ...]]) -> list[Column]:
        columns = [staging.integers([self.numbers[each] for each in new], 32)]
        for place, name in enumerate(self.columns):
            said = [each[place] for each in new]
            if name == "precision_m":
                columns.append(staging.floats(said))
            else:
                columns.append(staging.texts(arrays.strings(said)))
        return columns

    def finish(self) -> None:
        """Let the table's own numbering go on after ours."""
        _end(self.connection, self.table, self.id_column, self.next)


def _start(connection: Connection, table: str, column: str) -> tuple[int, bool]:
    """Return the first free number of a table's own numbering, and whether it was used at all."""
    row = connection.execute(query("next_number"), {"table": table, "column": column}).one()
    return int(row.next), bool(row.used)


def _end(connection: Connection, table: str, column: str, following: int) -> None:
    if following > 1:
        connection.execute(
            query("set_number"), {"table": table, "column": column, "last": following - 1}
        )
