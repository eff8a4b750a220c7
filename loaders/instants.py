"""Columns of local times to instants: one place that converts between Europe/London and UTC."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders import dates
from loaders.columnar import Mask, Strings, as_mask, tidy
from loaders.values import BadCell

Micros = np.ndarray[Any, np.dtype[np.int64]]

MISSING = np.iinfo(np.int64).min
EPOCH_2000_US = 946_684_800_000_000  # PostgreSQL counts from 2000
DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000

# the forms that contracts and extracts write, tried on whole columns; others cell by cell
_FORMS = (
    (r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d$", "%Y-%m-%d %H:%M", "exact"),
    (r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$", "%Y-%m-%d %H:%M:%S", "exact"),
    (r"^\d\d/\d\d/\d{4} \d\d:\d\d$", "%d/%m/%Y %H:%M", "exact"),
    (r"^\d\d/\d\d/\d{4} \d\d:\d\d:\d\d$", "%d/%m/%Y %H:%M:%S", "exact"),
    (r"^\d{4}-\d\d-\d\d$", "%Y-%m-%d", "day"),
    (r"^\d\d/\d\d/\d{4}$", "%d/%m/%Y", "day"),
    (r"^\d{4}-\d\d$", "%Y-%m-%d", "month"),
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
    tidied = pc.replace_substring(tidy(cells), "T", " ")
    rows = len(tidied)
    local = np.full(rows, MISSING, np.int64)
    dated, monthly = np.zeros(rows, bool), np.zeros(rows, bool)
    left = ~as_mask(pc.equal(tidied, ""))
    for pattern, form, quality in _FORMS:
        if not left.any():
            break
        fits = left & as_mask(pc.match_substring_regex(tidied, pattern))
        if not fits.any():
            continue
        chosen = tidied.filter(pa.array(fits))
        if quality == "month":
            chosen = pc.binary_join_element_wise(chosen, "01", "-")
        parsed = pc.strptime(chosen, form, "us", error_is_null=True)
        # 31/02/2025 has the form, and is read as the 3rd of March: only what reads back is a date
        day = form.split(" ")[0]
        same = pc.equal(pc.strftime(parsed, day), pc.utf8_slice_codeunits(chosen, 0, 10))
        parsed = pc.if_else(same, parsed, None)
        local[fits] = pc.fill_null(pc.cast(parsed, pa.int64()), MISSING).to_numpy(
            zero_copy_only=False
        )
        dated |= fits & (quality != "exact")
        monthly |= fits & (quality == "month")
        left &= ~fits
        left |= fits & (local == MISSING)
    utc, skipped, twice = to_utc(local)
    bad = np.zeros(rows, bool)
    for index in np.flatnonzero(left):
        _one_by_one(str(tidied[int(index)]), int(index), utc, dated, bad)
    midnight = (local != MISSING) & (local % DAY_US == 0) & ~dated
    return Instants(utc, dated, monthly, midnight, bad, skipped, twice)


def _one_by_one(cell: str, index: int, utc: Micros, dated: Mask, bad: Mask) -> None:
    """Read one cell of an uncommon form, such as one with a zone."""
    try:
        found = dates.moment(cell)
    except BadCell:
        bad[index] = True
        return
    if found is None:
        return
    dated[index] = found.at is None
    at = dt.datetime.combine(found.on, found.at or dt.time(0), found.zone or dates.LONDON)
    utc[index] = round(at.timestamp() * 1_000_000)


@cache
def _changes() -> tuple[Micros, Micros]:
    """Return the instants at which London's clocks change, and the offset from each, in UTC."""
    at, offset = [MISSING], [0]
    step = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    before = None
    while step.year < 2101:
        now = step.astimezone(dates.LONDON).utcoffset() or dt.timedelta(0)
        if before is not None and now != before:
            exact = _narrow(step - dt.timedelta(days=1), step)
            at.append(round(exact.timestamp() * 1_000_000))
            offset.append(round(now.total_seconds() * 1_000_000))
        elif before is None:
            offset[0] = round(now.total_seconds() * 1_000_000)
        before = now
        step += dt.timedelta(days=1)
    return np.array(at), np.array(offset)


def _narrow(low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Return the minute within a day at which the offset changes."""
    start = low.astimezone(dates.LONDON).utcoffset()
    while high - low > dt.timedelta(minutes=1):
        middle = low + (high - low) / 2
        middle = middle.replace(second=0, microsecond=0)
        if middle.astimezone(dates.LONDON).utcoffset() == start:
            low = middle
        else:
            high = middle
        if high - low <= dt.timedelta(minutes=1):
            break
    return high


def to_utc(local: Micros) -> tuple[Micros, Mask, Mask]:
    """Convert local microseconds to UTC; also where the clocks skipped them or passed them twice."""
    at, offset = _changes()
    known = local != MISSING
    moment = np.where(known, local, 0)
    # the first of two: the offset in force at the earliest instant that shows this local time
    before = np.searchsorted(at, moment - HOUR_US, side="right") - 1
    utc = moment - offset[before]
    shown = utc + offset[np.searchsorted(at, utc, side="right") - 1]
    later = moment - offset[np.searchsorted(at, moment, side="right") - 1]
    later_shown = later + offset[np.searchsorted(at, later, side="right") - 1]
    skipped = known & (shown != moment) & (later_shown != moment)
    # where only the later reading shows this local time, it is the only one
    utc = np.where((shown != moment) & (later_shown == moment), later, utc)
    twice = known & (shown == moment) & (later_shown == moment) & (utc != later)
    return np.where(known, utc, MISSING), skipped, twice


def local_date(utc: int) -> dt.date:
    """Return London's date at an instant."""
    return dt.datetime.fromtimestamp(utc / 1_000_000, dates.LONDON).date()
