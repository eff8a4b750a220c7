"""The days that an analyst's map is about: any that are asked for, within reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

MOST_DAYS = 1100  # as released.place_for_analyst: three years
USUAL_DAYS = 90
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
BACK = dt.timedelta(days=3 * 365)  # how far the slider goes back


@dataclass(frozen=True)
class Span:
    """Days, both counted; ``fault`` says why others than those that were asked for are shown."""

    first: dt.date
    last: dt.date
    fault: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The days as an address asks for them."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def asked_days(given: Mapping[str, str], newest: dt.date) -> Span:
    """Return the days that a form or an address asks for, or the 90 up to the newest data."""
    usual = Span(newest - dt.timedelta(days=USUAL_DAYS - 1), newest)
    if not given.get("from") and not given.get("to"):
        return usual
    try:
        first = dt.date.fromisoformat(given.get("from", ""))
        last = dt.date.fromisoformat(given.get("to", ""))
    except ValueError:
        return _instead(usual, "Both days must be dates, such as 1 July 2026")
    if first > last:
        return _instead(usual, "The first day must not be after the last")
    if (last - first).days >= MOST_DAYS:
        return _instead(usual, f"No more than {MOST_DAYS:,} days can be shown at once")
    if not EARLIEST <= first <= last <= LATEST:
        return _instead(usual, "Both days must be between 1990 and 2100")
    return Span(first, last)


def _instead(usual: Span, fault: str) -> Span:
    return Span(usual.first, usual.last, f"{fault}. Shown are the usual {USUAL_DAYS} days.")
