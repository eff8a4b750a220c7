"""The right of reply: complaints, replies and corrections about a premises, and their answers.

What came stays as it was written down; its answer is versions, of which the last counts. Both are
checked for what would tell who a child is, and are in no entry of the record of who did what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import DBAPIError

from geo.accounts import REFUSED
from geo.database import query
from geo.errors import ClashError, NightjarError, NotFoundError
from geo.free_text import checked
from geo.refused_fields import refusal
from geo.visits import CLASHED, UNKNOWN

KINDS: Mapping[str, str] = {
    "complaint": "a complaint",
    "reply": "a reply of the business",
    "correction": "a correction that is asked for",
}
MADE_FOR: Mapping[str, str] = {
    "business": "the business",
    "resident": "a resident",
    "councillor": "a councillor",
    "other": "somebody else",
}
OUTCOMES: Mapping[str, str] = {
    "upheld": "upheld: what was asked is done",
    "partly": "upheld in part",
    "not_upheld": "not upheld",
    "noted": "noted: nothing was asked for",
}
LEAST, MOST = 10, 4000


class Representations:
    """What was said about the premises of an authority, in the name of a session."""

    def __init__(self, connection: Connection, session: bytes) -> None:
        self._connection, self._session = connection, session

    def of_premises(self, premises_id: UUID) -> Sequence[RowMapping]:
        """Return what was said about one premises, the newest first."""
        return self._rows("officer_representations", {"premises_id": premises_id})

    def one(self, representation_id: UUID) -> RowMapping:
        """Return one. Raises: NotFoundError."""
        values = {"representation_id": representation_id}
        rows = self._rows("officer_representation", values)
        if not rows:
            raise NotFoundError("there is nothing of that number")
        return rows[0]

    def add(
        self, premises_id: UUID, kind: str, received_on: dt.date, made_for: str, asked: str
    ) -> UUID:
        """Write one down; its number. Raises: QuestionError, NotFoundError."""
        values = {
            "place": premises_id,
            "kind": kind,
            "received_on": received_on,
            "made_for": made_for,
            "asked": checked(asked, "what was asked", least=LEAST, most=MOST, field="asked"),
        }
        made = self._act("officer_add_representation", values)
        assert isinstance(made, UUID)
        return made

    def answer(
        self, representation_id: UUID, seen: int, outcome: str, answered_on: dt.date, answer: str
    ) -> None:
        """Say how one was answered; ``seen`` is the version of the answer that the form showed.

        Raises: QuestionError, ClashError if another came first, NotFoundError.
        """
        values = {
            "representation_id": representation_id,
            "seen": seen,
            "outcome": outcome,
            "answered_on": answered_on,
            "answer": checked(answer, "the answer", least=LEAST, most=MOST, field="answer"),
        }
        self._act("officer_answer_representation", values)

    def _rows(self, name: str, values: Mapping[str, Any]) -> Sequence[RowMapping]:
        rows = self._connection.execute(query(name), {**values, "session": self._session})
        return rows.mappings().all()

    def _act(self, name: str, values: Mapping[str, Any]) -> Any:
        try:
            with self._connection.begin_nested():
                return self._connection.scalar(query(name), {**values, "session": self._session})
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
