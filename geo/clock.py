"""The day it is where Nightjar is used."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> dt.date:
    """Return the day by Europe/London's calendar, wherever the server is."""
    return dt.datetime.now(LONDON).date()
