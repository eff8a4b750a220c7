"""Columns that say few different things: each thing once, and which of them every row says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from loaders.arrays import Mask, Strings
from loaders.cells import words_of

Places = np.ndarray[Any, np.dtype[np.int32]]


@dataclass
class Coded:
    """A column by its different values: row i says ``values[where[i]]``.

    Two of the values may be equal, since several words can stand for one.
    """

    values: list[Any]
    where: Places

    @classmethod
    def all_of(cls, value: Any, rows: int) -> Coded:
        """Return a column that says one thing in every row."""
        return cls([value], np.zeros(rows, np.int32))

    @classmethod
    def words(cls, cells: Strings) -> Coded:
        """Return a column of texts, without spaces round them."""
        words, where = words_of(cells)
        return cls(words.to_pylist(), where)

    def __len__(self) -> int:
        return len(self.where)

    def read(self, meaning: Callable[[Any], Any]) -> Coded:
        """Return the column of what its values mean, each looked at once."""
        return Coded([meaning(value) for value in self.values], self.where)

    def without_repeats(self) -> Coded:
        """Return the column with each of its values once."""
        numbers = {value: number for number, value in enumerate(dict.fromkeys(self.values))}
        where = np.array([numbers[value] for value in self.values], np.int32)[self.where]
        return Coded(list(numbers), where)

    def rows(self, chosen: Sequence[bool]) -> Mask:
        """Return which rows say one of the values that are chosen, given for each value."""
        if not any(chosen):
            return np.zeros(len(self.where), bool)
        found: Mask = np.array(chosen, bool)[self.where]
        return found

    def used(self) -> list[Any]:
        """Return the values that some row says."""
        counts = np.bincount(self.where, minlength=len(self.values))
        return [value for value, often in zip(self.values, counts, strict=True) if often]

    def tolist(self) -> list[Any]:
        """Return what each row says."""
        return [self.values[place] for place in self.where.tolist()]
