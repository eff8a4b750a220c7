"""What was done in a quarter, by authority: premises shown, visits made, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from geo import released_board
from webmap.formats import thousands
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
        )
        for code, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
    ]


def sentences(quarter: Row, found: list[Done]) -> list[str]:
    """Say what the numbers mean."""
    said = [
        "Premises that officers were shown are near areas in which episodes recur; an authority "
        f"with fewer than {quarter['minimum_premises_for_board']} of them, or none, is not shown. "
        f"{NEAR} Visits are of any premises, as officers have recorded them so far."
    ]
    if not all(each.recorded for each in found):
        said.append(
            "“No data” of visits is not 0: the authority’s officers have never recorded a visit "
            "here, so what they did is not known."
        )
    return said


def _visits(row: Row | None, *, recorded: bool) -> dict[str, int | None]:
    return {
        column: (0 if recorded else None) if row is None else row[column]
        for column in COLUMNS
        if column != "premises"
    }
