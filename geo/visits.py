"""Visits of licensing officers: planned, changed, recorded; what is said of flags; saved views.

Each act is one function of the database, in the name of the session, which says who acts and for
which authority. A form carries the version that it showed: if another came first, nothing is kept
of it and ``ClashError`` is raised, so that both can be shown. The words of an act are checked here
for what would tell who a child is, and are in no entry of the record.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import DBAPIError

from geo import free_text
from geo.accounts import REFUSED
from geo.database import query
from geo.errors import ClashError, NightjarError, NotFoundError, QuestionError
from geo.refused_fields import refusal

CLASHED, UNKNOWN = "NJ002", "NJ003"  # beside the refusals of geo.accounts
OUTCOMES: Mapping[str, str] = {
    "no_concern": "nothing of concern was found",
    "concern": "a concern was found",
    "visit_again": "it is to be visited again",
    "referred": "it was passed on to the police or to children's services",
    "review_considered": "a review of the licence is to be considered",
    "nobody_seen": "closed, or nobody could be seen",
    "refused": "entry was refused",
    "ceased": "the business is no longer there",
}
MEASURES: Mapping[str, str] = {
    "none": "neither",
    "advice": "advice was given",
    "conditions": "conditions were set or agreed",
}
AWARENESS: Mapping[str, str] = {
    "poster": "poster or card",
    "briefing": "briefing of staff",
    "training": "training",
    "test_purchase": "test purchase",
}
VERDICTS: Mapping[str, str] = {
    "useful": "useful",
    "not_relevant": "not relevant",
    "wrong": "wrong",
}
LONGEST = {"measure_text": 2000, "note": 4000, "reply": 4000, "reason": 500, "why": 500}


@dataclass(frozen=True)
class Record:
    """What is said of a visit that was made; ``visited_by`` is an account's number."""

    visited_on: dt.date | None
    visited_by: UUID | None
    outcome: str
    measure: str
    measure_text: str
    awareness: tuple[str, ...]
    note: str
    reply: str

    def checked(self) -> dict[str, Any]:
        """Return it as it is kept. Raises: QuestionError for words or codes it may not have."""
        if self.outcome not in OUTCOMES:
            raise QuestionError("say what came of the visit: choose one of the outcomes", "outcome")
        if self.measure not in MEASURES:
            raise QuestionError("say whether advice was given or conditions were set", "measure")
        if unknown := set(self.awareness) - set(AWARENESS):
            raise QuestionError(
                f"awareness must be of those listed, and {len(unknown)} is not", "awareness"
            )
        told = "" if self.measure == "none" else self.measure_text
        if self.measure == "none" and self.measure_text.strip():
            raise QuestionError(
                "choose advice or conditions, or leave their words empty", "measure_text"
            )
        least = 0 if self.measure == "none" else 1
        return {
            "visited_on": self.visited_on,
            "visited_by": self.visited_by,
            "outcome": self.outcome,
            "measure": self.measure,
            "measure_text": _words(told, "the advice or the conditions", "measure_text", least),
            "awareness": list(self.awareness),
            "note": _words(self.note, "a note", "note"),
            "reply": _words(self.reply, "the reply", "reply"),
        }


class Visits:
    """The visits of an authority, changed in the name of whoever ``session`` is of."""

    def __init__(self, connection: Connection, session: bytes) -> None:
        self._connection, self._session = connection, session

    def plan(
        self,
        places: Sequence[UUID],
        planned_for: dt.date | None,
        assigned_to: UUID | None,
        quarter: str | None,
    ) -> Sequence[RowMapping]:
        """Plan a visit to each premises; where one is planned already it stays as it is.

        Raises: QuestionError, NotFoundError if any premises is unknown: then none is planned.
        """
        values = {
            "places": list(places),
            "planned_for": planned_for,
            "assigned_to": assigned_to,
            "quarter": quarter,
        }
        return self._rows("officer_plan_visits", values)

    def change(
        self,
        visit: UUID,
        seen: int,
        planned_for: dt.date | None,
        assigned_to: UUID | None,
        status: str,
        reason: str,
    ) -> int:
        """Give a plan another version. Raises: QuestionError, ClashError, NotFoundError."""
        values = {
            "visit": visit,
            "seen": seen,
            "planned_for": planned_for,
            "assigned_to": assigned_to,
            "status": status,
            "reason": _words(reason, "the reason", "reason"),
        }
        return int(self._scalar("officer_change_visit", values))

    def undo(self, visit: UUID, seen: int) -> int:
        """Take the last change of a plan back. Raises: QuestionError, ClashError, NotFoundError."""
        return int(self._scalar("officer_undo_visit", {"visit": visit, "seen": seen}))

    def record(self, visit: UUID | None, place: UUID | None, seen: int, record: Record) -> UUID:
        """Record a visit, or correct its record by a version more; returns the visit.

        Raises: QuestionError, ClashError, NotFoundError.
        """
        values = {"visit": visit, "place": place, "seen": seen, **record.checked()}
        (row,) = self._rows("officer_record_visit", values)
        found = row["visit_id"]
        assert isinstance(found, UUID)
        return found

    def say_of_flag(
        self, quarter: str, place: UUID, seen: int, verdict: str, reason: str | None, why: str
    ) -> int:
        """Say whether a premises was worth listing, and why; ``withdrawn`` takes it back.

        ``reason`` is one of ``released_visits.reasons``; ``why`` says more of it in words.

        Raises: QuestionError, ClashError, NotFoundError.
        """
        values = {
            "quarter": quarter,
            "place": place,
            "seen": seen,
            "verdict": verdict,
            "reason": reason,
            "why": _words(why, "why", "why"),
        }
        return int(self._scalar("officer_say_of_flag", values))

    def save_view(self, name: str, filters: Mapping[str, Any], *, shared: bool) -> UUID:
        """Keep filters under a name. Raises: QuestionError."""
        kept = free_text.checked(
            " ".join(name.split()), "the name of a view", most=60, field="name"
        )
        values = {"name": kept, "shared": shared, "filters": json.dumps(dict(filters))}
        made = self._scalar("officer_save_view", values)
        assert isinstance(made, UUID)
        return made

    def use_view(self, view: UUID) -> dict[str, Any]:
        """Return the filters of a view that one may open. Raises: NotFoundError."""
        found = self._scalar("officer_use_view", {"view": view})
        assert isinstance(found, dict)
        return found

    def end_view(self, view: UUID) -> None:
        """Take an own view away. Raises: NotFoundError."""
        self._scalar("officer_end_view", {"view": view})

    def _scalar(self, name: str, values: Mapping[str, Any]) -> Any:
        with _refusals(), self._connection.begin_nested():
            return self._connection.scalar(query(name), {**values, "session": self._session})

    def _rows(self, name: str, values: Mapping[str, Any]) -> Sequence[RowMapping]:
        with _refusals(), self._connection.begin_nested():
            rows = self._connection.execute(query(name), {**values, "session": self._session})
            return rows.mappings().all()


def _words(given: str, what: str, name: str, least: int = 0) -> str:
    return free_text.checked(given, what, least=least, most=LONGEST[name], field=name)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the database refuses into its error. Raises: QuestionError and its like."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or ""
        kinds: Mapping[str | None, Callable[[str], NightjarError]] = {
            REFUSED: refusal,
            CLASHED: ClashError,
            UNKNOWN: NotFoundError,
        }
        if state not in kinds:
            raise
        raise kinds[state](said) from None
