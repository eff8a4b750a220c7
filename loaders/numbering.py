"""Many keys to numbers, in arrays: which references, children and map points were met before."""

from __future__ import annotations

from typing import Any

import numpy as np

from loaders.arrays import Mask
from loaders.staging import Bytes

Keys = np.ndarray[Any, np.dtype[np.int64]]

EMPTY = np.iinfo(np.int64).min
MOST_FULL = 0.6

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class NumberMap:
    """A growing map of int64 keys to some int64 values each, asked and told of many at a time.

    Open addressing in arrays: a dictionary of Python numbers takes ten times the memory, and a
    sorted array twice the time.
    """

    def __init__(self, values: int = 1) -> None:
        self._width = values
        self._many = 0
        self._clear(1 << 12)

    def _clear(self, slots: int) -> None:
        self._keys = np.full(slots, EMPTY, np.int64)
        self._values = np.full((slots, self._width), -1, np.int64)  # of a key that is not here

    def find(self, keys: Keys) -> Keys:
        """Return the values of each key, shape (keys, values); -1 for those not in the map."""
        found: Keys = self._values.take(self._look_up(keys), axis=0)
        return found

    def met(self, keys: Keys) -> Mask:
        """Return which keys are in the map."""
        known: Mask = self._keys[self._look_up(keys)] != EMPTY
        return known

    def add(self, keys: Keys, values: Keys) -> None:
        """Add keys that are not in the map, each once, with their values."""
        self._many += len(keys)
        if self._many > MOST_FULL * len(self._keys):
            held = self._keys != EMPTY
            old_keys, old_values = self._keys[held], self._values[held]
            size = len(self._keys)
            while self._many > MOST_FULL * size:
                size *= 2
            self._clear(size)
            self._put(old_keys, old_values)
        self._put(keys, values.reshape(len(keys), self._width))

    def _first_slots(self, keys: Keys) -> Keys:
        mixed = keys.view(np.uint64) * _MULTIPLIER
        bits = len(self._keys).bit_length() - 1
        return (mixed >> np.uint64(64 - bits)).astype(np.int64)

    def _look_up(self, keys: Keys) -> Keys:
        """Return each key's slot, or the empty one where it would go."""
        last = len(self._keys) - 1
        slots = self._first_slots(keys)
        there = self._keys.take(slots)
        pending = np.flatnonzero((there != keys) & (there != EMPTY))
        while len(pending):
            slots[pending] = (slots[pending] + 1) & last
            there = self._keys[slots[pending]]
            pending = pending[(there != keys[pending]) & (there != EMPTY)]
        return slots

    def _put(self, keys: Keys, values: Keys) -> None:
        pending = np.arange(len(keys))
        while len(pending):
            slots = self._look_up(keys[pending])
            self._keys[slots] = keys[pending]
            # of several that want one slot the last has it, and the others look on
            won = self._keys[slots] == keys[pending]
            self._values[slots[won]] = values[pending[won]]
            pending = pending[~won]


def hash_rows(payload: Bytes, lengths: np.ndarray[Any, Any] | None = None) -> Keys:
    """Return a 64-bit hash of each row of bytes, the same on every machine and in every batch.

    Bytes beyond a row's length must be zeros, as ``staging.text_bytes`` pads them; how many there
    are, which is told by the longest of a batch, makes no difference.
    Used to tell references apart within a load: two of ten million share one by chance once in
    400,000 loads, and then the later row is turned away, not lost.
    """
    rows, width = payload.shape
    words = np.zeros((rows, -(-width // 8) * 8), np.uint8)
    words[:, :width] = payload
    mixed = np.full(rows, width, np.uint64) if lengths is None else lengths.astype(np.uint64)
    shortest = width if lengths is None else lengths.min(initial=width)
    for place, word in enumerate(words.view("<u8").T):
        following = mixed ^ word
        following *= _MULTIPLIER
        following ^= following >> np.uint64(29)
        following *= _MIX
        following ^= following >> np.uint64(32)
        if lengths is None or 8 * place < shortest:
            mixed = following
        else:
            mixed = np.where(lengths > 8 * place, following, mixed)
    found: Keys = mixed.view(np.int64)
    found[found == EMPTY] = 0  # a map's mark of an empty slot
    return found


def first_of_each(keys: Keys) -> tuple[Keys, Keys]:
    """Return where each distinct key is first, in order of appearance, and each row's number."""
    ordered = np.sort(keys)
    if not (ordered[1:] == ordered[:-1]).any():
        every = np.arange(len(keys))
        return every, every
    distinct, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(distinct), np.int64)
    rank[order] = np.arange(len(distinct))
    return first[order], rank[inverse.reshape(-1)]
