"""Whether a snapshot may be published: the rules S1 to S6, tried on exactly its bytes.

S1  whole quarters, none told of twice.
S2  one geography: no quarter by two sets of wards, and no return to an older set.
S3  a correction is told once a year, and only of three children and more.
S5  tables of the list alone, and the figures of the publication alone.
S6  an attacker's solver over everything that was ever published to those who may read it.

S4 (erasure) and S7 (withdrawal) are acts: ``geo.removal`` and ``geo.snapshot_store``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from geo.assurance import Finding, at_least, at_most
from geo.bounds import Bound, ContradictionError, Figure, narrow_bounds, unknowns
from geo.errors import QuestionError
from geo.quarters import Quarter
from geo.reading import Quarterly, stored_quarters
from geo.snapshot_files import MANIFEST, Files
from geo.snapshot_reading import doubt_in_restatement, figures
from geo.snapshot_tables import RESTATED, PictureTold, Told, beyond_the_list

NARROWEST = 3
MOST_NAMED = 12


@dataclass(frozen=True)
class Judged:
    """A rule that was tried, and what broke it."""

    finding: Finding
    reasons: tuple[str, ...] = ()

    def describe(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {**self.finding.describe(), "reasons": list(self.reasons)}


def check(
    connection: Connection,
    candidate: Told,
    files: Files,
    ever: Sequence[Told],
    expected: Files | None,
) -> list[Judged]:
    """Try a candidate beside every other snapshot that was ever published.

    ``expected``: the files that are made anew from what is published; None if they were published
    themselves, perhaps by an earlier release, and their figures alone are compared.
    """
    stored = list(stored_quarters(connection))
    return [
        *([] if expected is None else [_as_published(files, expected)]),
        _one_snapshot(candidate, ever),
        _one_geography(candidate, ever),
        _on_the_list(candidate.period, files),
        _one_answer(stored, candidate, ever),
        *_restated(stored, candidate),
        *solved(figures(connection, stored, [*ever, candidate])),
    ]


def passed(judged: Iterable[Judged]) -> bool:
    """Whether every rule was kept."""
    return all(each.finding.passed for each in judged)


def described(judged: Iterable[Judged]) -> str:
    """Return what was tried and found as JSON, to be stored with the snapshot."""
    return json.dumps([each.describe() for each in judged])


def solved(read: Sequence[Figure]) -> list[Judged]:
    """Let the solver look for counts that figures give away."""
    tried = f"{unknowns(read)} unknowns of {len(read)} figures, by integer programming"
    try:
        narrow = narrow_bounds(read, NARROWEST)
    except ContradictionError:
        narrow = [Bound("figures that contradict one another", 0, 0, frozenset())]
    exact = [each for each in narrow if each.width == 0]
    few = [each for each in narrow if each.lowest >= 1 and each.highest <= 2]
    least = min((each.width for each in narrow), default=NARROWEST)
    return [
        _judge("S6 counts recovered exactly", tried, [each.unknown for each in exact]),
        _judge("S6 counts of 1 or 2 implied", tried, [each.unknown for each in few]),
        Judged(
            at_least(
                f"S6 narrowest bound on a count, sought up to {NARROWEST}", tried, least, NARROWEST
            ),
            tuple(each.unknown for each in narrow[:MOST_NAMED]),
        ),
    ]


def _as_published(files: Files, expected: Files) -> Judged:
    others = sorted(
        name
        for name in files.keys() | expected.keys()
        if name != MANIFEST and files.get(name) != expected.get(name)
    )
    tried = f"{len(expected)} files, made anew from what is published"
    return _judge("S5 files that differ from what is published", tried, others)


def _one_snapshot(candidate: Told, ever: Sequence[Told]) -> Judged:
    broken = [
        f"{each.name} stands for {each.period}: withdraw it first"
        for each in ever
        if each.stands and each.period == candidate.period
    ]
    told_of = {row.quarter for row in candidate.wards}
    for row in told_of | {row.quarter for row in candidate.picture}:
        try:
            own = Quarter.named(row)
        except QuestionError:
            broken.append("a window that is no calendar quarter")
            continue
        inside = f"{own.year}R" if candidate.is_restatement else str(own)
        if inside != candidate.period:
            broken.append(f"{own}, which is not of {candidate.period}")
    tried = f"{candidate.period} beside {len(ever)} snapshots that were published"
    return _judge("S1 windows that overlap", tried, broken)


def _one_geography(candidate: Told, ever: Sequence[Told]) -> Judged:
    broken = []
    for each in ever:
        if each.ward_vintage is None or candidate.ward_vintage is None:
            continue
        ahead = candidate.ward_vintage - each.ward_vintage
        # new wards may begin with a quarter, and are its successors' too
        later = (candidate.period > each.period) - (candidate.period < each.period)
        if ahead * later < 0 or (ahead and not later):
            broken.append(f"{each.name} is by the wards of {each.ward_vintage}")
    tried = f"the wards of {candidate.ward_vintage} beside {len(ever)} published snapshots"
    return _judge("S2 second geographies", tried, broken)


def _on_the_list(period: str, files: Files) -> Judged:
    return _judge(
        "S5 tables beyond the list", f"{len(files)} files", beyond_the_list(period, files)
    )


def _one_answer(stored: Sequence[Quarterly], candidate: Told, ever: Sequence[Told]) -> Judged:
    """Find what of one quarter is told in two numbers: their difference is a count."""
    answers: dict[tuple[str, str], set[object]] = {}
    for each in stored:
        for ward in each.wards:
            told = (ward.children, ward.band.band_from, ward.band.band_to)
            answers.setdefault((each.quarter, f"ward {ward.ward}"), set()).add(told)
        for number in each.picture:
            asked = (each.quarter, f"authority {number.authority}, {number.measure}")
            answers.setdefault(asked, set()).add(number.children)
    rows = [row for each in (*ever, candidate) for row in each.wards if row.change != RESTATED]
    for row in rows:
        answers.setdefault((row.quarter, f"ward {row.ward}"), set()).add(row.figure)
    for told_of in (told_of for each in (*ever, candidate) for told_of in each.picture):
        answers.setdefault(_asked(told_of), set()).add(told_of.children)
    own = {(row.quarter, f"ward {row.ward}") for row in candidate.wards}
    own |= {_asked(told_of) for told_of in candidate.picture}
    broken = [
        " ".join(asked) for asked, told in sorted(answers.items()) if len(told) > 1 and asked in own
    ]
    tried = f"{len(answers)} figures of wards and authorities"
    return _judge("S5 figures with a second answer", tried, broken)


def _asked(row: PictureTold) -> tuple[str, str]:
    return row.quarter, f"authority {row.authority}, {row.measure}"


def _restated(stored: Sequence[Quarterly], candidate: Told) -> list[Judged]:
    if not candidate.is_restatement:
        return []
    by_quarter = {each.quarter: each for each in stored}
    doubts = {
        f"{row.quarter} ward {row.ward}": doubt_in_restatement(row, by_quarter[row.quarter])
        for row in candidate.wards
        if row.quarter in by_quarter
    }
    least = min(doubts.values(), default=NARROWEST)
    finding = at_least(
        "S3 doubt left about a restated change, in children",
        f"{len(doubts)} restated numbers",
        least,
        NARROWEST,
    )
    return [Judged(finding, tuple(name for name, left in doubts.items() if left < NARROWEST))]


def _judge(rule: str, tried: str, broken: Sequence[str]) -> Judged:
    return Judged(at_most(rule, tried, len(broken), 0), tuple(broken[:MOST_NAMED]))
