"""Columns of times as suppliers write them: ISO 8601, the British order, days, months, zones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import SourceError
from loaders import arrays, dates
from loaders.arrays import Mask, Strings
from loaders.cells import tidy
from loaders.clocks import EPOCH, MISSING, Micros, is_midnight, to_utc
from loaders.staging import Bytes, text_bytes
from loaders.values import BadCell

EPOCH_2000_US = 946_684_800_000_000  # PostgreSQL counts from 2000
YEAR_1901_US, YEAR_2101_US = -2_177_452_800_000_000, 4_133_980_800_000_000
# what an end says of who has not come back
_OPEN = frozenset(
    {
        *("missing", "still missing", "still out", "ongoing", "on going", "open", "still open"),
        *("current", "present", "to date", "outstanding", "active", "live", "not returned"),
        *("not yet returned", "not found", "not yet found", "untraced", "ar goll"),
    }
)
_STAND_INS = tuple(sorted({day.year for day in dates.SENTINELS}))

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

    def among(self, places: Any, rows: int) -> Instants:
        """Return a longer column that has these at the given places, and nothing elsewhere."""
        utc = np.full(rows, MISSING, np.int64)
        utc[places] = self.utc
        masks = (self.dated, self.monthly, self.midnight, self.bad, self.skipped, self.twice)
        spread = []
        for mask in masks:
            whole = np.zeros(rows, bool)
            whole[places] = mask
            spread.append(whole)
        return Instants(utc, *spread)


def instants(cells: Strings) -> Instants:
    """Read a column of times, local unless they carry a zone."""
    tidied = tidy(cells)
    filled = np.flatnonzero(arrays.lengths(tidied))
    if 2 * len(filled) < len(tidied):  # as interviews are, which most episodes lack
        return _instants(tidied.take(arrays.whole(filled))).among(filled, len(tidied))
    return _instants(tidied)


def ends(cells: Strings) -> Instants:
    """Read a column of ends: what says that it has not ended is empty, as no end is."""
    found = instants(cells)
    if not found.bad.any():
        return found
    tidied = tidy(cells)
    plain = pc.replace_substring_regex(pc.utf8_lower(tidied), r"[\s_-]+", " ")
    still = pc.is_in(plain, arrays.strings(sorted(_OPEN)))
    return instants(pc.if_else(still, arrays.strings([""])[0], tidied))


def _instants(tidied: Strings) -> Instants:
    rows = len(tidied)
    local = _read_iso(tidied)
    if local is not None:
        utc, skipped, twice = to_utc(local)
        none = np.zeros(rows, bool)
        return Instants(utc, none, none, is_midnight(local), none, skipped, twice)
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
            if (month := dates.month_alone(str(tidied[index]))) is None:
                bad[index] = True
                continue
            found_one, dated[index], monthly[index] = dates.Moment(month), True, True
        if found_one is not None and found_one.zone is not None:
            zoned[index] = _micros(found_one)
        elif found_one is not None:
            local[index] = _micros(found_one)
            dated[index] = found_one.at is None
    utc, skipped, twice = to_utc(local)
    for index, instant in zoned.items():
        utc[index] = instant
    midnight = is_midnight(local) & ~dated
    for index, instant in zoned.items():  # a day told by its midnight, whose zone is said
        here = (EPOCH + dt.timedelta(microseconds=instant)).astimezone(dates.LONDON)
        midnight[index] = here.time() == dt.time(0)
    return Instants(utc, dated, monthly, midnight, bad, skipped, twice)


def refuse_month_first(cells: Strings, found: Instants, column: str) -> None:
    """Refuse a file whose days could be read as months, which no row alone can tell.

    Raises: SourceError if a column of times has dates that only month before day can make, and
    none that only day before month can.
    """
    if found.bad.any() and dates.month_first(tidy(cells).to_pylist()):
        raise SourceError(
            f"the delivery must write the day before the month, or dates as 2026-09-30, and its "
            f"column {column!r} writes the month first: the whole file is refused, since the "
            "other rows would be read as other days; send it again with its dates written so."
        )


def _read_iso(tidied: Strings) -> Micros | None:
    """Read a column of ISO 8601's local times as microseconds since 1970; None if it has others."""
    lengths = arrays.lengths(tidied)
    empty = lengths == 0
    if not (empty | (lengths == 16) | (lengths == 19)).all():
        return None
    filled = pc.if_else(arrays.bits(empty), arrays.NULL, tidied) if empty.any() else tidied
    try:
        read = arrays.as_numbers(pc.cast(filled, pa.timestamp("us")).cast(pa.int64()), np.int64)
    except pa.ArrowInvalid:
        return None
    # far off may stand for none, as 1900 and 9999 do, which is told cell by cell
    if ((read < YEAR_1901_US) | (read >= YEAR_2101_US))[~empty].any():
        return None
    return np.where(empty, MISSING, read)


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
    good &= (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1) & (year <= 2100)
    good &= ~np.isin(year, _STAND_INS)  # a day of theirs stands for none, which is told singly
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
