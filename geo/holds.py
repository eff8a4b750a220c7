"""Legal holds: a child, known by a mark, or a span of days that nothing may be deleted of."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping

from geo.audit import check_reason
from geo.database import query
from geo.errors import NotFoundError, QuestionError
from geo.keys import Keys
from geo.marks import mark, require_key

SHORTEST_PREFIX = 4


def place(
    connection: Connection,
    keys: Keys,
    actor: str,
    reason: str,
    child_ref: str | None = None,
    days: tuple[dt.date, dt.date] | None = None,
) -> str:
    """Hold back a child or a span of days, both ends counted, and return the hold's number.

    The child need not be held yet. Raises: QuestionError, SetupError without the erasure key.
    """
    if (child_ref is None) == (days is None):
        raise QuestionError("a hold must name either a child or a span of days")
    if days is not None and days[1] < days[0]:
        raise QuestionError("a span of days must not end before it begins")
    values: dict[str, Any] = {
        "mark": mark(keys, child_ref) if child_ref is not None else None,
        "key_fingerprint": _fingerprint(connection, keys) if child_ref is not None else None,
        "begins_on": days[0] if days else None,
        "ends_on": days[1] if days else None,
        "reason": check_reason(reason),
        "placed_by": actor,
    }
    hold_id = str(connection.scalar(query("place_hold"), values))
    names = "child" if child_ref is not None else "days"
    _record(connection, actor, "place hold", hold_id, {"names": names, "reason": values["reason"]})
    return hold_id


def end(connection: Connection, actor: str, prefix: str, reason: str) -> str:
    """End the hold whose number begins so, and return the number. Raises: NotFoundError."""
    if len(prefix) < SHORTEST_PREFIX:
        raise QuestionError(f"a hold must be named by {SHORTEST_PREFIX} characters of its number")
    values = {"prefix": prefix.lower(), "ended_by": actor, "end_reason": check_reason(reason)}
    found = connection.scalar(query("end_hold"), values)
    if found is None:
        raise NotFoundError("no hold in force, or more than one, has a number that begins so")
    _record(connection, actor, "end hold", str(found), {"reason": values["end_reason"]})
    return str(found)


def listed(connection: Connection, *, in_force: bool) -> Sequence[RowMapping]:
    """Return the holds, those in force first; a child's by its mark."""
    return connection.execute(query("holds"), {"in_force": in_force}).mappings().all()


def marks_in_force(connection: Connection, keys: Keys) -> set[str]:
    """Return the marks of the children who are held back. Raises: SetupError by another key."""
    rows = [row for row in listed(connection, in_force=True) if row["mark"] is not None]
    if rows:
        require_key(keys, (row["key_fingerprint"] for row in rows))
    return {row["mark"] for row in rows}


def _fingerprint(connection: Connection, keys: Keys) -> str:
    rows = listed(connection, in_force=False)
    stones = connection.execute(query("tombstones")).all()
    every = [*(row["key_fingerprint"] for row in rows), *(row.key_fingerprint for row in stones)]
    return require_key(keys, every)


def _record(
    connection: Connection, actor: str, action: str, subject: str, detail: dict[str, Any]
) -> None:
    values = {"actor": actor, "action": action, "subject": subject, "detail": json.dumps(detail)}
    connection.execute(query("audit_add"), values)
