"""How dates, times, numbers and distances are written on every page."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from flask import Flask

from geo.clock import today

LONDON = ZoneInfo("Europe/London")
NOTHING = "not known"


def register(app: Flask) -> None:
    """Give the templates each of these by its name."""
    for each in (day, moment, thousands, distance, share, postcode, where, sentence):
        app.add_template_filter(each)
    # not the minute, which the record has: two answers that are compared would differ by it
    app.add_template_global(today, "shown_on")


def day(value: dt.date | dt.datetime | None) -> str:
    """Write a date: 4 September 2026. An instant is given as the date it was in London."""
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime):
        value = value.astimezone(LONDON).date()
    return f"{value.day} {value:%B %Y}"


def days(first: dt.date, last: dt.date) -> str:
    """Write two dates without repeating what they share: 3 July and 16 September 2026."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} and {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} and {day(last)}"
    return f"{day(first)} and {day(last)}"


def on_day(value: dt.date, *, by_month: bool) -> str:
    """Write when something was, no surer than it is known: on 4 September, in September 2026."""
    return f"in {value:%B %Y}" if by_month else f"on {day(value)}"


def between(first: dt.date, last: dt.date, *, by_month: bool) -> str:
    """Write over which days something was, or over which months if no more is known."""
    if not by_month:
        return on_day(first, by_month=False) if first == last else f"between {days(first, last)}"
    if (first.year, first.month) == (last.year, last.month):
        return on_day(first, by_month=True)
    return f"from {first:%B %Y} to {last:%B %Y}"


def moment(value: dt.datetime | None) -> str:
    """Write an instant as a date and a time in London: 4 September 2026 at 10:15pm."""
    if value is None:
        return NOTHING
    local = value.astimezone(LONDON)
    return f"{day(local)} at {clock(local.hour * 60 + local.minute)}"


def clock(minutes: int) -> str:
    """Write minutes since midnight as a time, past 1440 as the next morning: 10:15pm, 2am."""
    hour, minute = divmod(minutes % 1440, 60)
    if minute == 0 and hour in {0, 12}:
        return "midnight" if hour == 0 else "midday"
    half = "am" if hour < 12 else "pm"
    shown = (hour - 1) % 12 + 1
    return f"{shown}{half}" if minute == 0 else f"{shown}:{minute:02}{half}"


def span(opens: int, closes: int) -> str:
    """Write licensed hours, in minutes since midnight: 11am to 2am the next morning."""
    if closes - opens == 1440:
        return "all day and night"
    after = "" if closes <= 1440 else " the next morning" if closes < 2160 else " the next day"
    return f"{clock(opens)} to {clock(closes)}{after}"


def thousands(value: float | None) -> str:
    """Write a count with separators: 2,133."""
    return NOTHING if value is None else f"{value:,.0f}"


def distance(metres: float | None) -> str:
    """Write a distance: whole metres under 1 km, and kilometres with one decimal above.

    A whole number that kilometres would round is left in metres: it is that of a band or a term.
    """
    if metres is None:
        return NOTHING
    if round(metres) < 1000:
        return f"{round(metres)} m"
    if metres == round(metres) and metres % 100:
        return f"{metres:,.0f} m"
    return f"{metres / 1000:.1f} km"


def limit(metres: float) -> str:
    """Write a distance that somebody asked by, which may have decimals, as it was asked."""
    return distance(metres) if metres == round(metres) else f"{metres:,} m"


def share(part: float, whole: float) -> str:
    """Write a part as a percentage that is never rounded to none or to all."""
    if not whole:
        return "none read"
    percent = 100 * part / whole
    if 0 < percent < 0.1:
        return "under 0.1%"
    if 99.9 < percent < 100:
        return "over 99.9%"
    return f"{percent:.1f}%".replace(".0%", "%")


def postcode(value: str | None) -> str:
    """Write a postcode with its space: ZZ6 1YQ."""
    text = value or ""
    return f"{text[:-3]} {text[-3:]}" if len(text) >= 5 and " " not in text else text


def where(address: str | None, held: str | None, between: str = ", ") -> str:
    """Write an address and the postcode that is held, once where the address has it already."""
    said, code = (address or "").strip(), postcode(held)
    written = r"\s*".join(map(re.escape, code.split()))
    if said and written and re.search(rf"\b{written}\b", said, re.IGNORECASE):
        return said
    return between.join(filter(None, (said, code)))


def sentence(words: str) -> str:
    """Begin words with a capital, and leave the others as they are."""
    return words[:1].upper() + words[1:]
