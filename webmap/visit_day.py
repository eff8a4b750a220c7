"""The day of a visit in a form: three fields, which are typed on a phone with one thumb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from geo.clock import today
from geo.errors import QuestionError

PARTS = ("day", "month", "year")
FURTHEST_DAYS = 731


def to_come(day: dt.date) -> dt.date:
    """Return a day that a visit may be planned for. Raises: QuestionError for any other."""
    # a slip in the year would plan a visit that nobody sees, and no other to those premises
    if not today() <= day <= today() + dt.timedelta(days=FURTHEST_DAYS):
        raise QuestionError(
            "a visit must be planned for today or a day of the next two years: "
            "one that was made is recorded, not planned",
            "day-day",
        )
    return day


def fields(day: dt.date | None, name: str, form: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what stands in the three fields: what was typed, or else a day."""
    if form is not None and any(f"{name}-{part}" in form for part in PARTS):
        return {part: form.get(f"{name}-{part}", "")[:10] for part in PARTS}
    return {part: "" if day is None else str(getattr(day, part)) for part in PARTS}


def items(values: Mapping[str, str], *, wrong: bool = False) -> list[dict[str, Any]]:
    """Return the three fields as the date input draws them."""
    error = " govuk-input--error" if wrong else ""
    return [
        {
            "name": part,
            "value": values[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{error}",
        }
        for part in PARTS
    ]
