"""Columns of local times to instants: one place that converts between Europe/London and UTC."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from loaders import dates
from loaders.arrays import Mask, Strings
from loaders.columnar import tidy
from loaders.staging import Bytes, text_bytes
from loaders.values import BadCell

Micros = np.ndarray[Any, np.dtype[np.int64]]

MISSING = np.iinfo(np.int64).min
EPOCH_2000_US = 946_684_800_000_000  # PostgreSQL counts from 2000
DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

# the forms that contracts and extracts write, read on whole columns; others cell by cell. Each is
# its length, where its signs stand, and where year, month, day, hour, minute and second begin.
_FORMS = (
    (16, {4: "-", 7: "-", 10: " T", 13: ":"}, (0, 5, 8, 11, 14, None), "exact"),
    (19, {4: "-", 7: "-", 10: " T", 13: ":", 16: ":"}, (0, 5, 8, 11, 14, 17), "exact"),
    (16, {2: "/", 5: "/", 10: " ", 13: ":"}, (6, 3, 0, 11, 14, None), "exact"),
    (19, {2: "/", 5: "/", 10: " ", 13: ":", 16: ":"}, (6, 3, 0, 11, 14, 17), "exact"),
    (10, {4: "-", 7: "-"}, (0, 5, 8, None, None, None), "day"),
    (10, {2: "/", 5: "/"}, (6, 3, 0, None, None, None), "day"),
    (7, {4: "-"}, (0, 5, None, None, None, None), "month"),
)


@dataclass
class Instants:
    """A column of times: UTC microseconds since 1970 (MISSING where empty), and what was said.

    ``dated`` and ``monthly``: no time of day, or no day, was given. ``bad``: not a time.
    ``skipped``: a local time that the clocks jumped over; ``twice``: one that they passed twice,
    of which the first was taken.
    """

    utc: Micros
    dated: Mask
    monthly: Mask
    midnight: Mask
    bad: Mask
    skipped: Mask
    twice: Mask

    @property
    def missing(self) -> Mask:
        """Where the cell was empty."""
        empty: Mask = self.utc == MISSING
        return empty & ~self.bad


def instants(cells: Strings) -> Instants:
    """Read a column of times, local unless they carry a zone."""
    tidied = tidy(cells)
    rows = len(tidied)
    payload, lengths = text_bytes(tidied)
    local = np.full(rows, MISSING, np.int64)
    dated, monthly = np.zeros(rows, bool), np.zeros(rows, bool)
    left = lengths > 0
    for length, signs, begins, quality in _FORMS:
        fits = left & (lengths == length)
        if not fits.any():
            continue
        whole = bool(fits.all())
        text = payload if whole else payload[fits]
        found = _read_form(text[:, :length], signs, begins)
        local[fits] = found
        read = fits.copy()
        read[fits] = found != MISSING
        dated |= read & (quality != "exact")
        monthly |= read & (quality == "month")
        left &= ~read
    bad = np.zeros(rows, bool)
    zoned: dict[int, int] = {}
    for index in np.flatnonzero(left).tolist():
        try:
            found_one = dates.moment(str(tidied[index]))
        except BadCell:
            bad[index] = True
            continue
        if found_one is not None and found_one.zone is not None:
            zoned[index] = _micros(found_one)
        elif found_one is not None:
            local[index] = _micros(found_one)
            dated[index] = found_one.at is None
    utc, skipped, twice = to_utc(local)
    for index, instant in zoned.items():
        utc[index] = instant
    midnight = (local != MISSING) & (local % DAY_US == 0) & ~dated
    return Instants(utc, dated, monthly, midnight, bad, skipped, twice)


def _read_form(
    text: Bytes, signs: dict[int, str], begins: tuple[int | None, ...]
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Read texts of one form as local microseconds since 1970; MISSING where they have another."""
    good = np.ones(len(text), bool)
    for at, allowed in signs.items():
        sign = text[:, at] == ord(allowed[0])
        for other in allowed[1:]:
            sign |= text[:, at] == ord(other)
        good &= sign
    digits = text - np.uint8(48)  # anything but a digit wraps round to more than 9
    good &= (digits[:, [at for at in range(text.shape[1]) if at not in signs]] <= 9).all(axis=1)
    year_at, month_at, day_at, hour_at, minute_at, second_at = begins
    year = _two(digits, year_at) * 100 + _two(digits, (year_at or 0) + 2)
    month = _two(digits, month_at)
    day = np.ones(len(text), np.int64) if day_at is None else _two(digits, day_at)
    hour, minute, second = (_two(digits, at) for at in (hour_at, minute_at, second_at))
    good &= (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1) & (year <= 9998)
    good &= (hour < 24) & (minute < 60) & (second < 60)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0)
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    good &= day <= following - first
    days = first + day - 1
    micros = ((days * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000
    return np.where(good, micros, MISSING)


def _two(digits: Bytes, at: int | None) -> np.ndarray[Any, np.dtype[np.int64]]:
    if at is None:
        return np.zeros(len(digits), np.int64)
    return digits[:, at].astype(np.int64) * 10 + digits[:, at + 1]


def _micros(found: dates.Moment) -> int:
    """Return microseconds since 1970, of the local time where no zone was given."""
    at = dt.datetime.combine(found.on, found.at or dt.time(0), found.zone or dt.UTC)
    return round((at - EPOCH) / dt.timedelta(microseconds=1))


@cache
def _changes() -> tuple[Micros, Micros]:
    """Return the instants at which London's clocks change, and the offset from each, in UTC."""
    at, offset = [MISSING], [round(_offset(EPOCH).total_seconds() * 1_000_000)]
    step = EPOCH
    while step.year < 2101:
        following = step + dt.timedelta(days=28)  # the clocks change months apart
        if (now := _offset(following)) != _offset(step):
            exact = _narrow(step, following)
            at.append(round(exact.timestamp() * 1_000_000))
            offset.append(round(now.total_seconds() * 1_000_000))
        step = following
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
    if not known.any():
        return local, np.zeros(len(local), bool), np.zeros(len(local), bool)
    at, offset = _changes()
    moment = np.where(known, local, 0)
    # the offset in force an hour before: of a time that is shown twice, the first is taken
    before = np.searchsorted(at, moment - HOUR_US, side="right") - 1
    utc = moment - offset[before]
    skipped, twice = np.zeros(len(local), bool), np.zeros(len(local), bool)
    following = np.r_[at[1:], np.iinfo(np.int64).max][before]
    near = np.flatnonzero(known & (following - utc < 3 * HOUR_US))
    if len(near):
        utc[near], skipped[near], twice[near] = _near_a_change(moment[near], utc[near], at, offset)
    return np.where(known, utc, MISSING), skipped, twice


def _near_a_change(
    moment: Micros, utc: Micros, at: Micros, offset: Micros
) -> tuple[Micros, Mask, Mask]:
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
