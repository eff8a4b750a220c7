"""How flags fared: of listed premises that were visited, at how many was a concern found.

The share is a precision in the sense of the field: concerns found over visits that could tell. Its
interval is Wilson's, which holds for few visits as well. It says how the list and the visits fared
together: officers do not visit at random, and a premises without a concern may still be near.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[Any, Any]

CONCERN = frozenset({"concern", "referred", "review_considered"})
NO_CONCERN = frozenset({"no_concern"})  # all other outcomes tell neither
FEW = 20  # visits: with fewer the interval is wider than half of all that is possible
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Yield:
    """Counts of premises: listed, spoken of, visited; ``told`` are visits that say yes or no."""

    premises: int
    useful: int
    not_relevant: int
    wrong: int
    visited: int
    told: int
    concerns: int
    gone: int

    @property
    def share(self) -> float | None:
        """The share of visits that told at which a concern was found; None without any."""
        return self.concerns / self.told if self.told else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share; None without visits that told."""
        return wilson(self.concerns, self.told) if self.told else None


def counted(rows: Iterable[Row]) -> Yield:
    """Count rows of ``released.listed_outcome_for_analyst``."""
    found = list(rows)

    def of(column: str, values: Iterable[str]) -> int:
        wanted = set(values)
        return sum(row[column] in wanted for row in found)

    return Yield(
        premises=len(found),
        useful=of("verdict", ["useful"]),
        not_relevant=of("verdict", ["not_relevant"]),
        wrong=of("verdict", ["wrong"]),
        visited=sum(row["outcome"] is not None for row in found),
        told=of("outcome", CONCERN | NO_CONCERN),
        concerns=of("outcome", CONCERN),
        gone=of("outcome", ["ceased"]),
    )


def reasons(rows: Iterable[Row]) -> Mapping[str | None, Counter[str]]:
    """Count what was said by reason, and of each by verdict; None is what has words alone."""
    found: dict[str | None, Counter[str]] = {}
    for row in rows:
        if row["verdict"] is not None:
            found.setdefault(row["reason"], Counter())[row["verdict"]] += 1
    return found


def by(rows: Sequence[Row], what: Callable[[Row], Any]) -> dict[Any, Yield]:
    """Count rows group by group, in the order of the groups."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(what(row), []).append(row)
    return {key: counted(groups[key]) for key in sorted(groups)}


def wilson(found: int, tried: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's interval of a share, by default at 95 %. Raises: ValueError.

    Source: Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.
    """
    if not 0 <= found <= tried or tried == 0:
        raise ValueError(f"what was found must be from 0 to {tried}, found {found}")
    share, square = found / tried, z * z
    middle = (share + square / (2 * tried)) / (1 + square / tried)
    half = (
        z
        / (1 + square / tried)
        * math.sqrt(share * (1 - share) / tried + square / (4 * tried * tried))
    )
    return max(0.0, middle - half), min(1.0, middle + half)
