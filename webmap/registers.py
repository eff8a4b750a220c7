"""How new an officer's own registers are, and what is said when one has grown old."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from geo import released_officer
from webmap import freshness
from webmap.formats import day, thousands

NAMES = {"premises": "premises licences", "food": "food businesses", "taxi": "taxi licences"}


@dataclass(frozen=True)
class Register:
    """A register of the own authority: the day that it is of, seen from a day."""

    kind: str
    as_of: dt.date
    today: dt.date

    @property
    def name(self) -> str:
        """What it lists."""
        return NAMES[self.kind]

    @property
    def warning(self) -> str:
        """What a reader must be told; nothing of one that is new enough."""
        age_days = (self.today - self.as_of).days
        if not freshness.is_stale(self.kind, age_days):
            return ""
        return (
            f"The register of {self.name} is of {day(self.as_of)}, {thousands(age_days)} days ago."
        )


def own(connection: Connection) -> list[Register]:
    """Return the registers of the own authority that were loaded, that of premises first."""
    on_day = freshness.today()
    return [
        Register(row["kind"], row["as_of"], on_day)
        for row in released_officer.registers(connection)
    ]
