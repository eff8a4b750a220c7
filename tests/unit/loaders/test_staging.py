"""Columns as a binary COPY takes them, read again by what the format says."""

import struct

import numpy as np
import pytest

from loaders import arrays, staging

MISSING = -1


def rows_of(packed, columns):
    """Read rows of a binary COPY: the bytes of each column, None where it is null."""
    at, rows = 0, []
    while at < len(packed):
        assert struct.unpack_from(">h", packed, at) == (columns,)
        at, row = at + 2, []
        for _ in range(columns):
            (size,) = struct.unpack_from(">i", packed, at)
            at += 4
            row.append(None if size < 0 else bytes(packed[at : at + size]))
            at += max(size, 0)
        rows.append(tuple(row))
    return rows


def number(value):
    """A whole number of 64 bits; None where there is none."""
    return None if value in (None, MISSING) else struct.pack(">q", value)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([5, 6, 7], ["aa", "bb", "cc"]),
        ([5, MISSING, 7], ["aa", "b", ""]),
        ([MISSING, MISSING, MISSING], ["aa", None, "c"]),
        ([MISSING, 6, 7], [None, None, None]),
    ],
)
def test_every_row_is_written_once_whatever_it_lacks(times, words):
    columns = [
        staging.integers(np.arange(3), 64),
        staging.instants(times, MISSING, 0),
        staging.texts(arrays.strings(words)),
        staging.integers(np.arange(3) * 10, 64),
    ]
    expected = [
        (number(row), number(at), None if word is None else word.encode(), number(row * 10))
        for row, (at, word) in enumerate(zip(times, words, strict=True))
    ]
    assert set(rows_of(staging.encode(columns), 4)) == set(expected)


def test_rows_keep_their_order_whatever_they_lack():
    times = np.where(np.arange(100) % 3 == 0, MISSING, np.arange(100))
    also = np.where(np.arange(100) % 7 == 0, MISSING, np.arange(100))
    columns = [
        staging.integers(np.arange(100), 64),
        staging.instants(times, MISSING, 0),
        staging.one(4, 16, 100),
        staging.instants(also, MISSING, 0),
    ]
    assert rows_of(staging.encode(columns), 4) == [
        (number(row), number(time), struct.pack(">h", 4), number(other))
        for row, (time, other) in enumerate(zip(times, also, strict=True))
    ]


def test_rows_of_many_lengths_that_lack_the_same_keep_their_order():
    times = np.where(np.arange(100) % 3 == 0, MISSING, np.arange(100))
    texts = arrays.strings(["x" * (row % 5) for row in range(100)])
    columns = [
        staging.integers(np.arange(100), 64),
        staging.instants(times, MISSING, 0),
        staging.texts(texts),
    ]
    rows = rows_of(staging.encode(columns), 3)
    assert [row for row, at, _ in rows if at is None] == [number(row) for row in range(0, 100, 3)]
    assert all(text == b"x" * (struct.unpack(">q", row)[0] % 5) for row, _, text in rows)


def test_no_rows_are_no_bytes():
    assert staging.encode([staging.integers([], 32), staging.texts(arrays.strings([]))]) == b""
