"""What joint reviews did in a quarter, of all authorities together, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from geo import released_board
from webmap.formats import thousands
from webmap.quarters import Asked
from webmap.wording import Row

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


def sentences(connection: Connection, asked: Asked) -> list[str]:
    """Say what joint reviews did in a published quarter; none in any of them is no data."""
    rows = released_board.review_counts(connection)
    if not any(row[column] for row in rows for column in COUNTED):
        return [*replies(connection, asked), NO_DATA]
    own = next(row for row in rows if row["quarter"] == asked.name)
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
    rows = released_board.representation_counts(connection)
    if not any(row["received"] for row in rows):
        return []
    own = next(row for row in rows if row["quarter"] == asked.name)
    return [
        f"Complaints and replies: {thousands(own['received'])} came, {thousands(own['answered'])} "
        f"answered, {thousands(own['upheld'])} upheld or in part."
    ]


def _counted(row: Row) -> Iterator[str]:
    for column, (one, many) in COUNTED.items():
        yield f"{thousands(row[column])} {one if row[column] == 1 else many}"
