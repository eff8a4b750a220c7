"""How many premises officers were shown, by authority, in a quarter and the one before."""

from __future__ import annotations

from sqlalchemy import Connection

from geo import released_board
from webmap.quarters import Asked

Counts = list[tuple[str, int | None, int | None]]


def by_authority(connection: Connection, asked: Asked) -> Counts:
    """Return each authority's name with its numbers now and before; None is not shown."""
    now = released_board.flag_counts(connection, asked.name)
    before = released_board.flag_counts(connection, asked.before["quarter"]) if asked.before else []
    names = {row["authority"]: row["authority_name"] for row in [*now, *before]}
    here = {row["authority"]: row["premises"] for row in now}
    there = {row["authority"]: row["premises"] for row in before}
    return [
        (name, here.get(code), there.get(code))
        for code, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
    ]
