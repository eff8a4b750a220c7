"""The published quarter that a page is about, and the others that it offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from geo import released_quarters
from geo.errors import NotFoundError
from geo.quarters import Quarter
from webmap.formats import day, thousands
from webmap.freshness import is_stale, today
from webmap.wording import Row


@dataclass(frozen=True)
class Asked:
    """A published quarter, and all that are published, newest first."""

    row: Row
    published: Sequence[Row]

    @property
    def name(self) -> str:
        """The quarter as addresses and pages write it: 2026Q3."""
        return str(self.row["quarter"])

    @property
    def newest(self) -> str:
        """The newest quarter that is published."""
        return str(self.published[0]["quarter"])

    @property
    def before(self) -> Row | None:
        """The calendar quarter before this one; None if it is not published."""
        own = Quarter.named(self.name)
        return next(
            (row for row in self.published if Quarter.named(row["quarter"]).next == own), None
        )

    def warning(self, on_day: dt.date | None = None) -> str:
        """Say that a newer quarter should have been published by now; nothing if that is not so."""
        due = Quarter.named(self.newest).next
        age_days = ((on_day or today()) - due.last_day).days
        if not is_stale("episodes", age_days):
            return ""
        return (
            f"{due} ended on {day(due.last_day)}, {thousands(age_days)} days ago, and is not "
            "published. What has happened since then is not known here."
        )


def asked(connection: Connection, name: str) -> Asked:
    """Return a published quarter by its name. Raises: NotFoundError for anything else."""
    published = released_quarters.quarters(connection)
    row = next((row for row in published if row["quarter"] == name), None)
    if row is None:
        raise NotFoundError("there is no published quarter of that name")
    return Asked(row, published)


def newest(connection: Connection) -> str | None:
    """Return the newest published quarter; None if none is published."""
    published = released_quarters.quarters(connection)
    return str(published[0]["quarter"]) if published else None


def in_words(row: Row) -> str:
    """Write a quarter by its months: July to September 2026."""
    return f"{row['first_day']:%B} to {row['last_day']:%B %Y}"
