"""What an officer's pages may ask of visits: the own authority's, their versions, and colleagues.

The authority is that of the session which the transaction is set to; without one there is nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, RowMapping

from geo.database import query
from geo.errors import NotFoundError

Rows = Sequence[RowMapping]


def between(connection: Connection, first_day: dt.date, last_day: dt.date) -> Rows:
    """Return the visits that were made, or else are due, between two days, both counted."""
    values = {"first_day": first_day, "last_day": last_day}
    return connection.execute(query("officer_visits"), values).mappings().all()


def to_make(connection: Connection, assigned_to: UUID | None) -> Rows:
    """Return each month, by its first day, in which visits wait to be made, and how many.

    ``assigned_to``: the officer whose they are; None for everybody's.
    """
    values = {"assigned_to": assigned_to}
    return connection.execute(query("officer_visits_to_make"), values).mappings().all()


def visit(connection: Connection, visit_id: UUID) -> RowMapping:
    """Return one visit as it now stands. Raises: NotFoundError."""
    rows = connection.execute(query("officer_visit"), {"visit_id": visit_id})
    found = rows.mappings().one_or_none()
    if found is None:
        raise NotFoundError("there is no visit of that number")
    return found


def of_premises(connection: Connection, premises_id: UUID) -> Rows:
    """Return the visits to one of the own premises, newest first."""
    rows = connection.execute(query("officer_visits_of_premises"), {"premises_id": premises_id})
    return rows.mappings().all()


def plans(connection: Connection, visit_id: UUID) -> Rows:
    """Return the versions of a visit's plan, newest first."""
    rows = connection.execute(query("officer_visit_plans"), {"visit_id": visit_id})
    return rows.mappings().all()


def records(connection: Connection, visit_id: UUID) -> Rows:
    """Return the versions of a visit's record, newest first."""
    rows = connection.execute(query("officer_visit_records"), {"visit_id": visit_id})
    return rows.mappings().all()


def colleagues(connection: Connection) -> Rows:
    """Return the officers of the own authority, oneself first."""
    return connection.execute(query("officer_colleagues")).mappings().all()


def feedback(connection: Connection, quarter: str, premises_id: UUID) -> RowMapping | None:
    """Return what is now said of a premises that a quarter lists; None if nobody said anything."""
    values = {"quarter": quarter, "premises_id": premises_id}
    return connection.execute(query("officer_feedback"), values).mappings().one_or_none()


def reasons(connection: Connection) -> Rows:
    """Return the reasons that can be given for what is said, each with its verdicts and words."""
    return connection.execute(query("feedback_reasons")).mappings().all()


def views(connection: Connection) -> Rows:
    """Return the saved views that whoever asks may open, last used first."""
    return connection.execute(query("officer_views")).mappings().all()
