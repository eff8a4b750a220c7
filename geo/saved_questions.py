"""Questions that an analyst asks by a page: answered by a worker, and kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, RowMapping

from geo.accounts import refusals
from geo.database import query
from geo.errors import NotFoundError, QuestionError
from geo.free_text import told
from geo.sent_forms import claim


@dataclass(frozen=True)
class Questions:
    """The questions of whoever a session is of, and those that every analyst may ask."""

    session: bytes

    def ask(
        self,
        engine: Engine,
        terms: Mapping[str, Any],
        saved: UUID | None = None,
        form: bytes | None = None,
    ) -> UUID:
        """Have a question answered, and return its number. Raises: QuestionError for too many.

        ``saved``: the saved question that it comes from, which is noted as used. ``form``: the
        form by which it is asked (``geo.sent_forms``), which asks once.
        """
        number = uuid4()
        values = {"asking_id": number, "terms": json.dumps(dict(terms)), "question_id": saved}
        with refusals(), engine.begin() as connection:
            claim(connection, self.session, form)
            connection.execute(query("ask"), {"session": self.session, **values})
        return number

    def asked(self, connection: Connection, number: UUID) -> RowMapping:
        """Return a question that one asked, and how far its answer is. Raises: NotFoundError."""
        values = {"session": self.session, "asking_id": number}
        found = connection.execute(query("own_asking"), values).mappings().one_or_none()
        if found is None:
            raise NotFoundError("there is no question of that number")
        return found

    def askings(self, connection: Connection) -> Sequence[RowMapping]:
        """Return what one asked in the last days, newest first."""
        values = {"session": self.session, "asking_id": None}
        return connection.execute(query("own_asking"), values).mappings().all()

    def cancel(self, engine: Engine, number: UUID) -> str:
        """Cancel a question that one asked, and return the state it is in now.

        One that was settled before stays as it is. Raises: NotFoundError.
        """
        values = {"session": self.session, "asking_id": number}
        with engine.begin() as connection:
            state = connection.scalar(query("cancel_question"), values)
        if state is None:
            raise NotFoundError("there is no question of that number")
        return str(state)

    def saved(self, connection: Connection) -> Sequence[RowMapping]:
        """Return the saved questions, the last used first."""
        rows = connection.execute(query("saved_questions"), {"session": self.session})
        return rows.mappings().all()

    def save(self, engine: Engine, asked: UUID, name: str, *, shared: bool) -> None:
        """Keep a question that one asked under a name. Raises: NotFoundError, QuestionError."""
        tidy = " ".join("".join(each for each in name if each.isprintable()).split())
        if found := told(tidy):
            raise QuestionError(
                f"a name must not tell who a child is, and this looks as if it had {found}", "name"
            )
        values = {"asking_id": asked, "question_id": uuid4(), "name": tidy, "shared": shared}
        with refusals(), engine.begin() as connection:
            kept = connection.scalar(query("save_question"), {"session": self.session, **values})
        if kept is None:
            raise NotFoundError("there is no question of that number")

    def delete(self, engine: Engine, number: UUID) -> None:
        """Delete a question that one saved. Raises: NotFoundError."""
        values = {"session": self.session, "question_id": number}
        with engine.begin() as connection:
            if not connection.scalar(query("delete_question"), values):
                raise NotFoundError("there is no saved question of that number")
