"""What somebody is typing and has not saved: kept for them alone until they save it.

Shared machines keep nothing: it lies in the database, under the right in which it was typed, and
nobody else is ever shown it. Words that look as if they told who a child is are not kept, not even
here; whoever types is told so at once, and not only when they save.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from geo.accounts import REFUSED
from geo.database import query
from geo.errors import QuestionError
from geo.free_text import told

# the fields that take words; all others take a number, a day or one of a list, and no more
WORDS = frozenset(
    {
        "measure_text",
        "note",
        "reply",
        "why",
        "reason",
        "words",
        "what",
        "outcome",
        "asked",
        "answer",
    }
)
CODE = re.compile(r"[\w:.-]{0,40}", re.ASCII)
LONGEST_WORDS = 8000  # twice the longest that any form takes: what is too long is said on saving

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Draft:
    """What stood in the fields of a form, by their names, and when it was kept."""

    form: str
    fields: Fields
    kept_at: dt.datetime

    @property
    def of(self) -> str:
        """The kind of the form: the first part of its name."""
        return self.form.split(":")[0]

    @property
    def number(self) -> str:
        """What it is about: the number of a visit, a premises or a case."""
        return self.form.split(":")[1]

    @property
    def part(self) -> str:
        """Which of several of the same kind: the number of a note, say; empty for a new one."""
        return [*self.form.split(":"), ""][2]

    def first(self) -> dict[str, str]:
        """Return the fields with one value each, as most have."""
        return {name: values[0] for name, values in self.fields.items() if values}


@dataclass(frozen=True)
class Kept:
    """When a draft was kept, and for each field that was not: what it looked as if it told."""

    at: dt.datetime
    left_out: Mapping[str, str]


def keep(engine: Engine, session: bytes, form: str, fields: Fields) -> Kept:
    """Keep what stands in a form, without the fields that look as if they told who a child is.

    Raises: QuestionError for what is no form's, or longer than any.
    """
    found = {name: told(" ".join(values)) for name, values in fields.items() if name in WORDS}
    left_out = {name: what for name, what in found.items() if what is not None}
    kept = {
        name: [value[:LONGEST_WORDS] for value in values]
        for name, values in fields.items()
        if name not in left_out and (name in WORDS or all(map(CODE.fullmatch, values)))
    }
    values = {"session": session, "form": form, "fields": json.dumps(kept)}
    try:
        with engine.begin() as connection:
            at = connection.scalar(query("keep_draft"), values)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != REFUSED:
            raise
        raise QuestionError(str(error.orig.diag.message_primary)) from None  # type: ignore[union-attr]
    assert isinstance(at, dt.datetime)
    return Kept(at, left_out)


def own(connection: Connection, session: bytes) -> list[Draft]:
    """Return one's own drafts, newest first."""
    rows = connection.execute(query("own_drafts"), {"session": session})
    return [Draft(row.form, row.fields, row.kept_at) for row in rows]


def drop(engine: Engine, session: bytes, form: str) -> None:
    """Delete one's draft of a form, if there is one."""
    with engine.begin() as connection:
        connection.execute(query("drop_draft"), {"session": session, "form": form})
