"""Between numpy's arrays and pyarrow's, by their buffers.

pyarrow's own conversions either way load pandas first, which takes a third of a second that a load
of a few rows does not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Strings: TypeAlias = pa.StringArray
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def bits(mask: Mask) -> pa.BooleanArray:
    """Return numpy's booleans as pyarrow's."""
    packed = np.packbits(np.asarray(mask, bool), bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(mask), [None, pa.py_buffer(packed)])


def whole(numbers: Any) -> pa.Int32Array:
    """Return whole numbers as pyarrow's."""
    packed = np.ascontiguousarray(numbers, np.int32)
    return pa.Array.from_buffers(pa.int32(), len(packed), [None, pa.py_buffer(packed)])


def wide(numbers: Numbers) -> pa.Int64Array:
    """Return whole numbers of 64 bits as pyarrow's."""
    packed = np.ascontiguousarray(numbers, np.int64)
    return pa.Array.from_buffers(pa.int64(), len(packed), [None, pa.py_buffer(packed)])


def strings(words: Sequence[str | None]) -> Strings:
    """Return texts as pyarrow's; None is null."""
    encoded = [b"" if word is None else word.encode() for word in words]
    offsets = np.cumsum([0, *map(len, encoded)]).astype(np.int32)
    missing = np.array([word is None for word in words], bool)
    valid = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    return pa.StringArray.from_buffers(
        len(words), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)), valid, -1, 0
    )


def coded(where: Any, words: Strings) -> pa.DictionaryArray:
    """Return a column by its different texts and which of them each row has."""
    return pa.DictionaryArray.from_arrays(whole(where), words)


NO = bits(np.zeros(1, bool))[0]
NULL = strings([None])[0]


def as_mask(found: pa.BooleanArray) -> Mask:
    """Return a boolean array as numpy's; nulls are False."""
    true = _unpacked(found.buffers()[1], found)
    valid = found.buffers()[0]
    return true if valid is None else true & _unpacked(valid, found)


def _unpacked(packed: pa.Buffer, array: pa.Array) -> Mask:
    flags = np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little")
    mask: Mask = flags[array.offset : array.offset + len(array)].astype(bool)
    return mask


def as_numbers(found: pa.Array, dtype: type[np.generic]) -> np.ndarray[Any, Any]:
    """Return numbers as numpy's, of the type that pyarrow holds them in; what is null is unset."""
    if not len(found):
        return np.zeros(0, dtype)
    numbers = np.frombuffer(found.buffers()[1], dtype)
    return numbers[found.offset : found.offset + len(found)]


def is_null(found: pa.Array) -> Mask:
    """Return which values are null."""
    if not found.null_count:
        return np.zeros(len(found), bool)
    return ~_unpacked(found.buffers()[0], found)


def lengths(cells: Strings) -> Numbers:
    """Return how many bytes each text has; what null has is not said."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1 + cells.offset)
    ends = offsets[cells.offset :].astype(np.int64)
    return ends[1:] - ends[:-1]


def has_bare_edges(cells: Strings) -> bool:
    """Whether every text begins and ends with an ASCII character that can be seen, or is empty."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1 + cells.offset)
    ends = offsets[cells.offset :]
    if ends[0] == ends[-1]:
        return True
    data = np.frombuffer(cells.buffers()[2], np.uint8)
    own = data[ends[0] : ends[-1]]
    if own.min() > ord(" ") and own.max() < 127:
        return True  # there is no space in it at all, which is told sooner
    # at an empty text these are its neighbours' edges, which are looked at anyway
    first, last = data.take(ends[:-1], mode="clip"), data.take(ends[1:] - 1, mode="clip")
    # those beyond the column's own bytes belong to texts that are not in it
    first[ends[:-1] == ends[-1]] = last[ends[1:] == ends[0]] = ord("x")
    lowest, highest = min(first.min(), last.min()), max(first.max(), last.max())
    return bool(lowest > ord(" ") and highest < 127)


def is_empty(cells: Strings) -> Mask:
    """Return which texts are empty."""
    empty: Mask = lengths(cells) == 0
    return empty


def is_text(cells: Strings, text: str) -> Mask:
    """Return which texts are one text."""
    return as_mask(pc.equal(cells, strings([text])[0]))


def longer_than(cells: Strings, most: int) -> Mask:
    """Return which texts have more characters than that."""
    if lengths(cells).max(initial=0) <= most:  # of bytes, which are as many at least
        return np.zeros(len(cells), bool)
    return as_numbers(pc.utf8_length(cells), np.int32) > most


def chosen(keep: Mask) -> Mask | slice:
    """Return what chooses the rows where ``keep`` is true: all of them sooner than one by one."""
    return slice(None) if keep.all() else keep


def take(cells: Strings, keep: Mask) -> Strings:
    """Return the cells where ``keep`` is true."""
    return cells if keep.all() else cells.filter(bits(keep))
