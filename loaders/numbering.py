"""Many keys to numbers, in arrays: which references, children and map points were met before."""

from __future__ import annotations

from typing import Any

import numpy as np

from loaders.columnar import Mask
from loaders.staging import Bytes

Keys = np.ndarray[Any, np.dtype[np.int64]]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class SortedMap:
    """A growing map of int64 keys to some int64 values each, 8 bytes a number.

    Held as a few sorted runs; runs of like size are merged, so that a key is moved about log n
    times. A dictionary of Python numbers would take ten times the memory.
    """

    def __init__(self, values: int = 1) -> None:
        self._width = values
        self._runs: list[tuple[Keys, Keys]] = []

    def find(self, keys: Keys) -> Keys:
        """Return the values of each key, shape (keys, values); -1 for those not in the map."""
        found = np.full((len(keys), self._width), -1, np.int64)
        for run, values in self._runs:
            at = np.searchsorted(run, keys)
            at[at == len(run)] = 0
            met = run[at] == keys
            found[met] = values[at[met]]
        return found

    def met(self, keys: Keys) -> Mask:
        """Return which keys are in the map."""
        found = np.zeros(len(keys), bool)
        for run, _ in self._runs:
            at = np.searchsorted(run, keys)
            at[at == len(run)] = 0
            found |= run[at] == keys
        return found

    def add(self, keys: Keys, values: Keys) -> None:
        """Add keys that are not in the map, each once, with their values."""
        if not len(keys):
            return
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], values.reshape(len(keys), self._width)[order]))
        while len(self._runs) > 1 and len(self._runs[-2][0]) <= 2 * len(self._runs[-1][0]):
            (k2, v2), (k1, v1) = self._runs.pop(), self._runs.pop()
            both = np.concatenate([k1, k2])
            order = np.argsort(both, kind="stable")  # two sorted runs: merged in one pass
            self._runs.append((both[order], np.concatenate([v1, v2])[order]))


def hash_rows(payload: Bytes, lengths: np.ndarray[Any, Any] | None = None) -> Keys:
    """Return a 64-bit hash of each row of bytes, the same on every machine.

    Used to tell references apart within a load: two of ten million share one by chance once in
    400,000 loads, and then the later row is turned away, not lost.
    """
    rows, width = payload.shape
    words = np.zeros((rows, -(-width // 8) * 8), np.uint8)
    words[:, :width] = payload
    if lengths is not None:
        words[:, :width][np.arange(width) >= lengths[:, None]] = 0
    mixed = np.full(rows, width, np.uint64) if lengths is None else lengths.astype(np.uint64)
    for word in words.view("<u8").T:
        mixed = (mixed ^ word) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
        mixed *= _MIX
        mixed ^= mixed >> np.uint64(32)
    return mixed.view(np.int64)


def first_of_each(keys: Keys) -> tuple[Keys, Keys]:
    """Return where each distinct key is first, in order of appearance, and each row's number."""
    distinct, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(distinct), np.int64)
    rank[order] = np.arange(len(distinct))
    return first[order], rank[inverse.reshape(-1)]
