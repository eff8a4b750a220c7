"""What joint reviews did in a quarter, of all authorities together, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from geo import released_board
from webmap.formats import thousands
from webmap.quarters import Asked
from webmap.wording import Row

Counts = Mapping[str, int | None]

COUNTED = {
    "reviews_held": ("joint review held", "joint reviews held"),
    "cases_opened": ("case opened", "cases opened"),
    "decisions": ("decision signed by both sides", "decisions signed by both sides"),
    "actions_done": ("action done", "actions done"),
    "actions_late": ("action late", "actions late"),
}
NO_DATA = (
    "Joint reviews: no data. None is recorded in a quarter that is published, which does not say "
    "that there was none."
)


def counts(connection: Connection, quarter: str) -> Counts:
    """Return what joint reviews did in a published quarter; None where none is in any of them."""
    rows = released_board.review_counts(connection)
    ever = any(row[column] for row in rows for column in COUNTED)
    return _own(rows, quarter, tuple(COUNTED), ever=ever)


def reply_counts(connection: Connection, quarter: str) -> Counts:
    """Return how many complaints and replies came in a published quarter; None if none ever did."""
    rows = released_board.representation_counts(connection)
    return _own(
        rows, quarter, ("received", "answered", "upheld"), ever=any(row["received"] for row in rows)
    )


def sentences(connection: Connection, asked: Asked) -> list[str]:
    """Say what joint reviews did in a published quarter; none in any of them is no data."""
    own = counts(connection, asked.name)
    if own["reviews_held"] is None:
        return [*replies(connection, asked), NO_DATA]
    measures = [
        f"{row['words']} ({thousands(row['decisions'])})"
        for row in released_board.measure_counts(connection)
        if row["quarter"] == asked.name
    ]
    said = [
        *replies(connection, asked),
        f"Joint reviews, of all authorities together: {', '.join(_counted(own))}.",
    ]
    return [*said, f"Decided: {'; '.join(measures)}."] if measures else said


def replies(connection: Connection, asked: Asked) -> list[str]:
    """Say how many complaints and replies came in a published quarter, if any ever did."""
    own = reply_counts(connection, asked.name)
    said = {name: thousands(number) for name, number in own.items() if number is not None}
    if not said:
        return []
    return [
        f"Complaints and replies: {said['received']} came, {said['answered']} answered, "
        f"{said['upheld']} upheld or in part."
    ]


def _own(rows: Sequence[Row], quarter: str, columns: Sequence[str], *, ever: bool) -> Counts:
    """Return the numbers of a quarter; where nothing was ever recorded none is known to be 0."""
    own = next(row for row in rows if row["quarter"] == quarter)
    return {column: int(own[column]) if ever else None for column in columns}


def _counted(row: Counts) -> Iterator[str]:
    for column, (one, many) in COUNTED.items():
        if (number := row[column]) is not None:
            yield f"{thousands(number)} {one if number == 1 else many}"
