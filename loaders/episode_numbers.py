"""Children, map points and codings by number: each distinct one is stored once."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from sqlalchemy import Connection

from geo.database import query
from loaders import staging
from loaders.columnar import Mask, Strings
from loaders.episode_rows import Floats
from loaders.numbering import Keys, SortedMap
from loaders.staging import Column
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE, Codes

OUTSIDE_BY_M = 5_000.0
CELL_M = 250
LATTICE = 10_000  # more cells than the grid is high

Copies = list[tuple[str, list[Column]]]


class Children:
    """Pseudonyms that were met, by number."""

    def __init__(self, connection: Connection, turn: Lock) -> None:
        self._connection, self._turn = connection, turn
        self._next, self._any_held = _start(connection, "held.child", "child_id")
        self._numbers: dict[str, int] = {}

    def number(self, refs: Strings, keep: Mask, copies: Copies) -> Keys:
        """Return each row's child, 0 where it has none; new children are queued for storing."""
        encoded = pc.dictionary_encode(refs)
        words = [str(word) for word in encoded.dictionary.to_pylist()]
        where = encoded.indices.to_numpy()
        wanted = np.zeros(len(words), bool)
        wanted[where[keep]] = True
        strange = [w for w, use in zip(words, wanted, strict=True) if use and w and self._new(w)]
        if strange and self._any_held:
            with self._turn:
                rows = self._connection.execute(query("children_by_ref"), {"refs": strange}).all()
            self._numbers |= {row.child_ref: row.child_id for row in rows}
            strange = [word for word in strange if self._new(word)]
        for word in strange:
            self._numbers[word] = self._next
            self._next += 1
        if strange:
            ids = np.array([self._numbers[word] for word in strange])
            texts = staging.texts(pa.array(strange, pa.string()))
            copies.append(("child", [staging.integers(ids, 32), texts]))
        numbers = np.array([self._numbers.get(word, 0) for word in words], np.int64)
        found: Keys = numbers[where] if len(words) else np.zeros(len(refs), np.int64)
        return found

    def _new(self, word: str) -> bool:
        return word not in self._numbers

    def finish(self) -> None:
        """Let the table's own numbering go on after ours."""
        _end(self._connection, "held.child", "child_id", self._next)


class MapPoints:
    """Map points that were met, by their millimetres; outside a supplier's area there are none."""

    def __init__(self, connection: Connection, turn: Lock) -> None:
        self._connection, self._turn = connection, turn
        self._next, self._any_held = _start(connection, "held.map_point", "point_id")
        self._numbers = SortedMap()
        self.area: shapely.Geometry | None = None
        self.distinct = 0

    def serve(self, authorities: list[str]) -> None:
        """Settle the area by the authorities that a supplier sends for."""
        with self._turn:
            found = self._connection.scalar(
                query("area_of_supplier"), {"authorities": authorities}
            )
        self.area = shapely.from_wkb(found).buffer(OUTSIDE_BY_M) if found else None
        if self.area is not None:
            shapely.prepare(self.area)

    def number(self, easting: Floats, northing: Floats, keep: Mask, copies: Copies) -> Keys:
        """Return each row's map point: 0 where it is not kept, -1 where it is outside the area."""
        numbers = np.zeros(len(keep), np.int64)
        if not keep.any():
            return numbers
        millimetres = (np.round(easting[keep] * 1000).astype(np.int64) << 31) + np.round(
            northing[keep] * 1000
        ).astype(np.int64)
        distinct, first, inverse = np.unique(millimetres, return_index=True, return_inverse=True)
        found = self._numbers.find(distinct)[:, 0]
        new = np.flatnonzero(found == -1)
        if len(new):
            x, y = easting[keep][first[new]], northing[keep][first[new]]
            found[new] = self._make(distinct[new], x, y, copies)
        numbers[keep] = found[inverse.reshape(-1)]
        return numbers

    def _make(self, keys: Keys, x: Floats, y: Floats, copies: Copies) -> Keys:
        numbers = np.full(len(keys), -2, np.int64)
        if self.area is not None:
            numbers[~shapely.contains_xy(self.area, x, y)] = -1
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
        self.distinct += int((numbers > 0).sum())
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
        return cls._held(connection, "held.episode_coding", "coding_id", "episode_coding", columns)

    @classmethod
    def of_places(cls, connection: Connection) -> Codings:
        """Codings of places: in which role, of which kind, how well known."""
        columns = (*(each.name for each in CODED_PLACE), "grading", "precision_m")
        return cls._held(connection, "held.place_coding", "place_coding_id", "place_coding", columns)

    @classmethod
    def _held(
        cls, connection: Connection, table: str, id_column: str, name: str, columns: tuple[str, ...]
    ) -> Codings:
        begin, _ = _start(connection, table, id_column)
        rows = connection.execute(query(f"{name}s"))
        numbers = {
            tuple(row._mapping[column] for column in columns): int(row._mapping[id_column])
            for row in rows
        }
        return cls(connection, table, id_column, name, columns, numbers, begin)

    def number(
        self,
        texts: dict[str, Strings],
        coded: dict[str, Codes],
        amounts: dict[str, Floats],
        keep: Mask,
        copies: Copies,
    ) -> Keys:
        """Return each kept row's coding; new ones are queued for storing."""
        words, parts = self._parts(texts, coded, amounts)
        rows = np.flatnonzero(keep)
        numbers = np.zeros(len(keep), np.int64)
        if not len(rows):
            return numbers
        # one number for each combination: a mixed radix over how many words each column has
        combined = np.zeros(len(rows), np.int64)
        for column in self.columns:
            combined = combined * (len(words[column]) + 1) + parts[column][rows]
        distinct, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
        found, new = np.zeros(len(distinct), np.int64), []
        for index, row in enumerate(rows[first]):
            combination = tuple(words[c][int(parts[c][row])] for c in self.columns)
            if combination not in self.numbers:
                self.numbers[combination] = self.next
                self.next += 1
                new.append(combination)
            found[index] = self.numbers[combination]
        if new:
            copies.append((self.copy, self._encoded(new)))
        numbers[rows] = found[inverse.reshape(-1)]
        return numbers

    def _parts(
        self, texts: dict[str, Strings], coded: dict[str, Codes], amounts: dict[str, Floats]
    ) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        words: dict[str, list[Any]] = {}
        parts: dict[str, Any] = {}
        vocabularies = {each.name: each for each in (*CODED_EPISODE, *CODED_PLACE)}
        for column in self.columns:
            if column in coded:
                words[column] = list(vocabularies[column].values)
                parts[column] = coded[column]
            elif column in amounts:
                distinct, inverse = np.unique(amounts[column], return_inverse=True)
                words[column], parts[column] = distinct.tolist(), inverse.reshape(-1)
            else:
                encoded = pc.dictionary_encode(texts[column], null_encoding="encode")
                words[column] = encoded.dictionary.to_pylist()
                parts[column] = encoded.indices.to_numpy()
        return words, parts

    def _encoded(self, new: list[tuple[Any, ...]]) -> list[Column]:
        columns = [staging.integers([self.numbers[each] for each in new], 32)]
        for place, name in enumerate(self.columns):
            said = [each[place] for each in new]
            if name == "precision_m":
                columns.append(staging.floats(said))
            else:
                columns.append(staging.texts(pa.array(said, pa.string())))
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
