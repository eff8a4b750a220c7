"""Which episodes and places a load has met: what begins, what adds a place, what says it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa

from loaders.arrays import Mask
from loaders.numbering import Keys, NumberMap, first_of_each, hash_rows
from loaders.staging import text_bytes

MOST_PLACES = 32_767
LOOKED_THROUGH = 4  # batches


class ComesAgain(Exception):
    """A reference came a second time in a load that was taken to have each once."""


class Ledger:
    """Numbers episodes by their reference, and places under each, over all batches of a load.

    Unless ``careful``, each reference is taken to come once, which spares remembering them all:
    one of the first batches that shows otherwise raises ComesAgain, and so does the index of
    references at the load's end, which then begins again with care.
    """

    def __init__(self, first_number: int, *, careful: bool) -> None:
        self._first = self._next = first_number
        self._careful = careful
        self._looked_through = 0
        # a reference's hash: the episode's number, what it says
        self._episodes = NumberMap(2)
        self._places = NumberMap(0)
        self._counts = np.zeros(0, np.int64)

    @property
    def following(self) -> int:
        """The first number that was not given out."""
        return self._next

    def begin(
        self, refs: pa.StringArray, saying: Callable[[], Keys], keep: Mask
    ) -> tuple[Keys, Mask, Mask]:
        """Number the episodes of a batch.

        ``saying`` gives a hash of what each row says of its episode. Returns each row's episode,
        which rows begin one, and which contradict the row that began theirs; 0 where not kept.
        """
        rows = np.flatnonzero(keep)
        if not self._careful:
            return self._begin_each(refs, rows, keep)
        keys = hash_rows(*text_bytes(refs))[rows]
        said = saying()
        first, group = first_of_each(keys)
        found = self._episodes.find(keys[first])
        unmet = found[:, 0] == -1
        begins = rows[first[unmet]]
        found[unmet, 0] = np.arange(self._next, self._next + len(begins))
        found[unmet, 1] = said[begins]
        self._next += len(begins)
        self._episodes.add(keys[first[unmet]], found[unmet])
        numbers, begun = np.zeros(len(keep), np.int64), np.zeros(len(keep), bool)
        contradicts = np.zeros(len(keep), bool)
        numbers[rows] = found[group, 0]
        contradicts[rows] = found[group, 1] != said[rows]
        begun[begins] = True
        return numbers, begun, contradicts

    def _begin_each(self, refs: pa.StringArray, rows: Keys, keep: Mask) -> tuple[Keys, Mask, Mask]:
        # a file that tells an episode by several rows mostly does so from its beginning
        if self._looked_through < LOOKED_THROUGH:
            self._looked_through += 1
            ordered = np.sort(hash_rows(*text_bytes(refs))[rows])
            if (ordered[1:] == ordered[:-1]).any():
                raise ComesAgain
        numbers = np.zeros(len(keep), np.int64)
        numbers[rows] = np.arange(self._next, self._next + len(rows))
        self._next += len(rows)
        return numbers, keep, np.zeros(len(keep), bool)

    def find(self, refs: pa.StringArray) -> Keys:
        """Return the episodes of references, -1 for those that this load has not met."""
        found: Keys = self._episodes.find(hash_rows(*text_bytes(refs)))[:, 0]
        return found

    def known(self, refs: Iterable[pa.StringArray]) -> list[int]:
        """Return the episodes that this load has met of some references, each once."""
        found = {number for each in refs for number in self.find(each).tolist()}
        return sorted(found - {-1})

    def place(self, numbers: Keys, points: Keys, codings: Keys, keep: Mask) -> Keys:
        """Number each row's place under its episode; 0 where there is none or it was met before.

        Raises: ValueError if an episode has more places than a number of its kind can count.
        """
        place_no = np.zeros(len(keep), np.int64)
        rows = np.flatnonzero(keep)
        if not len(rows):
            return place_no
        if not self._careful:
            place_no[rows] = 1
            return place_no
        keys = mix(numbers[rows], points[rows], codings[rows])
        first, _ = first_of_each(keys)
        first = first[~self._places.met(keys[first])]
        self._places.add(keys[first], np.zeros((len(first), 0), np.int64))
        new = np.sort(rows[first])
        own = numbers[new] >= self._first
        place_no[new] = self._count(numbers[new]) if own.all() else 1
        if not own.all():
            # episodes that are held from before: the merge counts on from their places
            place_no[new[own]] = self._count(numbers[new[own]])
        if place_no.max(initial=0) > MOST_PLACES:
            raise ValueError(f"an episode has more than {MOST_PLACES} places")
        return place_no

    def _count(self, numbers: Keys) -> Keys:
        """Count on from the places that each episode has, in the order of the rows."""
        if len(self._counts) < self._next - self._first:
            grown = np.zeros(max(2 * len(self._counts), self._next - self._first), np.int64)
            grown[: len(self._counts)] = self._counts
            self._counts = grown
        index = numbers - self._first
        order = np.argsort(index, kind="stable")
        ordered = index[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        within = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.r_[starts, len(ordered)]))
        counted = np.empty(len(numbers), np.int64)
        counted[order] = self._counts[ordered] + within + 1
        np.add.at(self._counts, index, 1)
        return counted


def mix(*parts: Keys) -> Keys:
    """Return one 64-bit hash for each row of several numbers."""
    columns = [np.ascontiguousarray(part, np.int64).view(np.uint8).reshape(-1, 8) for part in parts]
    return hash_rows(np.concatenate(columns, axis=1))
