"""Spans of days that registers write in one cell: 01/04/2024 - 31/03/2025, 5th to 7th June 2026."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from loaders import dates
from loaders.values import BadCell

LONGEST = 80  # characters of a cell that may be a span
_BETWEEN = re.compile(r"\s+(?:to|until|till?|and|&|through)\s+|\s*[-–—]\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^\W*(?:(?:valid|effective|between|from|dates?)\W+)+", re.IGNORECASE)
_AFTER = re.compile(r"\W+(?:inclusive|inc)\W*$", re.IGNORECASE)
_OPEN = re.compile(r"\s*(?:onwards|[-–—]+|(?:[-–—]|to|until)\s*(?:present|date|current|ongoing))$")
# 5th of "5th to 7th June 2026", 30 November of "30 November - 2 December 2026"
_PART = re.compile(
    r"^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+([a-z]{3,9}))?$", re.IGNORECASE
)

_WRITTEN = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)")

NO_END = re.compile(
    r"(no|without)\s+(expiry|expiration|end|limit)|indefinite|never|perpetu|unlimited|permanent"
    r"|life(time)?\b|(does|do|will) not expire|non.?expiring|when surrendered|n/?a\b"
    r"|open.?ended|ongoing|continuous|continuing|until\s+(surrender|further)|in\s+perpetuity"
    r"|not\s+time.?limited",
    re.IGNORECASE,
)

# as a last day is written that never comes: 31.12.99
_TWO_DIGITS = re.compile(
    r"(?<!\d)\d\d?(?:[/.\s-]+\d\d?[/.\s-]+|[\s-]+[a-z]{3,9}[\s-]+)['’]?\d\d(?:\s\d\d?:\d\d.*)?$",
    re.IGNORECASE,
)
_NEVER = dt.date(1999, 12, 31)

Span = tuple[dt.date | None, dt.date | None]


def span(cell: str, *, us_order: bool = False) -> Span | None:
    """Return the first and the last day of a span, None for an end that is open.

    None if the cell holds no span: a single day is none.
    """
    tidied = " ".join(cell.split())
    if not 8 <= len(tidied) <= LONGEST:
        return None
    tidied = _AFTER.sub("", _BEFORE.sub("", tidied))
    if begins := _day(_OPEN.sub("", tidied.lower()), us_order):
        return (begins, None) if _OPEN.search(tidied.lower()) else None
    for between in _BETWEEN.finditer(tidied):
        last = _day(tidied[between.end() :], us_order)
        if last is None:
            continue
        before = tidied[: between.start()]
        first = _day(before, us_order) or _completed(before, last)
        if first is not None and first <= last:
            return first, last
    return None


def first_day(cell: str, *, us_order: bool = False) -> dt.date | None:
    """Return a day, or the first of a span. Raises: BadCell."""
    found = span(cell, us_order=us_order)
    return found[0] if found else dates.date(cell, us_order=us_order)


def last_day(cell: str, *, us_order: bool = False) -> dt.date | None:
    """Return a day, or the last of a span. Raises: BadCell."""
    found = span(cell, us_order=us_order)
    return found[1] if found else dates.date(cell, us_order=us_order)


def of_this_century(cell: str, last: dt.date, begun: dt.date | None) -> dt.date:
    """Return a last day whose year was written with two digits, 2099 if it cannot be 1999.

    It cannot if the licence had begun later, or if nothing says when and the last day of 99 is
    what stands for no end.
    """
    if last.year >= 2000 or not _TWO_DIGITS.search(" ".join(cell.split())):
        return last
    earlier = last < begun if begun else last == _NEVER
    return last.replace(year=last.year + 100) if earlier else last


def end_of_span(cell: str, *, us_order: bool = False) -> dt.date | None:
    """Return the last day of a span, None for a single day: it is the first."""
    found = span(cell, us_order=us_order)
    return found[1] if found else None


def days_written(cells: Iterable[str]) -> Iterator[str]:
    """Yield each day that is written in numbers, in a cell of its own or in a span."""
    for cell in cells:
        yield from _WRITTEN.findall(cell[:LONGEST])


def _day(text: str, us_order: bool) -> dt.date | None:
    if not re.search(r"\d\D+\d|[a-z]{3}", text, re.IGNORECASE):
        return None  # 2024-2025 is no two days of a spreadsheet's
    try:
        return dates.date(text, us_order=us_order)
    except BadCell:
        return None


def _completed(text: str, last: dt.date) -> dt.date | None:
    """Return the day that the month or the year of the last one completes."""
    part = _PART.match(text.strip())
    if part is None:
        return None
    month = part[2] or f"{last:%B}"
    try:
        first = dates.date(f"{part[1]} {month} {last.year}")
    except BadCell:
        return None
    return first if first is None or first <= last else first.replace(year=last.year - 1)
