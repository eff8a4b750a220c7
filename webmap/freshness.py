"""How old the data are, and when that has to be said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from webmap.formats import LONDON, day, thousands

# Suppliers send episodes monthly: past a month and a half a delivery was missed. A register older
# than a quarter misses a round of reviews. Boundaries, postcodes and roads change slowly.
STALE_AFTER_DAYS = {"episodes": 45, "premises": 92, "food": 92, "taxi": 92}


@dataclass(frozen=True)
class Freshness:
    """The last day that episodes cover, seen from a day; None if that is not known."""

    data_to: dt.date | None
    today: dt.date

    @property
    def age_days(self) -> int | None:
        """How many days ago the data end; None if that is not known."""
        return None if self.data_to is None else (self.today - self.data_to).days

    @property
    def stale(self) -> bool:
        """Whether a reader must be warned."""
        return self.age_days is None or is_stale("episodes", self.age_days)

    @property
    def warning(self) -> str:
        """What a reader must be told."""
        if self.data_to is None or self.age_days is None:
            return "No episodes that are held state a date, so nothing says how old they are."
        return (
            f"The episodes end on {day(self.data_to)}, {thousands(self.age_days)} days ago. "
            "What has happened since is not known here."
        )


def is_stale(kind: str, age_days: int) -> bool:
    """Whether a kind of source is so old that it should be asked for again."""
    after = STALE_AFTER_DAYS.get(kind)
    return after is not None and age_days > after


def today() -> dt.date:
    """Return the day it is in London."""
    return dt.datetime.now(LONDON).date()
