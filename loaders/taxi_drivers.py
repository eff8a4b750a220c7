"""Taxi drivers: searchable by badge, never mapped."""

from __future__ import annotations

from typing import Any

from loaders.loading import Load
from loaders.table import Table
from loaders.taxi_layout import term
from loaders.taxi_rows import Cells, Turned, keep

TYPES = ("text", "text", "text", "text", "text", "date", "date", "text", "text", "int8")


def store(load: Load, table: Table, cells: Cells, authority: str) -> None:
    """Store the drivers of a register."""
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        load.progress(row.line, None)
        try:
            start, end = cells.period(row)
            stated = cells.text(row, "kind") or "not stated"
            status, status_stated = cells.status(row)
            rows.append(
                {
                    "authority": authority,
                    "badge_number": cells.required(row, "badge"),
                    "name": cells.text(row, "name") or cells.full_name(row),
                    "kind": term(stated),
                    "kind_stated": stated,
                    "starts_on": start,
                    "ends_on": end,
                    "status": status,
                    "status_stated": status_stated,
                    "row_number": row.line,
                }
            )
        except Turned as turned:
            cells.turn_away(row, turned)
    keep(load, "taxi_driver", "driver_id", rows, TYPES)
