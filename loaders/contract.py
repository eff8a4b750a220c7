"""Nightjar's own inbound contract: episodes and places, in one file or in two."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from loaders.clocks import HOUR_US, Micros, london_days
from loaders.coded import Coded
from loaders.columnar import Batch
from loaders.episode_rows import (
    Episodes,
    Faults,
    Places,
    check_authorities,
    check_children,
    check_refs,
    check_times,
)
from loaders.instants import Instants, ends, instants, refuse_month_first
from loaders.positions import positions, precisions
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE, ROLE, TIME_QUALITY

EXACT, DAY, MONTH, UNKNOWN, _ = TIME_QUALITY.values
LONGEST_CLASS, LONGEST_GRADING = 60, 10


def episodes(
    batch: Batch,
    known: Collection[str],
    now_us: int,
    code_of: Callable[[str], str | None] = str.upper,
) -> Episodes:
    """Read a batch of episodes, with their places if the file has any.

    ``known`` are the codes of the authorities that there are; ``now_us`` is the present;
    ``code_of`` gives the code of an authority by its name.
    """
    faults = Faults(batch.rows)
    refs = check_refs(batch.column("episode_ref"), "episode_id", faults)
    child_refs = None
    if "child_ref" in batch.columns:
        child_refs = check_children(batch.columns["child_ref"], "child_pid", faults)
    coded: dict[str, Coded] = {}
    for vocabulary in CODED_EPISODE:
        coded[vocabulary.name], unknown = vocabulary.read(batch.column(vocabulary.name))
        faults.add(unknown, vocabulary.name, "not_in_vocabulary")
    started = instants(batch.column("started"))
    ended = ends(batch.column("ended"))
    interviewed = instants(batch.column("return_interview_at"))
    for ours, column, found in (
        ("started", "start", started),
        ("ended", "end", ended),
        ("return_interview_at", "rhi_completed_at", interviewed),
    ):
        refuse_month_first(batch.column(ours), found, column)
        faults.add(found.bad, column, "not_a_date")
        faults.add(found.skipped, column, "no_such_local_time")
    coded["time_quality"] = _quality(coded["time_quality"], started)
    end = _end_after_start(started, ended)
    check_times(started.utc, end, interviewed.utc, now_us, faults)
    coded["authority"] = check_authorities(
        batch.column("authority"), "authority_code", known, faults, code_of
    )
    coded["host_authority"] = check_authorities(
        batch.column("host_authority"), "host_authority_code", known, faults, code_of
    )
    coded["supplier_class"] = _short(batch, "supplier_class", LONGEST_CLASS, faults)
    rows = Episodes(
        lines=batch.lines,
        refs=refs,
        child_refs=child_refs,
        coded=coded,
        started=started.utc,
        ended=end,
        return_interview=interviewed.utc,
        faults=faults,
    )
    if "role" in batch.columns:
        _with_places(batch, rows)
    else:
        rows.placed = np.zeros(batch.rows, bool)
    return rows


def _quality(stated: Coded, started: Instants) -> Coded:
    """Settle how well a time is known: midnight stands for not known unless it is called exact."""
    exact, day, month, _, unsaid = range(len(TIME_QUALITY.values))
    ranks = {value: rank for rank, value in enumerate(TIME_QUALITY.values)}
    quality = np.array([ranks.get(value, exact) for value in stated.values], np.int32)[stated.where]
    quality = np.where(quality == unsaid, np.where(started.midnight, day, exact), quality)
    quality[started.dated & (quality == exact)] = day
    quality[started.monthly] = month
    return Coded(list(TIME_QUALITY.values), quality.astype(np.int32))


def _end_after_start(started: Instants, ended: Instants) -> Micros:
    """Return ends, where a day alone cannot come before a time on that day.

    Nor can a time that the clocks passed twice: if its first comes before the start, it is the
    second.
    """
    early = ~ended.missing & ~ended.bad & (ended.utc < started.utc)
    if not early.any():
        return ended.utc
    second = early & ended.twice & (ended.utc + HOUR_US >= started.utc)
    same_day = early & ended.dated & (london_days(started.utc) == london_days(ended.utc))
    ends: Micros = np.where(second, ended.utc + HOUR_US, ended.utc)
    return np.where(same_day, started.utc, ends)


def _short(batch: Batch, column: str, longest: int, faults: Faults) -> Coded:
    found = Coded.words(batch.column(column))
    faults.add(found.rows([len(word) > longest for word in found.values]), column, "too_long")
    return found


def _with_places(batch: Batch, rows: Episodes) -> None:
    faults = rows.faults
    rows.easting, rows.northing, rows.placed = positions(batch, faults)
    rows.place_coded = {
        "precision_m": precisions(batch, faults),
        "grading": _short(batch, "grading", LONGEST_GRADING, faults),
    }
    for vocabulary in CODED_PLACE:
        rows.place_coded[vocabulary.name], unknown = vocabulary.read(batch.column(vocabulary.name))
        # a row without a place need not say what role it has
        faults.add(unknown & rows.placed, vocabulary.name, _why(vocabulary is ROLE, batch))


def _why(is_role: bool, batch: Batch) -> str:
    return "required" if is_role and "role" not in batch.columns else "not_in_vocabulary"


def places(batch: Batch) -> Places:
    """Read a batch of places of episodes that another file tells of."""
    faults = Faults(batch.rows)
    refs = check_refs(batch.column("episode_ref"), "episode_id", faults)
    easting, northing, placed = positions(batch, faults)
    faults.add(~placed, "easting", "required")
    coded: dict[str, Coded] = {}
    for vocabulary in CODED_PLACE:
        coded[vocabulary.name], unknown = vocabulary.read(batch.column(vocabulary.name))
        faults.add(unknown, vocabulary.name, "not_in_vocabulary")
    coded["precision_m"] = precisions(batch, faults)
    coded["grading"] = _short(batch, "grading", LONGEST_GRADING, faults)
    return Places(
        lines=batch.lines,
        refs=refs,
        place_coded=coded,
        easting=easting,
        northing=northing,
        faults=faults,
    )
