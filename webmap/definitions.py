"""Days on which reports began to be classed by another definition: no trend goes across one."""

from __future__ import annotations

from collections.abc import Sequence

from geo.quarters import Quarter
from webmap.formats import day
from webmap.wording import Row


def break_between(before: Quarter, now: Quarter, breaks: Sequence[Row]) -> Row | None:
    """Return the last definition that changed after ``before`` began, until the end of ``now``."""
    found = [row for row in breaks if before.first_day < row["day"] <= now.last_day]
    return found[-1] if found else None


def changed_definition(row: Row) -> str:
    """Say that a definition changed between two quarters."""
    return (
        f"On {day(row['day'])} {row['reason']}. Quarters from before and after it count different "
        "things, so the two are not compared."
    )
