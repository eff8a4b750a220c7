"""The premises that a quarter lists for an officer, and what the list can be narrowed to.

What is asked for is applied here and not in a statement: the counts beside each choice need every
row of the list as well, and an authority has some thousands of premises at most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from geo.clock import today
from geo.database import query
from geo.released import Filters
from geo.searching import found_in

NEVER = "never"
STATES = ("none", "planned", "visited", "said")
NOBODY, ME = "nobody", "me"
MATTERS, HOURS_UNKNOWN = "matters", "unknown"
NO_LICENCE = "none"


@dataclass(frozen=True)
class OwnFilters(Filters):
    """What an officer's list is narrowed to; None asks for everything.

    ``since`` is a number of months in which a premises was not visited, or ``never``; ``owner`` is
    an account's number, ``me`` or ``nobody``; ``me`` is who asks.
    """

    licence_type: str | None = None
    priority: str | None = None
    since: str | None = None
    open: str | None = None
    state: str | None = None
    owner: str | None = None
    me: UUID | None = None


@dataclass(frozen=True)
class Listed:
    """A listed premises; ``visit_id`` is the visit that is planned and not yet made.

    ``in_business`` and ``in_place``: whether today's registers still have it so.
    """

    premises_id: UUID
    name: str
    kind: str
    postcode: str | None
    band_m: int
    band_from: int
    priority: str
    licence_types: tuple[str, ...]
    open_parts: tuple[str, ...] | None
    when_it_matters: bool | None
    in_business: bool
    in_place: bool
    last_visit: dt.date | None
    visit_id: UUID | None
    planned_for: dt.date | None
    assigned_to: UUID | None
    assigned_name: str | None
    verdict: str | None
    reason_words: str | None
    why: str | None


def listed(connection: Connection, quarter: str) -> list[Listed]:
    """Return every listed premises of the own authority, in the order of the list."""
    found = connection.execute(query("officer_listed"), {"quarter": quarter})
    names = list(found.keys())
    at = [names.index(name) for name in Listed.__dataclass_fields__]
    return [Listed(*(_kept(row[place]) for place in at)) for row in found]


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def narrowed(rows: Sequence[Listed], filters: Filters, but: str = "") -> list[Listed]:
    """Return the rows that pass every filter, or every one but that of a name."""
    asked = [
        (test, value)
        for name, test in TESTS.items()
        if name != but and (value := getattr(filters, name, None)) is not None
    ]
    me = getattr(filters, "me", None)
    if not asked:
        return list(rows)
    return [row for row in rows if all(test(row, value, me) for test, value in asked)]


def how_many(rows: Sequence[Listed], name: str, value: Any, me: UUID | None = None) -> int:
    """Return how many rows pass one filter."""
    test = TESTS[name]
    return sum(test(row, value, me) for row in rows)


def months_ago(day: dt.date, months: int) -> dt.date:
    """Return the same day some months before, or the last one of a shorter month."""
    number = day.year * 12 + day.month - 1 - months
    for back in range(4):
        try:
            return dt.date(number // 12, number % 12 + 1, day.day - back)
        except ValueError:
            continue
    raise AssertionError(day)


def _since(row: Listed, value: str, _: UUID | None) -> bool:
    if row.last_visit is None:
        return True
    return value != NEVER and row.last_visit < months_ago(today(), int(value))


def _open(row: Listed, value: str, _: UUID | None) -> bool:
    if value == MATTERS:
        return row.when_it_matters is True
    if value == HOURS_UNKNOWN:
        return row.open_parts is None
    return value in (row.open_parts or ())


def _state(row: Listed, value: str, _: UUID | None) -> bool:
    return {
        "none": row.visit_id is None,
        "planned": row.visit_id is not None,
        "visited": row.last_visit is not None,
        "said": row.verdict in {"not_relevant", "wrong"},
    }[value]


def _owner(row: Listed, value: str, me: UUID | None) -> bool:
    if value == NOBODY:
        return row.assigned_to is None
    wanted = me if value == ME else UUID(value)
    return row.assigned_to is not None and row.assigned_to == wanted


def _words(row: Listed, value: str, _: UUID | None) -> bool:
    return found_in(value, row.name, row.postcode)


def _type(row: Listed, value: str, _: UUID | None) -> bool:
    return value in row.licence_types if value != NO_LICENCE else not row.licence_types


TESTS: dict[str, Callable[[Listed, Any, UUID | None], bool]] = {
    "kind": lambda row, value, _: row.kind == value,
    "band_m": lambda row, value, _: row.band_m <= int(value),
    "licence_type": _type,
    "priority": lambda row, value, _: row.priority == value,
    "since": _since,
    "open": _open,
    "state": _state,
    "owner": _owner,
    "words": _words,
}
