"""Files that an analyst sends by a page: what is asked of each kind, and how each stands.

A page adds an upload and says what is to become of it, both by functions of the database in the
name of its session; a worker (``loaders/worker.py``) checks, loads and takes back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, RowMapping

from geo.accounts import refusals
from geo.audit import LONGEST_REASON, check_reason
from geo.database import query
from geo.errors import NotFoundError, QuestionError
from geo.free_text import checked
from geo.spool import Kept

# what a file is loaded as, and what has to be said of it beside
KINDS: Mapping[str, tuple[str, ...]] = {
    "episodes": ("supplier",),
    "premises": ("authority", "profile", "fixed"),
    "taxi": ("authority", "taxi_kind"),
    "food": (),
    "boundaries": ("area_kind", "vintage"),
    "postcodes": (),
    "addresses": (),
}
MOST_FILES = {"episodes": 2}  # a file of places goes with the file of its episodes
AREA_KINDS = ("authority", "ward", "lsoa", "force", "land")
TAXI_KINDS = ("national", "operators", "vehicles", "drivers", "ranks")
LONGEST_NAME = 100
# what can be done in each state, by whoever sent it
ACTS: Mapping[str, tuple[str, ...]] = {
    "waiting": ("discard",),
    "checking": ("discard",),
    "checked": ("commit", "discard"),
    "refused": ("discard",),
    "loaded": ("undo",),
}
UNDER_WAY = frozenset({"waiting", "checking", "committing", "undoing"})


@dataclass(frozen=True)
class Uploads:
    """The uploads of whoever a session is of; nobody else's are there for them."""

    session: bytes

    def listed(self, connection: Connection) -> Sequence[RowMapping]:
        """Return them, newest first, at most 100."""
        values = {"session": self.session, "upload_id": None}
        return connection.execute(query("own_uploads"), values).mappings().all()

    def one(self, connection: Connection, upload_id: UUID) -> RowMapping:
        """Return one of them. Raises: NotFoundError."""
        values = {"session": self.session, "upload_id": upload_id}
        found = connection.execute(query("own_uploads"), values).mappings().one_or_none()
        if found is None:
            raise NotFoundError("there is no upload of that number")
        return found

    def rejects(
        self, connection: Connection, upload_id: UUID, at_most: int, beginning: int = 0
    ) -> Sequence[RowMapping]:
        """Return a page of the rows of one that would be turned away."""
        values = {
            "session": self.session,
            "upload_id": upload_id,
            "at_most": at_most,
            "beginning": beginning,
        }
        return connection.execute(query("own_upload_rejects"), values).mappings().all()

    def add(
        self,
        engine: Engine,
        upload_id: UUID,
        kind: str,
        options: Mapping[str, Any],
        files: Sequence[Kept],
    ) -> None:
        """Have files checked whose bytes are in the spool. Raises: QuestionError."""
        values = {"session": self.session, **as_values(upload_id, kind, options, files)}
        with refusals(), engine.begin() as connection:
            connection.execute(query("add_upload"), values)

    def settle(self, engine: Engine, upload_id: UUID, act: str, reason: str | None = None) -> str:
        """Load, discard or take back one of them, and return its state.

        Raises: NotFoundError; QuestionError if that cannot be done any more, or if the reason says
        nothing or tells of a child.
        """
        if reason is not None:
            reason = checked(check_reason(reason), "a reason", most=LONGEST_REASON)
        values = {
            "session": self.session,
            "upload_id": upload_id,
            "act": act,
            "reason": reason,
        }
        with refusals(), engine.begin() as connection:
            state = connection.scalar(query("settle_upload"), values)
        if state is None:
            raise NotFoundError("there is no upload of that number")
        return str(state)


def as_values(
    upload_id: UUID, kind: str, options: Mapping[str, Any], files: Sequence[Kept]
) -> dict[str, Any]:
    """Return an upload as the values that the database takes."""
    return {
        "upload_id": upload_id,
        "kind": kind,
        "options": json.dumps(dict(options)),
        "file_names": [each.name for each in files],
        "file_bytes": [each.bytes for each in files],
        "file_hashes": [each.sha256 for each in files],
    }


def asked_options(kind: str, form: Mapping[str, str], authorities: Sequence[str]) -> dict[str, Any]:
    """Return how a file is to be read, as a form says it.

    Raises: QuestionError saying what is missing; NotFoundError for a kind that there is not.
    """
    if kind not in KINDS:
        raise NotFoundError("there is no such kind of file")
    given = {name: " ".join(form.get(name, "").split()) for name in KINDS[kind] if name != "fixed"}
    options: dict[str, Any] = {}
    for name, value in given.items():
        if len(value) > LONGEST_NAME or not value.isprintable():
            raise QuestionError(
                f"{WORDS[name]} must be at most {LONGEST_NAME} characters long", name
            )
        if name == "authority" and value not in authorities:
            raise QuestionError("choose the authority whose file it is", name)
        if name == "supplier" and not value:
            raise QuestionError("enter the agency or system that sent the file", name)
        if name in CHOICES and value not in CHOICES[name]:
            raise QuestionError(f"choose {WORDS[name]}", name)
        if name == "vintage" and value:
            if not value.isdecimal() or not 1974 <= int(value) <= 2100:
                raise QuestionError("the year of the codes must be from 1974 to 2100", name)
            options[name] = int(value)
        elif value:
            options[name] = value
    if "fixed" in KINDS[kind] and (settled := _fixed(form.get("fixed", ""))):
        options["fixed"] = settled
    return options


def _fixed(written: str) -> dict[str, list[str]]:
    """Read columns that were settled by hand, one to a line, as meaning=column."""
    found: dict[str, list[str]] = {}
    for line in written.splitlines():
        name, equals, column = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not equals or not name or not column or not line.strip().isprintable():
            raise QuestionError("a column is settled as meaning=column, one to a line", "fixed")
        found.setdefault(name, []).append(column)
    return found


CHOICES = {"area_kind": AREA_KINDS, "taxi_kind": TAXI_KINDS}
WORDS = {
    "supplier": "the supplier",
    "authority": "the authority",
    "profile": "the layout’s name",
    "area_kind": "which areas they are",
    "taxi_kind": "what the file holds",
    "vintage": "the year of the codes",
}
