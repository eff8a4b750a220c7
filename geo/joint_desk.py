"""What the people of a joint review do: open, decide, sign, write, start clocks, plan meetings.

Each act is one transaction of the side's own login, in the name of a session, and an entry of the
record of audit. A text that was written over an older version than the newest is kept beside it
and is no version: nobody's words are lost, and nobody's are overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from geo.accounts import REFUSED
from geo.database import query
from geo.errors import NotFoundError, QuestionError
from geo.free_text import checked
from geo.refused_fields import refusal
from geo.sent_forms import claim
from geo.statutory_clocks import EVENTS

UNKNOWN = "NJ004"
MATTERS = {
    "near": "Episodes recur near the premises",
    "information": "Information about the premises",
    "compliance": "Conditions or conduct of the licence",
}
ACTION_STATES = {"open": "open", "done": "done", "dropped": "dropped"}
MEETING_STATES = {"planned": "planned", "held": "held", "called_off": "called off"}
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 30)


@dataclass(frozen=True)
class Saved:
    """What came of saving: whether it was taken, the newest version, and the number of the edit."""

    taken: bool
    version: int
    edit: int | None


@dataclass(frozen=True)
class ActionText:
    """What an action says."""

    what: str
    owner: UUID
    due_on: dt.date
    state: str = "open"
    outcome: str = ""


class Desk:
    """The acts of one person of one side, by the hash of a session's token.

    ``form``: the form by which they act (``geo.sent_forms``), which acts once.
    """

    def __init__(self, engine: Engine, session: bytes, form: bytes | None = None) -> None:
        self._engine, self._session, self._form = engine, session, form

    def open_case(
        self,
        premises_id: UUID,
        matter: str,
        reason: str,
        *,
        run_id: UUID | None = None,
        quarter: str | None = None,
        meeting_id: UUID | None = None,
    ) -> UUID:
        """Open a case on a premises; its number. Raises: QuestionError, NotFoundError."""
        opened = self._act(
            "open_case",
            premises_id=premises_id,
            matter=matter,
            run_id=run_id,
            quarter=quarter,
            reason=checked(reason, "the reason", least=10, field="reason"),
            meeting_id=meeting_id,
        )
        assert isinstance(opened, UUID)
        return opened

    def see(self, case_id: UUID, tab: str, of_what: str) -> None:
        """Keep that this side is shown a tab of a case. Raises: NotFoundError."""
        self._act("see_case", case_id=case_id, tab=tab, of_what=of_what)

    def decide(
        self,
        case_id: UUID,
        based_on: int,
        measure: str,
        reason: str,
        meeting_id: UUID | None = None,
        settles: int | None = None,
    ) -> Saved:
        """Write the next version of a decision. Raises: QuestionError, NotFoundError."""
        return self._save(
            "decide_case",
            case_id=case_id,
            based_on=based_on,
            measure=measure,
            reason=checked(reason, "the reason", least=10, field="reason"),
            meeting_id=meeting_id,
            settles=settles,
        )

    def sign(self, case_id: UUID, version: int) -> None:
        """Sign a version for this side. Raises: QuestionError, NotFoundError."""
        self._act("sign_case", case_id=case_id, version=version)

    def write_note(
        self,
        case_id: UUID,
        words: str,
        *,
        note_id: UUID | None = None,
        based_on: int = 0,
        settles: int | None = None,
    ) -> Saved:
        """Write a note, or the next version of one. Raises: QuestionError, NotFoundError."""
        return self._save(
            "save_note",
            case_id=case_id,
            note_id=note_id,
            based_on=based_on,
            words=checked(words, "a note", field="words"),
            settles=settles,
        )

    def write_action(
        self,
        case_id: UUID,
        action: ActionText,
        *,
        action_id: UUID | None = None,
        based_on: int = 0,
        settles: int | None = None,
    ) -> Saved:
        """Write an action, or the next version of one. Raises: QuestionError, NotFoundError."""
        return self._save(
            "save_action",
            case_id=case_id,
            action_id=action_id,
            based_on=based_on,
            what=checked(action.what, "an action", least=5, most=500, field="what"),
            owner=action.owner,
            due_on=_day(action.due_on, "due-day"),
            state=action.state,
            outcome=checked(action.outcome, "what came of it", least=0, most=1000, field="outcome"),
            settles=settles,
        )

    def settle(self, case_id: UUID, edit_no: int) -> None:
        """Say that a text that waits is not needed. Raises: QuestionError, NotFoundError."""
        self._act("settle_case_edit", case_id=case_id, edit_no=edit_no)

    def start_clock(self, case_id: UUID, event: str, began_at: dt.datetime) -> UUID:
        """Start a statutory clock. Raises: QuestionError, NotFoundError."""
        if event not in EVENTS:
            raise QuestionError("choose what happened from the list", "event")
        _day(began_at.date(), "began-day")
        started = self._act("start_clock", case_id=case_id, event=event, began_at=began_at)
        assert isinstance(started, UUID)
        return started

    def stop_clock(self, case_id: UUID, clock_id: UUID, outcome: str) -> None:
        """Stop a statutory clock. Raises: QuestionError, NotFoundError."""
        said = checked(outcome, "what came of it", least=5, most=1000, field="outcome")
        self._act("stop_clock", case_id=case_id, clock_id=clock_id, outcome=said)

    def close(self, case_id: UUID, outcome: str) -> None:
        """Close a case. Raises: QuestionError, NotFoundError."""
        said = checked(outcome, "what came of it", least=10, field="outcome")
        self._act("close_case", case_id=case_id, outcome=said)

    def add_meeting(self, held_on: dt.date, chair: str, authorities: Sequence[str] = ()) -> UUID:
        """Plan a meeting; its number. Raises: QuestionError."""
        made = self._act(
            "add_meeting",
            held_on=_day(held_on, "on-day"),
            chair=_one_line(chair),
            authorities=list(authorities),
        )
        assert isinstance(made, UUID)
        return made

    def change_meeting(
        self, meeting_id: UUID, based_on: int, held_on: dt.date, chair: str, state: str
    ) -> None:
        """Change a meeting that is planned. Raises: QuestionError, NotFoundError."""
        self._act(
            "change_meeting",
            meeting_id=meeting_id,
            based_on=based_on,
            held_on=_day(held_on, "on-day"),
            chair=_one_line(chair),
            state=state,
        )

    def put_on_agenda(self, meeting_id: UUID, case_id: UUID) -> None:
        """Put a case on the agenda of a meeting. Raises: QuestionError, NotFoundError."""
        self._act("put_on_agenda", meeting_id=meeting_id, case_id=case_id)

    def _act(self, name: str, **values: object) -> object:
        with _refusals(), self._engine.begin() as connection:
            claim(connection, self._session, self._form)
            return connection.scalar(query(name), {"session": self._session, **values})

    def _save(self, name: str, **values: object) -> Saved:
        with _refusals(), self._engine.begin() as connection:
            claim(connection, self._session, self._form)
            row = connection.execute(query(name), {"session": self._session, **values}).one()
            return Saved(row.taken, row.version, row.edit)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the database refuses by a rule into its sentence.

    Raises: QuestionError; NotFoundError for what is not there, or is another authority's.
    """
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state == UNKNOWN:
            raise NotFoundError("there is nothing of that number") from None
        sentence = getattr(getattr(error.orig, "diag", None), "message_primary", None)
        if state != REFUSED or sentence is None:
            raise
        raise refusal(str(sentence)) from None


def _day(day: dt.date, field: str) -> dt.date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise QuestionError("a day must be of this century, between 2000 and 2099", field)
    return day


def _one_line(chair: str) -> str:
    said = checked(chair, "the name of the chair", least=2, most=100, field="chair")
    if "\n" in said:
        raise QuestionError("the name of the chair must be one line", "chair")
    return said
