"""Days and times that forms ask for: three fields for a day, as people write it; London's clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from geo.clock import today
from geo.errors import QuestionError
from webmap.formats import LONDON

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def asked_day(form: Mapping[str, str], name: str, what: str, *, to_come: bool = False) -> dt.date:
    """Return the day of three fields ``name-day``, ``-month``, ``-year``.

    ``to_come``: the day may not be past, so nor is the example. Raises: QuestionError.
    """
    field, like = f"{name}-day", example(to_come=to_come)
    parts = [form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise QuestionError(f"enter {what} as day, month and year, like {like}", field)
    day, month, year = (int(part[:6]) for part in parts)
    if year < 100:
        raise QuestionError(
            f"write the year of {what} with four figures, like {like}", f"{name}-year"
        )
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise QuestionError(f"{what} must be a real day, like {like}", field) from None


def asked_moment(form: Mapping[str, str], name: str, what: str) -> dt.datetime:
    """Return a day and a time of London; without a time, the beginning of the day.

    The hour that comes twice when the clocks go back is the first of the two: a clock that began
    with it ends earlier. Raises: QuestionError for what is no time, and for the hour that is left
    out when they go forward.
    """
    day, said = asked_day(form, name, what), form.get(f"{name}-time", "").strip()
    time = dt.time()
    if said:
        found = _TIME.fullmatch(said)
        if found is None:
            raise QuestionError(f"enter the time of {what} by 24 hours, like 14:30", f"{name}-time")
        time = dt.time(int(found[1]), int(found[2]))
    moment = dt.datetime.combine(day, time, LONDON)
    if moment.astimezone(dt.UTC).astimezone(LONDON).time() != time:
        raise QuestionError(
            f"the time of {what} must be one that there was: the clocks went forward",
            f"{name}-time",
        )
    return moment


def example(*, to_come: bool = False) -> str:
    """Write a day as the three fields take it: today, or the same day of next week."""
    day = today() + dt.timedelta(days=7 if to_come else 0)
    return f"{day.day} {day.month} {day.year}"


def fields(name: str, day: dt.date) -> dict[str, str]:
    """Return a day as a form holds it."""
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }
