"""The day it is where Nightjar is used, and days as people there write them."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# the day first, as in this country; a year in two figures could be a day
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
IN_WORDS = ("%d %B %Y", "%d %b %Y")


def today() -> dt.date:
    """Return the day by Europe/London's calendar, wherever the server is."""
    return dt.datetime.now(LONDON).date()


def written_day(words: str) -> dt.date:
    """Return the day of 2026-09-30, 30/9/2026 or 30 September 2026. Raises: ValueError."""
    written = " ".join(words.split())
    if numbers := NUMBERS.fullmatch(written):
        return dt.date(int(numbers[4]), int(numbers[3]), int(numbers[1]))
    if written[-5:-4] == " ":
        for form in IN_WORDS:
            with suppress(ValueError):
                return dt.datetime.strptime(written, form).date()
    return dt.date.fromisoformat(written)
