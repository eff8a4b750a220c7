"""A batch of episodes in one form, whatever layout it came in, and checks that all must pass."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow.compute as pc

from loaders import arrays
from loaders.arrays import Mask, Strings
from loaders.cells import tidy
from loaders.clocks import MISSING, Micros
from loaders.coded import Coded
from loaders.pseudonyms import in_one_case
from loaders.values import NOTHING

Floats = np.ndarray[Any, np.dtype[np.float64]]
Lines = np.ndarray[Any, np.dtype[np.int64]]

EARLIEST_US = 0  # 1970
LATEST_US = 4_102_444_800_000_000  # 2100
LONGEST_REF = 100
SHORTEST_PSEUDONYM = 16


class Faults:
    """The first fault of each row, if it has one: which column, and why."""

    def __init__(self, rows: int) -> None:
        self._number = np.zeros(rows, np.int16)
        self._kinds: list[tuple[str, str]] = [("", "")]

    def add(self, bad: Mask, column: str, reason: str) -> None:
        """Note a fault in the rows that have none yet."""
        if bad.any():
            self._kinds.append((column, reason))
            self._number[bad & (self._number == 0)] = len(self._kinds) - 1

    @property
    def fine(self) -> Mask:
        """The rows without a fault."""
        good: Mask = self._number == 0
        return good

    def of(self, row: int) -> tuple[str, str]:
        """Return the column and the reason of a row's fault."""
        kind: int = self._number[row]
        return self._kinds[kind]

    def rename(self, ours: str, theirs: str) -> None:
        """Call a column by another name, as its file does."""
        self._kinds = [(theirs if c == ours else c, reason) for c, reason in self._kinds]


@dataclass
class Episodes:
    """Rows as episodes, each perhaps with a place.

    Texts are pyarrow arrays, times are UTC microseconds since 1970, and points are in EPSG:27700,
    NaN where a row has no place. ``coded`` and ``place_coded`` are what an ``EpisodeCoding`` and a
    ``PlaceCoding`` say, column by column; ``lines`` are the rows' lines.
    """

    lines: Lines
    refs: Strings
    child_refs: Strings | None
    coded: dict[str, Coded]
    started: Micros
    ended: Micros
    return_interview: Micros
    faults: Faults
    placed: Mask = field(default_factory=lambda: np.zeros(0, bool))
    easting: Floats = field(default_factory=lambda: np.zeros(0))
    northing: Floats = field(default_factory=lambda: np.zeros(0))
    place_coded: dict[str, Coded] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass
class Places:
    """Rows as places of episodes that are told elsewhere."""

    lines: Lines
    refs: Strings
    place_coded: dict[str, Coded]
    easting: Floats
    northing: Floats
    faults: Faults

    def __len__(self) -> int:
        return len(self.lines)


def check_refs(refs: Strings, column: str, faults: Faults) -> Strings:
    """Return references without spaces round them; empty and overlong ones are faults."""
    tidied = tidy(refs)
    faults.add(arrays.is_empty(tidied), column, "required")
    faults.add(arrays.longer_than(tidied, LONGEST_REF), column, "too_long")
    return tidied


def check_times(
    started: Micros, ended: Micros, interviewed: Micros, now_us: int, faults: Faults
) -> None:
    """Refuse times out of order, out of all bounds, or that have not come yet."""
    faults.add(started == MISSING, "start", "required")
    known = ended != MISSING
    faults.add(known & (ended < started), "end", "dates_out_of_order")
    far = (started < EARLIEST_US) | (started > LATEST_US)
    faults.add(far & (started != MISSING), "start", "no_such_date")
    faults.add((started != MISSING) & (started > now_us), "start", "in_the_future")
    faults.add(known & (ended > now_us), "end", "in_the_future")
    later = (interviewed != MISSING) & (interviewed > now_us)
    faults.add(later, "rhi_completed_at", "in_the_future")


def check_authorities(
    cells: Strings,
    column: str,
    known: Collection[str],
    faults: Faults,
    code_of: Callable[[str], str | None] = str.upper,
) -> Coded:
    """Return the ONS codes of known authorities, None where there is none; others are a fault.

    ``code_of`` gives the code for what is stated, a code or a name.
    """
    stated = Coded.words(cells).read(
        lambda word: "" if word.lower() in NOTHING else code_of(word) or word
    )
    strange = [bool(word) and word not in known for word in stated.values]
    faults.add(stated.rows(strange), column, "unknown_authority")
    return stated.read(lambda word: word if word in known else None)


def check_children(refs: Strings, column: str, faults: Faults) -> Strings:
    """Return pseudonyms without spaces round them and in one case; each row must have one."""
    tidied = tidy(refs)
    if (short := arrays.lengths(tidied) < SHORTEST_PSEUDONYM).any():
        words = pc.if_else(arrays.bits(short), pc.utf8_lower(tidied), tidied)
        none = pc.is_in(words, arrays.strings(sorted(NOTHING)))
        tidied = pc.if_else(none, arrays.strings([""])[0], tidied)
    faults.add(arrays.is_empty(tidied), column, "required")
    return in_one_case(tidied)
