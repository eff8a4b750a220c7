"""Dates and times as registers write them: the order of day and month is settled by the column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from loaders.values import NOTHING, BadCell, kind_of

LONDON = ZoneInfo("Europe/London")
EXCEL_EPOCH = dt.date(1899, 12, 30)
SENTINELS = frozenset(
    {dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1753, 1, 1), dt.date(1, 1, 1)}
)
EARLIEST = 1900  # the year; before it a digit was lost, as from 24/11/0005

_TIME = (
    r"(?:[T\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm|hrs)?"
    r"\s*(Z|UTC|GMT|BST|[+-]\d\d(?::?\d\d)?)?)?"
)
_ISO = re.compile(rf"^(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}$", re.IGNORECASE)
_SLASHED = re.compile(
    rf"^(\d{{1,2}})[/.\-\s](\d{{1,2}})[/.\-\s](\d{{4}}|\d{{2}}){_TIME}$", re.IGNORECASE
)
_NAMED = re.compile(
    rf"^(?:[a-z]{{3,9}},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]{{3,9}})\.?,?[\s-]+"
    rf"['’]?(\d{{4}}|\d{{2}}){_TIME}$",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    rf"^([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}$", re.IGNORECASE
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_COMPACT_TIME = re.compile(
    r"^((?:19|20)\d\d)(\d\d)(\d\d)T?([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?$", re.IGNORECASE
)
# as a spreadsheet shows 2026-09 once it has taken it for a month
_MONTH_ALONE = re.compile(r"^([a-z]{3,9})[\s.-]+['’]?(\d{4}|\d{2})$", re.IGNORECASE)
_SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
_EPOCH_MS = re.compile(r"^-?\d{11,13}$")
# the year 9999, and the year 1, on the same clock
_NEVER_MS = re.compile(r"^(?:25340\d{10}|253[34]\d{11}|-62\d{12})$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


@dataclass(frozen=True)
class Moment:
    """A date, with the time of day if one was given, and the zone if that was."""

    on: dt.date
    at: dt.time | None = None
    zone: dt.tzinfo | None = None


def month_first(cells: Iterable[str]) -> bool | None:
    """Whether a column writes the month before the day; None if every date could be either."""
    told_day_first = told_month_first = slashed = 0
    for cell in cells:
        if found := _SLASHED.match(cell.strip()):
            slashed += 1
            first, second = int(found[1]), int(found[2])
            told_day_first += first > 12
            told_month_first += second > 12
    if told_month_first and not told_day_first:
        return True
    if told_day_first or not slashed:
        return False
    return None


def moment(cell: str, *, us_order: bool = False) -> Moment | None:
    """Return what a cell says, or None if it is empty or a stand-in such as 31/12/9999.

    Raises: BadCell if it is not a date.
    """
    tidied = " ".join(cell.split())
    if tidied.lower() in NOTHING or re.fullmatch(r"0+([/.:\s-]0+)*", tidied):
        return None
    if found := _ISO.match(tidied):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _SLASHED.match(tidied):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if us_order else (first, second)
        year = _full_year(found[3])
    elif found := _NAMED.match(tidied):
        day, month, year = int(found[1]), _month(found[2], cell), _full_year(found[3])
    elif found := _NAMED_FIRST.match(tidied):
        day, month, year = int(found[2]), _month(found[1], cell), int(found[3])
    elif found := _COMPACT.match(tidied):
        return _checked(int(found[1]), int(found[2]), int(found[3]), None, cell)
    elif found := _COMPACT_TIME.match(tidied):  # as milliseconds it would lie in the 1970s
        told = _checked(int(found[1]), int(found[2]), int(found[3]), None, cell)
        return Moment(told.on, dt.time(int(found[4]), int(found[5]))) if told else None
    elif found := _SERIAL.match(tidied):
        return _from_serial(float(tidied), cell)
    elif _NEVER_MS.match(tidied):
        return None
    elif _EPOCH_MS.match(tidied):
        return _from_epoch(int(tidied), cell)
    else:
        raise BadCell("not_a_date", kind_of(cell))
    return _checked(year, month, day, found, cell)


def month_alone(cell: str) -> dt.date | None:
    """Return the first day of a month that is told by its name, None if a cell tells none."""
    found = _MONTH_ALONE.match(cell.strip())
    name = found[1].lower() if found else ""
    if found is None or not any(whole.startswith(name) for whole in _WHOLE_MONTHS):
        return None
    return dt.date(_full_year(found[2]), _MONTHS.index(name[:3]) + 1, 1)


def date(cell: str, *, us_order: bool = False) -> dt.date | None:
    """Return the day alone. Raises: BadCell."""
    found = moment(cell, us_order=us_order)
    return found.on if found else None


def _checked(
    year: int, month: int, day: int, found: re.Match[str] | None, cell: str
) -> Moment | None:
    if year > 2100:
        return None  # 31/12/9999 and its like: no end
    try:
        on = dt.date(year, month, day)
    except ValueError:
        raise BadCell("no_such_date", kind_of(cell)) from None
    if on in SENTINELS:
        return None
    if year < EARLIEST:
        raise BadCell("no_such_date", kind_of(cell))
    at, zone = _time(found, cell) if found else (None, None)
    return Moment(on, at, zone)


def _time(found: re.Match[str], cell: str) -> tuple[dt.time | None, dt.tzinfo | None]:
    hour, minute, second, half, zone = found.groups()[3:8]
    if hour is None:
        return None, None
    hours = int(hour)
    half = None if half and half.lower() == "hrs" else half
    if half and (hours > 23 or (hours > 12 and half.lower() == "am")):
        raise BadCell("no_such_time", kind_of(cell))
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    try:
        at = dt.time(hours, int(minute), int(second or 0))
    except ValueError:
        raise BadCell("no_such_time", kind_of(cell)) from None
    if not zone:
        return at, None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return at, dt.UTC
    if zone.upper() == "BST":
        return at, dt.timezone(dt.timedelta(hours=1))
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 23 or minutes > 59:
        raise BadCell("no_such_time", kind_of(cell))
    return at, dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _month(name: str, cell: str) -> int:
    try:
        return _MONTHS.index(name[:3].lower()) + 1
    except ValueError:
        raise BadCell("not_a_date", kind_of(cell)) from None


def _from_serial(serial: float, cell: str) -> Moment | None:
    """Read a date that a spreadsheet gave away as the number of days since 1899."""
    if not 20_000 <= serial < 80_000:
        raise BadCell("not_a_date", kind_of(cell))
    # a fraction a little short of a day is the midnight after it
    days, minutes = divmod(round(serial * 1440), 1440)
    on = EXCEL_EPOCH + dt.timedelta(days=days)
    return Moment(on, dt.time(*divmod(minutes, 60)) if minutes else None)


def _from_epoch(milliseconds: int, cell: str) -> Moment | None:
    """Read a date that a map server gave as milliseconds since 1970, midnight of which is a day."""
    at = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=milliseconds)
    # a date that was typed in summer is stored as eleven at night of the day before
    here = at.astimezone(LONDON)
    seen = here if here.time() == dt.time(0) else at
    return _checked(seen.year, seen.month, seen.day, None, cell)
