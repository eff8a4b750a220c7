"""The bank holidays of England and Wales, and its working days, by rule.

Source: Banking and Financial Dealings Act 1971, section 1 and schedule 1; proclamations under it,
as published each year at gov.uk/bank-holidays; Easter by the Gregorian computus (Meeus, 1991).
"""

from __future__ import annotations

import datetime as dt
from functools import cache

FIRST_YEAR = 1978  # the first in which each of today's bank holidays was one
A_DAY = dt.timedelta(days=1)
SATURDAY = 5
# the days of December kept for Christmas Day and Boxing Day, by the weekday that the 25th is
CHRISTMAS = {4: (25, 28), 5: (27, 28), 6: (27, 26)}

# what was proclaimed for one year: days added, and days moved to another
ADDED = {
    dt.date(1981, 7, 29): "Royal wedding",
    dt.date(1999, 12, 31): "Millennium",
    dt.date(2002, 6, 3): "Golden Jubilee",
    dt.date(2011, 4, 29): "Royal wedding",
    dt.date(2012, 6, 5): "Diamond Jubilee",
    dt.date(2022, 6, 3): "Platinum Jubilee",
    dt.date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    dt.date(2023, 5, 8): "Coronation of King Charles III",
}
MOVED = {
    dt.date(1995, 5, 1): dt.date(1995, 5, 8),  # 50 years of the end of the war in Europe
    dt.date(2020, 5, 4): dt.date(2020, 5, 8),  # 75 years of it
    dt.date(2002, 5, 27): dt.date(2002, 6, 4),
    dt.date(2012, 5, 28): dt.date(2012, 6, 4),
    dt.date(2022, 5, 30): dt.date(2022, 6, 2),
}


@cache
def bank_holidays(year: int) -> dict[dt.date, str]:
    """Return the bank holidays of a year in England and Wales, with Good Friday and Christmas Day.

    Those two are no bank holidays but common-law holidays; every statutory "working day" leaves
    both out. A day proclaimed after this release was made is not here. Raises: ValueError for a
    year before 1978, when the rules were others.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"bank holidays are known from {FIRST_YEAR} on, found {year}")
    easter, christmas = easter_sunday(year), dt.date(year, 12, 25)
    by_rule = {
        _weekday(dt.date(year, 1, 1)): "New Year's Day",
        easter - 2 * A_DAY: "Good Friday",
        easter + A_DAY: "Easter Monday",
        _first_monday(year, 5): "Early May bank holiday",
        _last_monday(year, 5): "Spring bank holiday",
        _last_monday(year, 8): "Summer bank holiday",
    }
    found = {MOVED.get(day, day): name for day, name in by_rule.items()}
    found |= {day: name for day, name in ADDED.items() if day.year == year}
    kept, boxing = CHRISTMAS.get(christmas.weekday(), (25, 26))
    found[dt.date(year, 12, kept)] = "Christmas Day"
    found[dt.date(year, 12, boxing)] = "Boxing Day"
    return dict(sorted(found.items()))


def is_working_day(day: dt.date) -> bool:
    """Whether a day is neither a Saturday, a Sunday, Christmas Day, Good Friday nor a bank holiday.

    Source: Licensing Act 2003, section 193.
    """
    if day.weekday() >= SATURDAY or (day.month, day.day) == (12, 25):
        return False
    return day not in bank_holidays(day.year)


def working_days_after(day: dt.date, number: int) -> dt.date:
    """Return the last of ``number`` working days that begin with the day after ``day``."""
    found = day
    for _ in range(number):
        found += A_DAY
        while not is_working_day(found):
            found += A_DAY
    return found


def working_days_from(day: dt.date, number: int) -> dt.date:
    """Return the last of ``number`` working days that begin with ``day`` itself."""
    return working_days_after(day - A_DAY, number)


def working_days_before(day: dt.date, number: int) -> dt.date:
    """Return the last working day with ``number`` working days between it and ``day``.

    The last day for a notice of that many clear working days, the day of the event left out.
    """
    found = day
    for _ in range(number + 1):
        found -= A_DAY
        while not is_working_day(found):
            found -= A_DAY
    return found


def easter_sunday(year: int) -> dt.date:
    """Return the date of Easter Sunday of a year of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _weekday(day: dt.date) -> dt.date:
    """Return the first day from ``day`` on that is no Saturday or Sunday."""
    return day + (7 - day.weekday()) * A_DAY if day.weekday() >= SATURDAY else day


def _first_monday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + (-first.weekday() % 7) * A_DAY


def _last_monday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - last.weekday() * A_DAY
