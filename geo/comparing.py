"""Two runs beside each other: which premises are new, which are gone, and what changed of the rest.

Whether more episodes were near a premises than before is told by an exact test, corrected over all
premises that both runs flagged; what it does not tell is "no clear change", which is an answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from geo.database import query

FALSE_SHARE = 0.05  # of what is called changed, as many may be chance
# in the order of a list; what is new comes first
CHANGES = ("new", "gone", "more", "fewer", "nearer", "further", "same")
# the fewest days that either of two runs counts alone, where they share others, for their
# difference to be of no fewer days than the shortest span that is usually asked for
OWN_DAYS = 28
Run = Mapping[Any, Any]


@dataclass(frozen=True)
class Compared:
    """A premises in two runs; what it was in a run that did not flag it is None."""

    premises_id: UUID
    name: str
    kind: str
    authority: str
    authority_name: str
    postcode: str | None
    easting: float
    northing: float
    band_before: int | None
    band_after: int | None
    episodes_before: int | None
    episodes_after: int | None
    change: str


@dataclass(frozen=True)
class Comparison:
    """Every premises of two runs, by change; ``shared_days`` are counted by both.

    Where days are shared, or the runs asked differently, nothing is told of more or fewer.
    """

    rows: Sequence[Compared]
    shared_days: int
    different: Sequence[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many premises there are of each change."""
        found = dict.fromkeys(CHANGES, 0)
        for row in self.rows:
            found[row.change] += 1
        return found

    @property
    def tested(self) -> bool:
        """Whether more and fewer episodes were looked for."""
        return not self.shared_days and not self.different


TERMS = ("minimum_episodes", "minimum_children", "merge_m", "radius_m", "kinds", "only_where")


def compare(connection: Connection, before: Run, after: Run) -> Comparison:
    """Compare two stored runs, as the analyst's views give them."""
    values = {"before": before["run_id"], "after": after["run_id"]}
    found = connection.execute(query("compared_flags"), values).mappings().all()
    shared = shared_days(before, after)
    different = [name for name in TERMS if before[name] != after[name]]
    days = (before["window_days"], after["window_days"])
    told: Mapping[int, str] = {}
    if not shared and not different:
        both = [
            (place, row["episodes_before"], row["episodes_after"])
            for place, row in enumerate(found)
            if row["band_before"] is not None and row["band_after"] is not None
        ]
        told = clear_changes(both, days)
    rows = [Compared(**row, change=_change(row, told.get(n))) for n, row in enumerate(found)]
    rows.sort(key=_order)
    return Comparison(rows, shared, different)


def shared_days(before: Run, after: Run) -> int:
    """Return how many days both runs count."""
    first = max(before["begins_on"], after["begins_on"])
    last = min(before["as_at"], after["as_at"])
    return max(int((last - first).days) + 1, 0)


def may_be_subtracted(before: Run, after: Run) -> bool:
    """Whether what one run has and the other has not tells of few days, one count or one child.

    Runs that share days are each other's rest: one day apart, what is gone was of that day; asked
    from four episodes on and not three, what is gone had three; and what an erasure took from one
    of them and left in the other is where that child was.
    """
    shared = shared_days(before, after)
    if not shared:
        return False
    return (
        min(before["window_days"], after["window_days"]) - shared < OWN_DAYS
        or any(before[name] != after[name] for name in TERMS)
        or any(run["notes"] or run["partly_deleted"] for run in (before, after))
    )


def clear_changes(counted: Sequence[tuple[int, int, int]], days: tuple[int, int]) -> dict[int, str]:
    """Return which of (key, before, after) counts changed clearly, and how.

    Source: the exact conditional test of two Poisson counts, Przyborowski and Wilenski (1940),
    Biometrika 31, 313-323; corrected by Benjamini and Hochberg (1995), JRSS B 57, 289-300.
    """
    chances = sorted(
        (_chance(before, after, days), key, before, after) for key, before, after in counted
    )
    last = 0
    for rank, (chance, *_) in enumerate(chances, start=1):
        if chance <= FALSE_SHARE * rank / len(chances):
            last = rank
    return {
        key: "more" if after / days[1] > before / days[0] else "fewer"
        for _, key, before, after in chances[:last]
    }


def _chance(before: int, after: int, days: tuple[int, int]) -> float:
    """Return how likely two counts this far apart are if nothing changed, both sides together."""
    total, share = before + after, days[1] / (days[0] + days[1])
    log = [
        math.lgamma(total + 1)
        - math.lgamma(n + 1)
        - math.lgamma(total - n + 1)
        + n * math.log(share)
        + (total - n) * math.log1p(-share)
        for n in range(total + 1)
    ]
    weights = [math.exp(each) for each in log]
    return min(1.0, 2 * min(math.fsum(weights[: after + 1]), math.fsum(weights[after:])))


def _change(row: Mapping[Any, Any], told: str | None) -> str:
    before, after = row["band_before"], row["band_after"]
    if before is None:
        return "new"
    if after is None:
        return "gone"
    if told is not None:
        return told
    return "same" if before == after else "nearer" if after < before else "further"


def _order(row: Compared) -> tuple[Any, ...]:
    """By change; then the nearest first, and of those where the most episodes were."""
    episodes = max(row.episodes_before or 0, row.episodes_after or 0)
    nearest = row.band_after if row.band_after is not None else row.band_before
    return (CHANGES.index(row.change), nearest, -episodes, row.name, str(row.premises_id))
