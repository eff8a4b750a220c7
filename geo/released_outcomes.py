"""What an analyst may ask of visits, and of how listed premises fared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from geo.database import query

Rows = Sequence[RowMapping]


def of_quarter(connection: Connection, quarter: str) -> Rows:
    """Return what became of listed premises, and of others that were visited, the last said first.

    ``within_m`` is in metres, from the middle of a published area.
    """
    rows = connection.execute(query("released_listed_outcomes"), {"quarter": quarter})
    return rows.mappings().all()


def visits(
    connection: Connection,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    authority: str | None = None,
) -> Rows:
    """Return the visits made, or else due, between two days, both counted."""
    values = {"first_day": first_day, "last_day": last_day, "authority": authority}
    return connection.execute(query("released_visits"), values).mappings().all()
