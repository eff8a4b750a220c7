"""Premises beside others of their kind, and how far a few of a kind hold most of what is near.

Source: Eck, Clarke and Guerette (2007), "Risky facilities", Crime Prevention Studies 21, 225-264.
A place near ten pubs is counted for each: this says where episodes are near, not whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]

TOP_PERCENT = (5, 10, 20, 50)


@dataclass(frozen=True)
class Kind:
    """Premises of a kind: how many were tested and flagged, and the share that a few hold.

    ``held_percent``: of the episodes near them, how much the top 5, 10, 20 and 50 % hold.
    """

    kind: str
    tested: int
    flagged: int
    unusual: int
    with_none: int
    near: int
    held_percent: tuple[int, ...]


def busier(kinds: Sequence[str], near: Wholes) -> tuple[Wholes, Wholes]:
    """Return, for each premises, how many of its kind have more episodes near, and how many are."""
    names = np.array(kinds)
    above, of_kind = np.zeros(len(near), np.int64), np.zeros(len(near), np.int64)
    for kind in np.unique(names):
        inside = np.flatnonzero(names == kind)
        counts = np.sort(near[inside])
        above[inside] = len(counts) - np.searchsorted(counts, near[inside], "right")
        of_kind[inside] = len(inside)
    return above, of_kind


def curve(
    kinds: Sequence[str],
    near: Wholes,
    flagged: NDArray[np.bool_],
    unusual: NDArray[np.bool_],
) -> list[Kind]:
    """Return each kind that was tested, by name, with the share that the busiest of it hold."""
    names = np.array(kinds)
    found = []
    for kind in np.unique(names):
        inside = names == kind
        counts = -np.sort(-near[inside])
        running, total = np.cumsum(counts), int(counts.sum())
        tops = [max(-(-len(counts) * percent // 100), 1) for percent in TOP_PERCENT]
        shares = tuple(int(running[top - 1]) * 100 // total if total else 0 for top in tops)
        found.append(
            Kind(
                str(kind),
                len(counts),
                int(flagged[inside].sum()),
                int(unusual[inside].sum()),
                int((counts == 0).sum()),
                total,
                shares,
            )
        )
    return found
