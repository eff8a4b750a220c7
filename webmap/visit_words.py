"""Visits in plain words: what is planned, what came of it, what was said of a listed premises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from geo.errors import QuestionError
from geo.free_text import WARNING
from geo.visits import AWARENESS, MEASURES, OUTCOMES, VERDICTS
from webmap.formats import day, moment, sentence
from webmap.wording import Row

__all__ = ["AWARENESS", "MEASURES", "OUTCOMES", "VERDICTS", "WARNING"]
STATES: Mapping[str, tuple[str, str]] = {
    "planned": ("Planned", "govuk-tag--blue"),
    "overdue": ("Overdue", "govuk-tag--yellow"),
    "done": ("Made", "govuk-tag--green"),
    "cancelled": ("Called off", "govuk-tag--grey"),
}
FIELDS: Mapping[str, str] = {
    "visited_on": "Day",
    "visited_by": "Officer",
    "outcome": "What came of it",
    "measure": "Advice or conditions",
    "measure_text": "Which",
    "awareness": "Awareness",
    "note": "Note",
    "reply": "The business’s reply",
    "planned_for": "Day",
    "assigned_to": "Officer",
    "status": "State",
    "reason": "Why it was called off",
}
SAID = {
    "planned": "The plan was saved.",
    "undone": "The last change was taken back.",
    "recorded": "The visit was recorded.",
    "corrected": "The record was corrected; the older version is kept below.",
}


def state(row: Row, on_day: dt.date) -> str:
    """Return what is now said of a visit; one that is due and past is overdue."""
    late = row["status"] == "planned" and row["planned_for"] < on_day
    return "overdue" if late else str(row["status"])


def tag(row: Row, on_day: dt.date) -> tuple[str, str]:
    """Return the word for the state of a visit, and the class of its tag."""
    return STATES[state(row, on_day)]


def outcome(code: str | None) -> str:
    """Say what came of a visit."""
    return sentence(OUTCOMES.get(code or "", "not recorded"))


def awareness(codes: Sequence[str] | None) -> str:
    """Say what was done to raise awareness."""
    return sentence(", ".join(AWARENESS.get(each, each) for each in codes or ()) or "none")


def verdict(row: Row | None) -> str:
    """Say what somebody said of a listed premises; nothing if nobody did, or took it back."""
    if row is None or row["verdict"] == "withdrawn":
        return ""
    told = [words for words in (row["reason_words"], row["why"]) if words]
    why = f": {'. '.join(sentence(each) for each in told)}" if told else "."
    return (
        f"{row['changed_by_name']} said on {day(row['changed_at'])} that it is "
        f"{VERDICTS[row['verdict']]}{why}"
    )


def value(name: str, given: Any, names: Mapping[UUID, str]) -> str:
    """Write a field of a plan or a record, as a comparison of two versions shows it."""
    if name in {"visited_on", "planned_for"}:
        return day(given)
    if name in {"visited_by", "assigned_to"}:
        return names.get(given, "nobody yet" if given is None else "another officer")
    if name == "status":
        return STATES[given][0]
    if name == "outcome":
        return outcome(given)
    if name == "measure":
        return sentence(MEASURES.get(given, given))
    return awareness(given) if name == "awareness" else str(given or "")


def differences(
    fields: Sequence[str],
    theirs: Mapping[Any, Any],
    ours: Mapping[str, Any],
    names: Mapping[UUID, str],
) -> list[tuple[str, str, str, bool]]:
    """Return each field as two versions have it, and whether they differ."""
    return [
        (FIELDS[name], one, other, one != other)
        for name in fields
        for one, other in [(value(name, theirs[name], names), value(name, ours[name], names))]
    ]


def newer(row: Row) -> str:
    """Say who wrote a newer version and when, to whoever comes second."""
    return (
        f"{row['changed_by_name']} saved a newer version on {moment(row['changed_at'])}, after you "
        "opened this one. Nothing is lost: both are below. Saving again makes yours the newest and "
        "keeps theirs in the history."
    )


def said_of_plan(query: Mapping[str, str]) -> str:
    """Say how many visits were just planned, by the numbers that the address has."""
    made, kept = (_count(query.get(name)) for name in ("planned", "kept"))
    parts = [f"{made} visit{'s were' if made != 1 else ' was'} planned."] if made else []
    if kept:
        stay = "it stays as it was" if kept == 1 else "those stay as they were"
        parts.append(f"{kept} premises had a visit planned already: {stay}.")
    return " ".join(parts)


def account(given: str | None) -> UUID | None:
    """Return the account that a form chose; None for nobody yet. Raises: QuestionError."""
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise QuestionError("choose an officer of the list, or nobody yet", "assigned_to") from None


def _count(given: str | None) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 4 else 0
