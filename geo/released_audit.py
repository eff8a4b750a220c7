"""What pages may ask of the record: one's own actions, and all of it for the administrator.

All of it is asked in the name of a session, by the hash of its token: the database tells whose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, RowMapping

from geo.accounts import refusals
from geo.database import query

IN_ORDER, ASKED_ABOUT = "in order", "asked about"


@dataclass(frozen=True)
class Search:
    """What the record is searched for; None asks for everything. ``until`` is not included."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    actor: str | None = None
    action: str | None = None
    before: int | None = None


def own_actions(
    connection: Connection, session: bytes, before: int | None, at_most: int
) -> Sequence[RowMapping]:
    """Return what whoever the session is of did, newest first, before an entry."""
    values = {"session": session, "before": before, "at_most": at_most}
    return connection.execute(query("own_actions"), values).mappings().all()


def page(
    connection: Connection, session: bytes, search: Search, at_most: int
) -> Sequence[RowMapping]:
    """Return a page of the whole record, newest first."""
    values = {"session": session, **asdict(search), "at_most": at_most}
    return connection.execute(query("audit_page"), values).mappings().all()


def state(connection: Connection) -> RowMapping:
    """Return how far the record goes, and when it was last proved and signed."""
    return connection.execute(query("audit_state")).mappings().one()


def reasons(
    connection: Connection,
    session: bytes,
    since: dt.datetime,
    until: dt.datetime,
    purpose: str | None,
    at_most: int,
) -> Sequence[RowMapping]:
    """Return a sample of the purposes that were stated, drawn by the hashes of their entries."""
    values = {
        "session": session,
        "since": since,
        "until": until,
        "purpose": purpose,
        "at_most": at_most,
    }
    return connection.execute(query("reason_sample"), values).mappings().all()


def review(connection: Connection, session: bytes, task: int, verdict: str) -> None:
    """Record what a reviewer says of a purpose. Raises: QuestionError for one's own."""
    values = {"session": session, "task": task, "verdict": verdict}
    with refusals():
        connection.execute(query("review_reason"), values)
