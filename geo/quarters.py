"""Calendar quarters: the only windows of time that anybody but an analyst is shown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from geo.errors import QuestionError


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter of Europe/London days; two of them never overlap."""

    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> Quarter:
        """Read a quarter such as 2026Q3. Raises: QuestionError."""
        found = re.fullmatch(r"(19[7-9]\d|20\d\d)Q([1-4])", name)
        if found is None:
            raise QuestionError(
                "a quarter must be written as a year, Q and 1 to 4, such as 2026Q3, found "
                f"{name[:20]!r}: free windows of days are for analysts alone"
            )
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> dt.date:
        """The first day that is counted."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that is counted."""
        return (self.next.first_day) - dt.timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def today() -> dt.date:
    """Return the day that it is in Europe/London."""
    return dt.datetime.now(ZoneInfo("Europe/London")).date()
