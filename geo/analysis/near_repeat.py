"""Near repeats: whether events follow events near them in space and time more than chance has it.

Knox's test: pairs by band of distance and band of days, against the same places with their days
dealt anew. Two events of one child are not a pair: that a child returns is another matter.
Sources: Knox (1964), Applied Statistics 13, 25-30; Johnson and others (2007), Journal of
Quantitative Criminology 23, 201-219; Ratcliffe (2009), Near Repeat Calculator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.buckets import pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]


@dataclass(frozen=True)
class NearRepeats:
    """A row for each band of distance and a column for each of days.

    ``expected``: the mean of the shuffles. ``chance``: of as many pairs or more, itself counted.
    """

    observed: Wholes
    expected: Numbers
    ratio: Numbers
    chance: Numbers
    events: int
    shuffles: int


def knox(
    points: Wholes,
    days: Wholes,
    distances: tuple[int, ...],
    intervals: tuple[int, ...],
    *,
    child: Wholes | None = None,
    manhattan: bool = False,
    shuffles: int = 999,
    seed: int = 1,
) -> NearRepeats:
    """Return pairs by band. ``distances`` and ``intervals`` are the upper ends of half-open bands.

    Bands are [0, first), [first, second) and so on; distances in the unit of the points, which
    are whole numbers. A pair beyond the last end of either is not counted.
    """
    # no pair is nearer by Manhattan's measure than in a straight line
    here, there, _ = pairs_within(points, points, distances[-1])
    once = here < there
    here, there = here[once], there[once]
    if child is not None:
        apart = child[here] != child[there]
        here, there = here[apart], there[apart]
    step = points[here] - points[there]
    if manhattan:
        band = np.searchsorted(distances, np.abs(step).sum(axis=1), "right")
    else:
        ends = np.array(distances, np.int64) ** 2
        band = np.searchsorted(ends, (step * step).sum(axis=1), "right")
    inside = band < len(distances)
    here, there, band = here[inside], there[inside], band[inside]
    observed = _table(band, days, here, there, len(distances), intervals)
    draw = np.random.default_rng(seed)
    total, reached = np.zeros(observed.shape), np.ones(observed.shape, np.int64)
    for _ in range(shuffles):
        dealt = _table(band, draw.permutation(days), here, there, len(distances), intervals)
        total += dealt
        reached += dealt >= observed
    expected = total / max(shuffles, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, observed / expected, np.nan)
    return NearRepeats(observed, expected, ratio, reached / (shuffles + 1), len(points), shuffles)


def _table(
    band: Wholes, days: Wholes, here: Wholes, there: Wholes, rows: int, intervals: tuple[int, ...]
) -> Wholes:
    column = np.searchsorted(intervals, np.abs(days[here] - days[there]), "right")
    inside = column < len(intervals)
    flat = np.bincount(
        band[inside] * len(intervals) + column[inside], minlength=rows * len(intervals)
    )
    return flat.reshape(rows, len(intervals)).astype(np.int64)
