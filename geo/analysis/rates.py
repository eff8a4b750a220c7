"""Shares and rates with exact intervals, and how well a map foretold what came after it.

Sources: Brantingham and Brantingham (1997), on location quotients; Garwood (1936), Biometrika 28,
437-442; Chainey, Tompson and Uhlig (2008), Security Journal 21, 4-28 (PAI); Hunt (2016) (PEI).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]


def poisson_interval(count: Wholes, sure: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return the exact interval of the mean of a Poisson count (Garwood)."""
    from scipy.stats import chi2

    tail = (1 - sure) / 2
    low = np.where(count > 0, chi2.ppf(tail, 2 * np.maximum(count, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - tail, 2 * (count + 1)) / 2


def location_quotient(
    here: Wholes, of_here: Wholes, sure: float = 0.95
) -> tuple[Numbers, Numbers, Numbers]:
    """Return each area's share of events over its share of what they might be of, with interval.

    ``of_here``: addresses, premises or all episodes of the area; NaN where it has none.
    """
    usual = here.sum() * (of_here / of_here.sum())
    low, high = poisson_interval(here, sure)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = [np.where(usual > 0, each / usual, np.nan) for each in (here, low, high)]
    return found[0], found[1], found[2]


@dataclass(frozen=True)
class Accuracy:
    """How a share of the area that was called hot did in a later period."""

    area_percent: float
    cells: int
    hits: int
    events: int
    best: int
    pai: float
    pei: float


def accuracy(surface: Numbers, later: Wholes, area_percent: float) -> Accuracy:
    """Return the PAI and PEI of the hottest cells of a map over what came after it.

    PAI: share of events caught over share of area. PEI: events caught over the most that as many
    cells could have caught. Equal cells are taken in the order of the grid.
    """
    cells = max(round(surface.size * area_percent / 100), 1)
    chosen = np.argsort(-surface, axis=None, kind="stable")[:cells]
    hits, events = int(later.ravel()[chosen].sum()), int(later.sum())
    best = int(np.sort(later, axis=None)[::-1][:cells].sum())
    pai = (hits / events) / (cells / surface.size) if events else float("nan")
    return Accuracy(
        area_percent, cells, hits, events, best, pai, hits / best if best else float("nan")
    )


def pooled(each: Sequence[Accuracy], whole: int) -> Accuracy:
    """Return what several held-out periods come to together, on one grid of ``whole`` cells.

    Counts are added up, so that a period with few events weighs little.
    """
    first = each[0]
    hits, events, best = (sum(getattr(a, n) for a in each) for n in ("hits", "events", "best"))
    return Accuracy(
        first.area_percent,
        first.cells,
        hits,
        events,
        best,
        (hits / events) / (first.cells / whole) if events else float("nan"),
        hits / best if best else float("nan"),
    )
