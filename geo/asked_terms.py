"""The terms of a question as a page takes them: from a form or a link, and back into a link.

Whether they can be answered is told by whoever answers (``geo/question.py``); what a page could not
have offered is refused here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from geo.clock import written_day
from geo.errors import QuestionError

Terms = dict[str, Any]
# of a form: its name, what it is called, the least and the most
NUMBERS = (
    ("window_days", "the number of days", 1, 36_600),
    ("minimum_episodes", "the fewest episodes", 1, 1_000_000),
    ("minimum_children", "the fewest children", 0, 1_000_000),
    ("merge_m", "how near points are one place", 0, 1_000),
    ("radius_m", "how near a premises is near", 1, 5_000),
)
STANDARD: Mapping[str, int] = {
    "window_days": 90,
    "minimum_episodes": 3,
    "minimum_children": 2,
    "merge_m": 50,
    "radius_m": 400,
}
MOST_CONDITIONS = 10
LONGEST_VALUE = 60


class Form(Protocol):
    """What a form or the terms of an address are."""

    def get(self, key: str, default: str, /) -> str:
        """Return what was said of a term."""

    def getlist(self, key: str, /) -> list[str]:
        """Return all that was said of a term."""


def asked(form: Form, kinds: Sequence[str], conditions: Sequence[str]) -> Terms:
    """Return the terms that a form states. Raises: QuestionError saying what is wrong.

    ``kinds`` and ``conditions`` are those that can be asked of.
    """
    last = _day(form.get("as_at", ""), "the last day", "as_at")
    terms: Terms = {"as_at": last.isoformat()}
    for name, words, least, most in NUMBERS:
        terms[name] = _number(form.get(name, ""), words, least, most, name)
    if first := form.get("from", "").strip():
        days = (last - _day(first, "the first day", "from")).days + 1
        if days < 1:
            raise QuestionError("the first day must not be after the last", "from")
        terms["window_days"] = days
    chosen = form.getlist("kinds")
    if unknown := [each for each in chosen if each not in kinds]:
        raise QuestionError(
            f"choose kinds of premises from what is offered, not {len(unknown)}", "kinds"
        )
    terms["kinds"] = sorted(set(chosen)) or None
    terms["only"] = _conditions("\n".join(form.getlist("only")), conditions)
    return terms


def link(terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return terms as those of an address, by which the same can be asked again."""
    said: dict[str, Any] = {name: terms[name] for name in ("as_at", *STANDARD)}
    if terms["kinds"]:
        said["kinds"] = list(terms["kinds"])
    if terms["only"]:
        said["only"] = [f"{column}={value}" for column, value in sorted(terms["only"].items())]
    return said


def of_run(run: Mapping[Any, Any]) -> Terms:
    """Return the terms by which a stored run was asked."""
    return {
        "as_at": run["as_at"].isoformat(),
        **{name: int(run[name] or 0) for name in STANDARD},
        "kinds": list(run["kinds"]) if run["kinds"] else None,
        "only": dict(run["only_where"]),
    }


def first_day(terms: Mapping[str, Any]) -> dt.date:
    """Return the first day that is counted."""
    last = dt.date.fromisoformat(terms["as_at"])
    return last - dt.timedelta(days=terms["window_days"] - 1)


def _day(written: str, words: str, field: str) -> dt.date:
    try:
        day = written_day(written)
    except ValueError as error:
        raise QuestionError(
            f"{words} must be written as a date, such as 2026-09-30 or 30/9/2026", field
        ) from error
    if not 1970 <= day.year <= 2100:
        raise QuestionError(f"{words} must be from 1970 to 2100", field)
    return day


def _number(written: str, words: str, least: int, most: int, name: str) -> int:
    said = written.strip()
    if not said:
        return STANDARD[name]
    if not said.isdecimal() or len(said) > 9 or not least <= int(said) <= most:
        raise QuestionError(f"{words} must be a whole number from {least:,} to {most:,}", name)
    return int(said)


def _conditions(written: str, known: Sequence[str]) -> dict[str, str]:
    """Read conditions, one to a line, as column=value."""
    found: dict[str, str] = {}
    for line in filter(str.strip, written.splitlines()):
        column, equals, value = (part.strip() for part in line.partition("="))
        column = column.lower().replace(" ", "_")
        if not equals or column not in known or not value:
            raise QuestionError(
                "a condition is written as column=value, one to a line, and the column is one of "
                f"{', '.join(known)}",
                "only",
            )
        if len(value) > LONGEST_VALUE or not value.isprintable() or column in found:
            raise QuestionError(f"a condition of {column} is given once, in a few words", "only")
        found[column] = value
    if len(found) > MOST_CONDITIONS:
        raise QuestionError(f"at most {MOST_CONDITIONS} conditions can be set", "only")
    return found
