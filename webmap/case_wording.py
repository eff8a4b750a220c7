"""A case and its meeting in plain words: where it stands, which clocks run, what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.differences import Part, differences
from geo.joint_desk import ACTION_STATES, MATTERS, MEETING_STATES
from geo.statutory_clocks import EVENTS, Deadline, deadlines
from webmap.formats import LONDON, day, moment
from webmap.wording import Row

SIDES = {"police": "police", "council": "council"}
SIDES_IN_FULL = {"police": "police", "council": "the council"}
TABS = {"evidence": "evidence", "licence": "licences"}
FAMILIES = {
    "none": "Nothing, or not yet",
    "support": "Awareness and support",
    "licensing": "Licensing Act 2003",
    "closure": "Closure and other powers over places",
    "taxi": "Taxi and private hire",
    "person": "Powers over persons",
}
MATTER_WORDS, ACTION_WORDS, MEETING_WORDS = MATTERS, ACTION_STATES, MEETING_STATES


@dataclass(frozen=True)
class Clock:
    """A clock of a case and what it asks for by when."""

    row: Row
    deadlines: tuple[Deadline, ...]

    @property
    def words(self) -> str:
        """What happened, and when."""
        event = EVENTS[self.row["event"]]
        began = self.row["began_at"]
        return f"{event.words}: {moment(began) if event.by_the_hour else day(began)}"

    @property
    def runs(self) -> bool:
        """Whether it has not been stopped."""
        return self.row["stopped_at"] is None


def clocks(rows: Iterable[Row]) -> list[Clock]:
    """Return clocks with their deadlines, those that run first."""
    found = [Clock(row, deadlines(row["event"], row["began_at"])) for row in rows]
    return sorted(found, key=lambda each: not each.runs)


def next_deadline(found: Iterable[Clock], now: dt.datetime) -> Deadline | None:
    """Return what a running clock asks for next; what has passed is left to the list of clocks."""
    waiting = [each for clock in found if clock.runs for each in clock.deadlines if each.due > now]
    return min(waiting, key=lambda each: each.due, default=None)


def by_when(deadline: Deadline) -> str:
    """Write by when something is due: a day, or a day and a time."""
    return moment(deadline.due) if deadline.by_the_hour else day(deadline.day)


def left(deadline: Deadline, now: dt.datetime) -> str:
    """Say how long is left: 3 days left, today, passed 2 days ago."""
    days = (deadline.day - now.astimezone(LONDON).date()).days
    if deadline.due <= now:
        return "passed today" if days >= 0 else f"passed {_days(-days)} ago"
    return "today" if days == 0 else f"{_days(days)} left"


def standing(case: Row) -> str:
    """Say where a case stands."""
    if case["state"] == "closed":
        return "Closed"
    if case["measure"] is None:
        return "No decision yet"
    if case["stands"]:
        return f"Decided: {case['measure_words']}"
    missing = [name for side, name in SIDES_IN_FULL.items() if case[f"{side}_by"] is None]
    return f"Draft: {case['measure_words']}. Waits for {' and '.join(missing)} to sign"


def opened(case: Row) -> str:
    """Say who opened a case, when, and from what they had seen."""
    said = f"Opened by {case['opened_by']} ({SIDES[case['side']]}) on {day(case['opened_at'])}"
    if case["run_as_at"] is not None:
        return f"{said}, from the run of {day(case['run_as_at'])}"
    if case["quarter"] is not None:
        return f"{said}, from the list of {case['quarter']}"
    return said


def due(action: Row, today: dt.date) -> str:
    """Say whether an action is due or late; nothing if it is at an end or not due yet."""
    if action["state"] != "open" or action["due_on"] > today:
        return ""
    days = (today - action["due_on"]).days
    return "due today" if days == 0 else f"{_days(days)} late"


def seen(row: Row) -> str:
    """Say that somebody of a side was shown something, and when."""
    of_what = f" ({row['of_what']})" if row["of_what"] else ""
    when = moment(row["seen_at"])
    return f"{row['seen_by']}, {SIDES[row['side']]}: {TABS[row['tab']]}{of_what}, {when}"


def both(
    edit: Row, now: Mapping[str, Any], names: Mapping[str, str]
) -> list[tuple[str, list[Part]]]:
    """Return what differs between the newest version and what waits, field by field."""
    found = []
    for field, words in FIELDS[edit["kind"]].items():
        theirs, yours = (_told(field, each.get(field), names) for each in (now, edit["content"]))
        if theirs != yours or field in TEXTS:
            found.append((words, differences(theirs, yours)))
    return found


FIELDS: dict[str, dict[str, str]] = {
    "note": {"words": "Note"},
    "decision": {"measure": "Measure", "reason": "Reason", "meeting": "Meeting"},
    "action": {
        "what": "Action",
        "owner": "Whose",
        "due_on": "Due",
        "state": "State",
        "outcome": "What came of it",
    },
}
TEXTS = frozenset({"words", "reason", "what"})


def agenda_order(cases: Sequence[Row], running: Mapping[Any, Deadline | None]) -> list[Row]:
    """Return cases in the order to work down: what the law asks for next, then what is due next."""
    never = dt.datetime.max.replace(tzinfo=dt.UTC)

    def key(case: Row) -> tuple[Any, ...]:
        deadline = running.get(case["case_id"])
        return (
            case["state"] == "closed",
            deadline.due if deadline else never,
            case["next_due"] or dt.date.max,
            case["opened_at"],
            str(case["case_id"]),
        )

    return sorted(cases, key=key)


def _told(field: str, value: object, names: Mapping[str, str]) -> str:
    if value is None:
        return "none"
    said = str(value)
    if field == "due_on":
        return day(dt.date.fromisoformat(said))
    return ACTION_STATES.get(said, said) if field == "state" else names.get(said, said)


def _days(number: int) -> str:
    return f"{number} day{'s' if number != 1 else ''}"


# why a signature was not made anew, for the page of the case; by how the database refuses it
NOT_SIGNED = {
    "signed": "Your side has signed this version already, and the signature stands.",
    "newer": "Nothing was signed: the decision was changed after you read it. The newest version "
    "is below. Read it, then sign that.",
    "other": "Nothing was signed: you signed this version for the other side, and it takes two "
    "people.",
    "none": "Nothing was signed: there is no decision to sign yet.",
}
_REFUSED_BY = {
    "your side has signed": "signed",
    "the decision was changed": "newer",
    "you signed it for the other side": "other",
    "there is no decision": "none",
}


def not_signed(refusal: str) -> str | None:
    """Return by which word the page of a case says why nothing was signed; None for another."""
    found = (word for begins, word in _REFUSED_BY.items() if refusal.startswith(begins))
    return next(found, None)


def not_closed(left: Sequence[str]) -> str:
    """Say that a case is not closed over words of one's own, by the names of their forms."""
    names = ", ".join(dict.fromkeys(name[0].lower() + name[1:] for name in left))
    return (
        f"you typed what is not saved yet in this case ({names}), and a closed case takes no more: "
        "save it or throw it away on Not saved yet, and close the case then"
    )
