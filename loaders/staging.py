"""Reference rows by the hundred thousand: copied to a temporary table, merged by one statement."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection

from geo.database import query
from loaders import arrays
from loaders.copying import driver

HEADER = b"PGCOPY\n\xff\r\n\x00" + struct.pack(">ii", 0, 0)
TRAILER = b"\xff\xff"

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Rows = np.ndarray[Any, np.dtype[np.int64]]


@dataclass
class Column:
    """One column of a batch in PostgreSQL's binary form: bytes by row, padded to one width.

    ``lengths``: bytes of each row that count, -1 for null; None if all of them always do.
    """

    payload: Bytes
    lengths: np.ndarray[Any, np.dtype[np.int32]] | None = None

    @property
    def is_one(self) -> bool:
        """Whether every row is the same bytes in memory."""
        return self.payload.strides[0] == 0

    def of(self, rows: np.ndarray[Any, np.dtype[np.int64]]) -> Column:
        """Return some of the rows."""
        payload = self.payload[: len(rows)] if self.is_one else self.payload.take(rows, axis=0)
        if self.lengths is None:
            return Column(payload)
        lengths = self.lengths.take(rows)
        return Column(payload, None if (lengths == payload.shape[1]).all() else lengths)


def integers(values: Any, bits: int) -> Column:
    """Encode int2, int4 or int8."""
    return Column(_bytes(np.asarray(values).astype(f">i{bits // 8}")))


def one(value: int, bits: int, rows: int) -> Column:
    """Encode one int2, int4 or int8 for every row."""
    return Column(np.broadcast_to(integers([value], bits).payload, (rows, bits // 8)))


def floats(values: Any) -> Column:
    """Encode float4."""
    return Column(_bytes(np.asarray(values).astype(">f4")))


def points(easting: Any, northing: Any, srid: int = 27700) -> Column:
    """Encode points as EWKB; where the easting is NaN the point is null."""
    easting, northing = np.asarray(easting, float), np.asarray(northing, float)
    record = np.zeros(
        len(easting), [("o", "u1"), ("t", "<u4"), ("s", "<u4"), ("x", "<f8"), ("y", "<f8")]
    )
    record["o"], record["t"], record["s"] = 1, 0x20000001, srid
    record["x"], record["y"] = easting, northing
    missing = np.isnan(easting)
    lengths = np.where(missing, -1, 25).astype(np.int32) if missing.any() else None
    return Column(_bytes(record), lengths)


def instants(micros: Any, missing: int, epoch: int) -> Column:
    """Encode timestamptz from microseconds since 1970; ``missing`` stands for null."""
    micros = np.asarray(micros, np.int64)
    absent = micros == missing
    column = Column(_bytes(np.where(absent, 0, micros - epoch).astype(">i8")))
    return nullable(column, absent) if absent.any() else column


def nullable(column: Column, missing: Any) -> Column:
    """Make rows null where ``missing`` is true."""
    missing = np.asarray(missing, bool)
    width = column.payload.shape[1]
    lengths = column.lengths if column.lengths is not None else np.full(len(missing), width)
    return Column(column.payload, np.where(missing, -1, lengths).astype(np.int32))


def texts(values: Any) -> Column:
    """Encode text from a pyarrow array of strings; its nulls stay null."""
    payload, lengths = text_bytes(values)
    width = payload.shape[1]
    sizes = np.where(arrays.is_null(values), -1, lengths).astype(np.int32)
    return Column(payload, None if (sizes == width).all() else sizes)


def text_bytes(values: Any) -> tuple[Bytes, np.ndarray[Any, np.dtype[np.int64]]]:
    """Return strings as rows of bytes padded with zeros to one width, and their lengths."""
    rows = len(values)
    buffers = values.buffers()
    offsets = np.frombuffer(buffers[1], np.int32, rows + 1 + values.offset)[values.offset :]
    lengths = np.where(arrays.is_null(values), 0, np.diff(offsets)).astype(np.int64)
    width = max(int(lengths.max(initial=0)), 1)
    data = np.frombuffer(buffers[2], np.uint8) if buffers[2] is not None else np.zeros(0, np.uint8)
    if rows and (lengths == width).all():
        return data[offsets[0] : offsets[-1]].reshape(rows, width), lengths
    payload = np.zeros((rows, width), np.uint8)
    row = np.repeat(np.arange(rows), lengths)
    starts = np.cumsum(lengths) - lengths
    within = np.arange(len(row)) - np.repeat(starts, lengths)
    payload[row, within] = data[np.repeat(offsets[:-1].astype(np.int64), lengths) + within]
    return payload, lengths


def _bytes(values: Any) -> Bytes:
    packed = np.ascontiguousarray(values)
    return packed.view(np.uint8).reshape(len(packed), packed.dtype.itemsize)


def encode(columns: Sequence[Column]) -> bytes | memoryview:
    """Return rows as a binary COPY takes them, without header and trailer.

    Rows that lack the same values are encoded together: cutting out of every row what it lacks
    takes as long as all the rest. They go out in their own order unless texts have many lengths.
    """
    if not len(columns[0].payload):
        return b""
    lacking = [column.lengths < 0 for column in columns if column.lengths is not None]
    if not any(each.any() for each in lacking):
        return _encode_alike(columns).reshape(-1).data
    pattern = np.zeros(len(columns[0].payload), np.uint16)
    for each in lacking:
        pattern = pattern * 2 + each
    found = np.flatnonzero(np.bincount(pattern))
    if len(found) == 1:
        return _encode_alike(columns).reshape(-1).data
    groups = [np.flatnonzero(pattern == each) for each in found]
    encoded = [_encode_alike([column.of(rows) for column in columns]) for rows in groups]
    if any(each.ndim == 1 for each in encoded):
        return b"".join(each.data for each in encoded)
    return _in_order(groups, encoded)


def _in_order(groups: Sequence[Rows], encoded: Sequence[Bytes]) -> memoryview:
    """Return groups of encoded rows, given where each row stands, in the order of the rows.

    Suppliers send episodes in the order of their references, which an index then need not sort.
    """
    sizes = np.empty(sum(map(len, groups)), np.int64)
    for rows, each in zip(groups, encoded, strict=True):
        sizes[rows] = each.shape[1]
    starts = np.cumsum(sizes) - sizes
    whole = np.empty(int(sizes.sum()), np.uint8)
    for rows, each in zip(groups, encoded, strict=True):
        at = np.lib.stride_tricks.sliding_window_view(whole, each.shape[1], writeable=True)
        at[starts[rows]] = each
    return whole.data


def _encode_alike(columns: Sequence[Column]) -> Bytes:
    rows = len(columns[0].payload)
    sizes = [_size(column) for column in columns]
    # every row begins as a copy of one, which has all that rows have in common
    common = struct.pack(">h", len(columns)) + b"".join(map(_in_common, columns, sizes))
    whole = np.empty((rows, len(common)), np.uint8)
    whole[:] = np.frombuffer(common, np.uint8)
    kept: np.ndarray[Any, np.dtype[np.bool_]] | None = None
    at = 2
    for column, size in zip(columns, sizes, strict=True):
        lengths = column.lengths
        if lengths is not None and (lengths != lengths[0]).any():
            whole[:, at : at + 4] = _bytes(lengths.astype(">i4"))
            kept = np.ones(whole.shape, bool) if kept is None else kept
            kept[:, at + 4 : at + 4 + size] = np.arange(size) < lengths[:, None]
        if size and not column.is_one:
            whole[:, at + 4 : at + 4 + size] = column.payload[:, :size]
        at += 4 + size
    return whole if kept is None else whole[kept]


def _size(column: Column) -> int:
    """Return how many bytes of a column's rows are written at most."""
    if column.lengths is None:
        return int(column.payload.shape[1])
    return max(int(column.lengths.max(initial=0)), 0)


def _in_common(column: Column, size: int) -> bytes:
    """Return what a column's first row is, if its rows are alike; else as many bytes."""
    length = size if column.lengths is None else int(column.lengths[0])
    return struct.pack(">i", length) + column.payload[0, :size].tobytes()


class Stage:
    """A temporary table that batches are copied to and a statement merges from."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        connection.execute(query(f"stage_{name}"))
        self._copy = query(f"copy_{name}").text

    def copy(self, columns: Sequence[Column]) -> None:
        """Copy one batch."""
        with driver(self._connection).cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(HEADER)
            copy.write(encode(columns))
            copy.write(TRAILER)

    def merge(self, **values: Any) -> int:
        """Merge what was copied and return how many rows were new or changed."""
        done = self._connection.execute(query(f"merge_{self._name}"), values)
        return int(done.scalar_one())
