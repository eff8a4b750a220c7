"""The SSDA903 Missing table: CHILD, MISSING, MIS_START, MIS_END, and LA and YEAR in copies.

It says that a child was missing and not where, so it feeds counts alone. CHILD must be a keyed
hash and DOB must not be there. Source: Department for Education, children looked after return.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders import arrays
from loaders.arrays import Strings
from loaders.cells import tidy
from loaders.clocks import EPOCH, MISSING, Micros, local_date
from loaders.coded import Coded
from loaders.columnar import Batch
from loaders.contract import DAY
from loaders.dates import LONDON
from loaders.episode_rows import (
    EARLIEST_US,
    LATEST_US,
    Episodes,
    Faults,
    check_authorities,
    check_children,
    check_times,
)
from loaders.instants import Instants, ends, instants, refuse_month_first
from loaders.positions import no_cells
from loaders.vocabulary import AGE_BAND, CATEGORY, CODED_EPISODE

ONE_YEAR = 0.95
LETTERS = {"missing": "M", "away_from_placement": "A"}  # as the return has them


class Ssda903:
    """Reads batches of the Missing table; its rows have no reference, so they are given one."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._times: Counter[str] = Counter()
        self._year: int | None = None

    def episodes(self, batch: Batch, now_us: int) -> Episodes:
        """Read a batch; the times are days."""
        faults = Faults(batch.rows)
        child_refs = check_children(batch.column("child_ref"), "CHILD", faults)
        category, unknown = CATEGORY.read(batch.column("category"))
        unknown |= arrays.is_empty(tidy(batch.column("category")))
        faults.add(unknown, "MISSING", "not_in_vocabulary")
        ages, strange = AGE_BAND.read(batch.column("age_band"))
        faults.add(strange, "AGE_BAND", "not_in_vocabulary")
        started, ended = instants(batch.column("started")), ends(batch.column("ended"))
        refuse_month_first(batch.column("started"), started, "MIS_START")
        refuse_month_first(batch.column("ended"), ended, "MIS_END")
        faults.add(started.bad, "MIS_START", "not_a_date")
        faults.add(ended.bad, "MIS_END", "not_a_date")
        none = instants(no_cells(batch.rows))
        if "year" not in batch.columns:
            self._check_year(started.utc, ended.utc, faults)
        check_times(started.utc, ended.utc, none.utc, now_us, faults)
        _name_as_table(faults)
        coded = unsaid(batch.rows)
        coded |= {
            "authority": check_authorities(_ons_codes(batch), "LA", self._known, faults),
            "category": category,
            "age_band": ages,
            "time_quality": Coded.all_of(DAY, batch.rows),
        }
        return Episodes(
            lines=batch.lines,
            refs=self._refs(batch, child_refs, category, started),
            child_refs=child_refs,
            coded=coded,
            started=started.utc,
            ended=ended.utc,
            return_interview=none.utc,
            faults=faults,
            placed=np.zeros(batch.rows, bool),
        )

    def _check_year(self, started: Micros, ended: Micros, faults: Faults) -> None:
        """Refuse periods outside the year of the return, which nearly all its rows tell."""
        if self._year is None:
            self._year = _year_of_return(started)
        if not self._year:
            return  # a copy of several years
        begins, ends = (
            int(dt.datetime(year, 4, 1, tzinfo=LONDON).timestamp() * 1_000_000)
            for year in (self._year, self._year + 1)
        )
        faults.add((started != MISSING) & (started >= ends), "MIS_START", "outside_year")
        over = (ended != MISSING) & ((ended < begins) | (ended >= ends))
        faults.add(over, "MIS_END", "outside_year")

    def _refs(
        self, batch: Batch, children: Strings, category: Coded, started: Instants
    ) -> pa.StringArray:
        """Make a reference of what identifies a period: the child, the kind and the start.

        The end is left out: it comes in a later return, as a correction of the same period. What
        is meant counts, as the return itself writes it, and not how a spreadsheet saved it.
        """
        refs = []
        stated = batch.column("started").to_pylist()
        times = [
            _as_the_return(int(at), cell) for at, cell in zip(started.utc, stated, strict=True)
        ]
        kinds = category.tolist()
        for child, kind, start in zip(children.to_pylist(), kinds, times, strict=True):
            said = f"{child}|{LETTERS.get(kind, kind)}|{start}"
            digest = hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
            self._times[digest] += 1
            refs.append(f"903-{digest}-{self._times[digest]}")
        return arrays.strings(refs)


def _as_the_return(at: int, cell: str) -> str:
    """Return a start by day, month and year, with its time if it has one."""
    if not EARLIEST_US <= at <= LATEST_US:  # none, or none that can stand
        return cell.strip()
    here = (EPOCH + dt.timedelta(microseconds=at)).astimezone(LONDON)
    return f"{here:%d/%m/%Y}" if here.time() == dt.time(0) else f"{here:%d/%m/%Y %H:%M}"


def _year_of_return(started: Micros) -> int:
    """Return the year in whose April the return began, or 0 if there is more than one."""
    # a year that no calendar has, such as .NET's first for "none", is turned away row by row
    known = started[(started >= EARLIEST_US) & (started <= LATEST_US)]
    days = [local_date(int(each)) for each in known]
    years = Counter(day.year - (day.month < 4) for day in days)
    year, often = years.most_common(1)[0] if years else (0, 0)
    return year if often >= ONE_YEAR * len(days) else 0


def _ons_codes(batch: Batch) -> pa.StringArray:
    """Return LA where it is an ONS code; the return's own numbers are of another list."""
    cells = tidy(batch.column("authority"))
    coded = pc.match_substring_regex(cells, r"^[EWSN]\d{8}$")
    return pc.if_else(coded, cells, arrays.strings([""])[0])


def unsaid(rows: int) -> dict[str, Coded]:
    """Return what an episode's coding says that says nothing."""
    said = {each.name: each.empty for each in CODED_EPISODE}
    said |= {"authority": None, "host_authority": None, "supplier_class": ""}
    return {name: Coded.all_of(value, rows) for name, value in said.items()}


def _name_as_table(faults: Faults) -> None:
    for ours, theirs in (("start", "MIS_START"), ("end", "MIS_END")):
        faults.rename(ours, theirs)
