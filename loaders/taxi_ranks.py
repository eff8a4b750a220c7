"""Taxi ranks: public places where hackney carriages wait."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from geo.database import query
from geo.matching import NAMESPACE
from loaders import angles, values
from loaders.copying import copy_rows, ewkb_point
from loaders.loading import Load
from loaders.placing import Gazetteer, Point, Stated
from loaders.table import Row, Table
from loaders.taxi_rows import Cells, Turned

# any of which says where a rank is; a postcode does not, since a rank is a length of kerb
POSITIONS = (("easting",), ("longitude",), ("point",), ("grid_reference",))


def store(load: Load, table: Table, cells: Cells, authority: str) -> None:
    """Store the ranks of a list; one of the same name and point is held already."""
    held = set(load.connection.execute(query("taxi_rank_ids")).scalars())
    # one list may be that of a whole county
    gazetteer = Gazetteer(load.connection, authority, (), beyond=True)
    new: list[tuple[Any, ...]] = []
    for row in table.rows:
        try:
            name = cells.required(row, "name")
            easting, northing = _point(row, cells, gazetteer)
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


def _point(row: Row, cells: Cells, gazetteer: Gazetteer) -> Point:
    """Return where a rank is, in metres. Raises: Turned if it does not say so, or wrongly."""
    stated = _stated(row, cells)
    column = cells.column(next(each[0] for each in POSITIONS if cells.has(each[0])))
    if not (stated.grid or stated.degrees or stated.grid_reference):
        raise Turned(column, "required", "nothing")
    placed = gazetteer.place(stated)
    if placed.point is None:
        reason = placed.issues[0] if placed.issues else "coordinates_of_nowhere"
        raise Turned(column, reason, "a position")
    easting, northing = placed.point
    return (easting, northing) if stated.grid else (round(easting, 1), round(northing, 1))


def _stated(row: Row, cells: Cells) -> Stated:
    grid = _both(row, cells, ("easting", "northing"), values.number)
    degrees = _both(row, cells, ("longitude", "latitude"), values.degrees)
    written = [cells.stated(row, each) for each in ("longitude", "latitude", "point")]
    pair = values.point(written[-1])
    if pair and max(map(abs, pair)) <= 180:
        degrees = degrees or pair
    elif pair:
        grid = grid or pair
    return Stated(
        grid=grid,
        degrees=degrees,
        grid_reference=cells.text(row, "grid_reference"),
        coarseness_m=angles.coarseness_m(filter(None, written)) if degrees else 0.0,
    )


def _both(row: Row, cells: Cells, names: tuple[str, str], parse: Any) -> Point | None:
    first, second = (cells.parsed(row, name, parse) for name in names)
    if (first is None) != (second is None):
        raise Turned(cells.column(names[0]), "coordinates_incomplete", "one of two numbers")
    return None if first is None else (first, second)
