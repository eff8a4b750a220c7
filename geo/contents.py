"""What the tables hold, as numbers that two databases can be compared by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from geo.database import query

Contents = dict[str, dict[str, Any]]


def contents(connection: Connection) -> Contents:
    """Return each table of held and audit with its rows and a digest of them, in any order."""
    rows = connection.execute(query("table_contents")).all()
    return {row.place: {"rows": row.rows, "digest": str(row.digest)} for row in rows}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each table that does not hold what it held; counts, and no values."""
    said = []
    for place in sorted(before.keys() | after.keys()):
        was, found = before.get(place), after.get(place)
        if was == found:
            continue
        if was is None or found is None:
            said.append(f"{place} is in one of them alone")
        elif was["rows"] != found["rows"]:
            said.append(f"{place} must have {was['rows']:,} rows and has {found['rows']:,}")
        else:
            said.append(f"{place} has the same number of rows, and not the same rows")
    return said


def rows_of(found: Mapping[str, Any]) -> int:
    """Return how many rows there are in all."""
    return sum(int(each["rows"]) for each in found.values())
