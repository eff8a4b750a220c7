"""Taxi ranks: public places where hackney carriages wait."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from geo import crs
from geo.database import query
from geo.matching import NAMESPACE
from loaders import values
from loaders.copying import copy_rows, ewkb_point
from loaders.loading import Load
from loaders.table import Table
from loaders.taxi_rows import Cells, Turned


def store(load: Load, table: Table, cells: Cells, authority: str) -> None:
    """Store the ranks of a list; one of the same name and point is held already."""
    held = set(load.connection.execute(query("taxi_rank_ids")).scalars())
    new: list[tuple[Any, ...]] = []
    for row in table.rows:
        try:
            name = cells.required(row, "name")
            easting = cells.parsed(row, "easting", values.number)
            northing = cells.parsed(row, "northing", values.number)
            _require_on_grid(cells.column("easting"), easting, northing)
            spaces = cells.optional(row, "spaces", values.count)
        except Turned as turned:
            cells.turn_away(row, turned)
            continue
        rank_id = uuid5(NAMESPACE, f"rank|{authority}|{name}|{easting}|{northing}")
        if rank_id in held:
            load.report.already_held += 1
            continue
        held.add(rank_id)
        point = ewkb_point(easting, northing)
        hours = cells.text(row, "hours")
        new.append((rank_id, authority, name, spaces, hours, point, load.load_id, row.line))
        load.report.accepted += 1
    copy_rows(
        load.connection,
        "held.taxi_rank",
        (
            *("rank_id", "authority", "name", "spaces", "hours_stated", "geom", "load_id"),
            "row_number",
        ),
        ("uuid", "text", "text", "int2", "text", "bytea", "int4", "int8"),
        new,
    )


def _require_on_grid(column: str, easting: float | None, northing: float | None) -> None:
    if easting is None or northing is None:
        raise Turned(column, "required", "nothing")
    if not crs.on_grid(easting, northing):
        raise Turned(column, "coordinates_off_the_grid", "a number")
