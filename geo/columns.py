"""Columns of a statement as numpy's arrays, and arrays into a table: neither goes row by row.

Rows as Python's objects cost a microsecond a cell, more than the work that is done with them. The
database packs a column into bytes (``string_agg(int8send(...), '')``), or into an array of texts;
what is stored goes in by one binary COPY. Source of its format: PostgreSQL's page on COPY.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import psycopg
from sqlalchemy import Connection

from geo.database import query, source

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BEGIN = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"
_TOGETHER = 1 << 16  # rows that are laid out at once


def columns(connection: Connection, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of ``sql/queries/<name>.sql``, whose one row packs them all.

    Bytes are whole numbers of eight, and become an array; an array of texts becomes a list.
    """
    row = connection.execute(query(name), dict(values)).mappings().one()
    return {
        each: np.frombuffer(packed, ">i8").astype(np.int64)
        if isinstance(packed, bytes | memoryview)
        else packed
        for each, packed in row.items()
    }


def copy_columns(connection: Connection, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Copy columns into a table by ``sql/queries/<name>.sql``, which names them in this order.

    An array's type must have the column's own size: int32 for integer, float64 for double
    precision, bool, and sixteen bytes for uuid. None may be null.
    """
    count = len(next(iter(arrays.values())))
    layout = [("fields", ">i2")]
    for each, array in arrays.items():
        layout += [(f"{each} size", ">i4"), (each, array.dtype.newbyteorder(">").str)]
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(source(f"queries/{name}.sql")) as copy:
        copy.write(_BEGIN)
        for first in range(0, count, _TOGETHER):
            part = slice(first, first + _TOGETHER)
            rows = np.empty(len(range(count)[part]), layout)
            rows["fields"] = len(arrays)
            for each, array in arrays.items():
                rows[f"{each} size"] = array.dtype.itemsize
                rows[each] = array[part]
            copy.write(rows.tobytes())
        copy.write(_END)


def uuids(texts: list[str]) -> NDArray[np.void]:
    """Return UUIDs as their sixteen bytes."""
    return np.frombuffer(bytes.fromhex("".join(texts).replace("-", "")), "V16")
