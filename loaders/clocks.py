"""London's clocks: local times to instants, and back to days, for whole columns at once."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from loaders import dates
from loaders.arrays import Mask

Micros: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

MISSING = np.iinfo(np.int64).min
DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
CHANGES_UNTIL = 2101  # a year after the last that the database takes


@cache
def _changes() -> tuple[Micros, Micros]:
    """Return the instants at which London's clocks change, and the offset from each, in UTC."""
    at, offset = [MISSING], [round(_offset(EPOCH).total_seconds() * 1_000_000)]
    step, was = EPOCH, _offset(EPOCH)
    while step.year < CHANGES_UNTIL:
        following = step + dt.timedelta(days=28)  # the clocks change months apart
        if (now := _offset(following)) != was:
            exact = _narrow(step, following)
            at.append(round(exact.timestamp() * 1_000_000))
            offset.append(round(now.total_seconds() * 1_000_000))
        step, was = following, now
    return np.array(at), np.array(offset)


def _offset(instant: dt.datetime) -> dt.timedelta:
    return instant.astimezone(dates.LONDON).utcoffset() or dt.timedelta(0)


def _narrow(low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Return the minute between two instants at which the offset changes."""
    minutes = int((high - low).total_seconds() // 60)
    start, first, last = _offset(low), 0, minutes
    while last - first > 1:
        middle = (first + last) // 2
        if _offset(low + dt.timedelta(minutes=middle)) == start:
            first = middle
        else:
            last = middle
    return low + dt.timedelta(minutes=last)


def to_utc(local: Micros) -> tuple[Micros, Mask, Mask]:
    """Convert local microseconds to UTC; and where clocks skipped or doubled them."""
    known = local != MISSING
    skipped, twice = np.zeros(len(local), bool), np.zeros(len(local), bool)
    if not known.any():
        return local, skipped, twice
    offset, changing = _by_day()
    day = local // DAY_US
    tabled = (day >= 0) & (day < len(offset))
    day = np.where(tabled, day, 0)
    utc = np.where(known, local - offset[day], MISSING)
    rest = np.flatnonzero(known & (changing[day] | ~tabled))
    if len(rest):
        utc[rest], skipped[rest], twice[rest] = _to_utc_near_a_change(local[rest])
    return utc, skipped, twice


def is_midnight(local: Micros) -> Mask:
    """Return which local times are the beginning of a day; what is missing is none."""
    # a remainder takes three times as long as dividing and multiplying again
    begins: Mask = (local == local // DAY_US * DAY_US) & (local != MISSING)
    return begins


@cache
def _by_day() -> tuple[Micros, Mask]:
    """Return, for each local day since 1970, its offset, and whether that changes on it."""
    at, offset = _changes()
    days = int(at[-1] // DAY_US)
    begins = np.arange(days) * DAY_US
    of_day = offset[np.searchsorted(at, begins - 3 * HOUR_US, side="right") - 1]
    by_its_end = offset[np.searchsorted(at, begins + DAY_US + 3 * HOUR_US, side="right") - 1]
    return of_day, of_day != by_its_end


def _to_utc_near_a_change(local: Micros) -> tuple[Micros, Mask, Mask]:
    at, offset = _changes()
    # the offset in force an hour before: of a time that is shown twice, the first is taken
    before = np.searchsorted(at, local - HOUR_US, side="right") - 1
    utc = local - offset[before]
    skipped, twice = np.zeros(len(local), bool), np.zeros(len(local), bool)
    following = np.r_[at[1:], np.iinfo(np.int64).max][before]
    near = np.flatnonzero(following - utc < 3 * HOUR_US)
    if len(near):
        utc[near], skipped[near], twice[near] = _settle(local[near], utc[near], at, offset)
    return utc, skipped, twice


def _settle(moment: Micros, utc: Micros, at: Micros, offset: Micros) -> tuple[Micros, Mask, Mask]:
    """Settle local times within hours of a change of the clocks, by what London showed then."""

    def shown(instant: Micros) -> Micros:
        found: Micros = instant + offset[np.searchsorted(at, instant, side="right") - 1]
        return found

    later = moment - offset[np.searchsorted(at, moment, side="right") - 1]
    first, second = shown(utc) == moment, shown(later) == moment
    settled = np.where(~first & second, later, utc)
    return settled, ~first & ~second, first & second & (utc != later)


def london_days(utc: Micros) -> Micros:
    """Return London's day at each instant, counted from 1970."""
    at, offset = _changes()
    days: Micros = (utc + offset[np.searchsorted(at, utc, side="right") - 1]) // DAY_US
    return days


def local_date(utc: int) -> dt.date:
    """Return London's date at an instant."""
    return dt.datetime.fromtimestamp(utc / 1_000_000, dates.LONDON).date()
