"""Rows into tables by binary COPY: the one way that many rows go in."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from loaders.report import Reject

_POINT = struct.Struct("<BIIdd")
_POINT_WITH_SRID = 0x20000001


def ewkb_point(easting: float, northing: float, srid: int = 27700) -> bytes:
    """Return a point as PostGIS takes it in a binary COPY: little-endian EWKB with its SRID."""
    return _POINT.pack(1, _POINT_WITH_SRID, srid, easting, northing)


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """Return psycopg's own connection, inside the same transaction."""
    found = connection.connection.driver_connection
    assert isinstance(found, psycopg.Connection)
    return found


def copy_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    types: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> int:
    """Copy rows into a table of ``held`` and return how many.

    ``types`` are PostgreSQL's names; a geometry column takes EWKB as ``bytea``.
    """
    # identifiers are composed by psycopg, which quotes them; they are constants of our loaders
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def store_rejects(connection: Connection, load_id: int, rejects: Sequence[Reject]) -> None:
    """Keep the rows that were turned away: never what they held, only what kind of thing."""
    if rejects:
        copy_rows(
            connection,
            "held.load_reject",
            ("load_id", "row_number", "column_name", "reason", "found"),
            ("int4", "int8", "text", "text", "text"),
            (
                (
                    load_id,
                    each.line,
                    f"{each.part}: {each.column}" if each.part else each.column,
                    each.reason,
                    each.found,
                )
                for each in rejects
            ),
        )
