"""Who looks, at what and why: recorded before anything is shown, or it is not shown.

A ``Door`` stands between what was found and whoever asked for it. Commands and pages look inside
``consulting``; when that block ends, the consultation is in the record, by a transaction of its
own. If it cannot be recorded the block ends in an error, and nothing that it found goes further.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geo.database import query
from geo.errors import AuditError, NotFoundError, QuestionError
from geo.free_text import told

PURPOSES: Mapping[str, str] = {
    "safeguarding": "protecting a child who may be at risk now",
    "licensing": "a visit to a premises, or a review of its licence",
    "analysis": "a problem profile or another planned analysis",
    "data_quality": "checking what was loaded",
    "accountability": "an audit, a complaint or a request about data",
}
# what an audience may state on a page, its usual purpose first; the board's pages are published
PURPOSES_OF: Mapping[str, tuple[str, ...]] = {
    "analyst": ("analysis", "safeguarding", "licensing", "data_quality", "accountability"),
    "officer": ("licensing", "safeguarding", "accountability"),
    "admin": ("accountability",),
    "board": (),
}
DEMONSTRATION = "demonstration"  # stated by the chooser of sample people, and by nobody
SHORTEST_REASON, LONGEST_REASON = 10, 500
CONSOLE = "console"  # the audience of whoever works on the server itself
# what a page records goes through the functions of its own login
ON_PAGE = {
    "state_purpose": "state_purpose_on_page",
    "record_consultation": "record_consultation_on_page",
    "record_layer": "record_layer_on_page",
    "record_export": "record_export_on_page",
}
_CASE = re.compile(r"^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}$")
# a child's reference in each form that a keyed hash is taken in: hexadecimal, UUID, base64
_PSEUDONYM = re.compile(
    r"(?i:[0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*[0-9])[A-Za-z0-9+/_-]{20}"
)
# the same in groups, as people copy long numbers; a row of dates has fewer letters or other ones
_IN_GROUPS = re.compile(r"(?i)(?=(?:[0-9]*[a-f]){3})(?=(?:[a-f]*[0-9]){3})[0-9a-f]{20}")
FEWEST_LETTERS = 6


@dataclass(frozen=True)
class Who:
    """An account, the audience it belongs to, the authority it works for, and its name."""

    account: str
    audience: str
    authority: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Purpose:
    """One of the five purposes, with a case's reference or a reason in words."""

    code: str
    case: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse what would tell a reviewer nothing, or name a child. Raises: QuestionError."""
        if self.code not in PURPOSES:
            raise QuestionError(f"a purpose must be one of {', '.join(PURPOSES)}", "purpose")
        if self.case is not None and not _CASE.match(self.case):
            raise QuestionError(
                "a case must be given by its reference, such as LIC-2026/0417", "case"
            )
        if self.case is None and self.reason is None:
            raise QuestionError("a purpose needs a case's reference, or a reason in words", "case")
        if self.reason is not None:
            check_reason(self.reason)
        if self.case is not None and _PSEUDONYM.search(self.case):
            raise QuestionError("a case's reference may not be a child's", "case")
        # many references are as long a row of digits as a telephone number
        if self.case is not None and told(self.case) not in {None, "a telephone number"}:
            raise QuestionError("a case's reference may not tell who a child is", "case")


@dataclass(frozen=True)
class What:
    """What is looked at: by which page or command, which kind of object, and which of them."""

    route: str
    object: str
    object_id: str | None = None
    filter: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Seen:
    """What a consultation found; whoever looks says how many rows before it is shown."""

    rows: int = 0


class Door:
    """The one way from what is found to one account; ``task`` is the purpose it stated.

    On a page all of it is in the name of a session, by the hash of its token: the database knows
    whose that is, as what and for which purpose, and believes nobody's word for it.
    """

    def __init__(
        self, engine: Engine, who: Who, task: int | None = None, session: bytes | None = None
    ) -> None:
        self.engine, self.who, self.task, self.session = engine, who, task, session

    def state(self, purpose: Purpose, *, lasting: bool = True) -> int:
        """Record what the next consultations are for. Raises: AuditError.

        On a page one that is not ``lasting`` is for what this door lets out alone.
        """
        values = {
            "purpose": purpose.code,
            "case_reference": purpose.case,
            "reason": purpose.reason,
            "lasting": lasting,
        }
        self.task = self._send("state_purpose", values)
        return self.task

    @contextmanager
    def consulting(self, what: What) -> Iterator[Seen]:
        """Look, then record it; what is found may be shown once the block has ended.

        Raises: AuditError if it cannot be recorded. What was not to be seen is recorded as denied.
        """
        seen = Seen()
        try:
            yield seen
        except NotFoundError:
            self._consult(what, None, "denied")
            raise
        self._consult(what, seen.rows, "ok")

    @contextmanager
    def consulting_layer(self, what: What, *, narrowed: bool) -> Iterator[Seen]:
        """Look at a layer of a page's map: part of the look at the page, or recorded by itself.

        A layer that is not ``narrowed`` is the same under every filter. Raises: AuditError.
        """
        seen = Seen()
        try:
            yield seen
        except NotFoundError:
            self._consult(what, None, "denied")
            raise
        said = {**_said(what), "object_id": what.object_id, "rows": seen.rows}
        self._send("record_layer", said if narrowed else {**said, "filter": None})

    def record_export(self, values: Mapping[str, Any], what: What) -> int:
        """Record that a file leaves, in the chain and in the register. Raises: AuditError."""
        return self._send("record_export", {**values, **_said(what)})

    def _consult(self, what: What, rows: int | None, outcome: str) -> None:
        said = {**_said(what), "object_id": what.object_id, "rows": rows, "outcome": outcome}
        self._send("record_consultation", said)

    def _send(self, name: str, values: Mapping[str, Any]) -> int:
        on_page = self.who.audience != CONSOLE
        whose = {
            "account": self.who.account,
            "audience": self.who.audience,
            "authority": self.who.authority,
            "task": self.task,
            "session": self.session,
        }
        statement = query(ON_PAGE[name] if on_page else name)
        wanted = statement.compile().params
        try:
            with self.engine.begin() as connection:
                found = {k: v for k, v in {**whose, **values}.items() if k in wanted}
                return int(connection.scalar(statement, found) or 0)
        except SQLAlchemyError as error:
            raise AuditError(
                "who looks must be recorded before anything is shown, and the record cannot be "
                "written: nothing is shown. nightjar audit verify says how the record stands."
            ) from error


def check_reason(reason: str) -> str:
    """Return a reason if it says something and names no child. Raises: QuestionError."""
    if len(reason.strip()) < SHORTEST_REASON or len(reason) > LONGEST_REASON:
        raise QuestionError(
            f"a reason must have from {SHORTEST_REASON} to {LONGEST_REASON} characters, found "
            f"{len(reason.strip())}",
            "reason",
        )
    if not reason.isprintable():
        raise QuestionError(
            "a reason must be one line, without characters that cannot be seen", "reason"
        )
    if sum(map(str.isalpha, reason)) < FEWEST_LETTERS:
        raise QuestionError(
            "a reason must say in words what it is for, and has hardly a letter", "reason"
        )
    if _PSEUDONYM.search(reason) or _IN_GROUPS.search(re.sub(r"[\s:._-]", "", reason)):
        raise QuestionError(
            "a reason may not hold a reference to a child: it is kept when the child is erased",
            "reason",
        )
    if found := told(reason):
        raise QuestionError(
            "a reason may not tell who a child is, since it is kept when the child is erased, and "
            f"this looks as if it had {found}: write it without",
            "reason",
        )
    return reason.strip()


def _said(what: What) -> dict[str, Any]:
    return {
        "route": what.route,
        "object": what.object,
        "filter": json.dumps(dict(what.filter), default=str, sort_keys=True),
    }
