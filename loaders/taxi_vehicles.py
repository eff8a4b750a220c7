"""Taxi vehicles: the national upload and councils' registers. A vehicle never gets a point."""

from __future__ import annotations

import re
from typing import Any

from loaders import values
from loaders.authorities import Authorities
from loaders.loading import Load
from loaders.table import Row, Table
from loaders.taxi_layout import term
from loaders.taxi_rows import Cells, Turned, keep

REGISTRATION = re.compile(r"^[A-Z0-9]{1,7}$")
LONGEST_PLATE = 15
_ACCESSIBLE = re.compile(
    r"((rear|side)\W{0,3}(load(ing|er)?|entry|access)\W{0,3})?(wav|wheelchairs?)?(\W{0,3}accessible)?"
    r"|(s\.?\s?165\W{0,3})?designated",
    re.IGNORECASE,
)
_BESIDES_THE_DRIVER = re.compile(
    r"\s{0,3}(\+|plus|and|&)\s{0,3}(the\s)?driver\s{0,3}$", re.IGNORECASE
)
TYPES = (
    *("text", "text", "text", "text", "text", "date", "date", "bool", "text", "text", "text"),
    *("int2", "int8"),
)


def store(load: Load, table: Table, cells: Cells, authority: str, *, national: bool) -> None:
    """Store vehicles; the national upload is held to the rules of its own parser."""
    authorities = Authorities(load.connection)
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        load.progress(row.line, None)
        try:
            rows.append(
                _read_national(row, cells, authorities)
                if national
                else _read(row, cells, authority)
            )
        except Turned as turned:
            cells.turn_away(row, turned)
    keep(load, "taxi_vehicle", "vehicle_id", rows, TYPES)


def _read_national(row: Row, cells: Cells, authorities: Authorities) -> dict[str, Any]:
    """Read a row of the national upload, in which each row states its own authority."""
    stated = cells.required(row, "kind")
    if stated.lower() not in ("taxi", "phv"):
        raise Turned("kind", "not_a_taxi_kind", values.kind_of(stated))
    said = cells.required(row, "authority")
    authority = authorities.code(said)
    if authority is None or authority not in authorities.names:
        raise Turned("authority", "unknown_authority", values.kind_of(said))
    cells.parsed(row, "wheelchair", values.truth)
    read = _read(row, cells, authority, spaces=False)
    for name in ("starts_on", "ends_on"):
        if read[name] is None:
            raise Turned(name, "required", "nothing")
    return read


def _read(row: Row, cells: Cells, authority: str, *, spaces: bool = True) -> dict[str, Any]:
    registration = cells.required(row, "registration").upper()
    if spaces:
        registration = re.sub(r"[\s.-]", "", registration)
    if not REGISTRATION.match(registration):
        found = values.kind_of(registration)
        raise Turned(cells.column("registration"), "not_a_registration", found)
    start, end = cells.period(row)
    plate = cells.text(row, "plate")
    if plate and len(plate) > LONGEST_PLATE:
        raise Turned(cells.column("plate"), "too_long", f"{len(plate)} characters")
    stated = cells.text(row, "kind") or "not stated"
    kind = term(stated)
    return {
        "authority": authority,
        "registration": registration,
        "plate_number": plate,
        "kind": kind if kind != "both" else "unknown",
        "kind_stated": stated,
        "starts_on": start,
        "ends_on": end,
        "wheelchair_accessible": cells.optional(row, "wheelchair", wheelchair),
        "make": cells.text(row, "make"),
        "model": cells.text(row, "model"),
        "colour": cells.text(row, "colour"),
        "seats": cells.optional(row, "seats", seats),
        "row_number": row.line,
    }


def wheelchair(cell: str) -> bool | None:
    """Return whether a wheelchair can be carried, by yes or no or by how it gets in."""
    stated = cell.strip()
    return True if stated and _ACCESSIBLE.fullmatch(stated) else values.truth(cell)


def seats(cell: str) -> int | None:
    """Return how many passengers there are seats for: 8, or 8 plus driver."""
    return values.count(_BESIDES_THE_DRIVER.sub("", cell))
