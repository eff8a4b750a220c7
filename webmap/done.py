"""What was done in a quarter, by authority: premises shown, visits made, and what came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from geo import released_board
from webmap.formats import day, thousands
from webmap.quarters import Asked
from webmap.wording import NEAR, Row

NOT_SHOWN, NO_DATA = "not shown", "no data"
COLUMNS: Mapping[str, str] = {
    "premises": "Premises shown",
    "premises_visited": "Premises visited",
    "planned": "Visits planned",
    "done": "Made of these",
    "briefings": "Staff briefings",
    "posters": "Posters given",
    "trainings": "Staff trainings",
    "test_purchases": "Test purchases",
    "conditions": "Conditions set",
}


@dataclass(frozen=True)
class Done:
    """What an authority did; None is a number that is not shown, or that nobody recorded."""

    authority: str
    name: str
    numbers: Mapping[str, int | None]
    recorded: bool  # whether its officers ever recorded a visit
    recorded_to: dt.date | None = None  # the last day on which anything of the quarter's was

    def said(self, column: str) -> str:
        """Write a number, or why there is none."""
        number = self.numbers[column]
        if number is not None:
            return thousands(number)
        return NOT_SHOWN if column == "premises" else NO_DATA


def read(connection: Connection, asked: Asked) -> list[Done]:
    """Return what was done in a published quarter, in order of the authorities' names.

    An authority whose officers recorded visits in another quarter has none in this one: 0. Of one
    that never recorded any, nothing is known.
    """
    shown = released_board.flag_counts(connection, asked.name)
    visits = released_board.visit_counts(connection)
    pictured = [row for row in released_board.picture(connection) if row["quarter"] == asked.name]
    names = {row["authority"]: row["authority_name"] for row in [*pictured, *shown, *visits]}
    premises = {row["authority"]: row["premises"] for row in shown}
    made = {row["authority"]: row for row in visits if row["quarter"] == asked.name}
    ever = {row["authority"] for row in visits}
    return [
        Done(
            code,
            name,
            {
                "premises": premises.get(code),
                **_visits(made.get(code), recorded=code in ever),
            },
            code in ever,
            made[code]["recorded_to"] if code in made else None,
        )
        for code, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
    ]


def sentences(quarter: Row, found: list[Done]) -> list[str]:
    """Say what the numbers mean."""
    said = [
        "Premises that officers were shown are near areas in which episodes recur; an authority "
        f"with fewer than {quarter['minimum_premises_for_board']} of them, or none, is not shown. "
        f"{NEAR} Visits are of any premises, {_as_recorded(found)}."
    ]
    if not all(each.recorded for each in found):
        said.append(
            "“No data” of visits is not 0: the authority’s officers have never recorded a visit "
            "here, so what they did is not known."
        )
    return said


def of_before(connection: Connection, asked: Asked) -> list[str]:
    """Say what is by now known to have been done in the quarter before; nothing without one.

    Visits are written down after their quarter has ended and its snapshot was made, which does not
    change: the next one says what was added.
    """
    if asked.before is None:
        return []
    name = asked.before["quarter"]
    rows = [row for row in released_board.visit_counts(connection) if row["quarter"] == name]
    if not rows:
        return []
    said = [
        f"{thousands(total)} {words.lower()}"
        for column, words in COLUMNS.items()
        if column not in {"premises", "planned", "done"}
        and (total := sum(row[column] for row in rows))
    ]
    return [f"Of {name}, as now recorded, all authorities: {', '.join(said) or 'no visit'}."]


def _as_recorded(found: list[Done]) -> str:
    days = [each.recorded_to for each in found if each.recorded_to is not None]
    return f"as recorded by {day(max(days))}" if days else "as officers have recorded them so far"


def _visits(row: Row | None, *, recorded: bool) -> dict[str, int | None]:
    return {
        column: (0 if recorded else None) if row is None else row[column]
        for column in COLUMNS
        if column != "premises"
    }
