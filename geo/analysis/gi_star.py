"""Getis-Ord Gi* and local Moran's I on a grid, with exact chances under permutation.

Neighbours are the cells of a square of ``2 * reach + 1`` about a cell, so their sum is a box
filter. The chance is that of a neighbourhood's sum if all other cells' counts were dealt anew: the
whole distribution is worked out once for each number of neighbours, where a Monte Carlo test
shuffles 999 times. Sources: Ord and Getis (1995), Geographical Analysis 27, 286-306; Anselin
(1995), Geographical Analysis 27, 93-115.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.errors import QuestionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

MOST_STATES = 20_000_000


@dataclass(frozen=True)
class Local:
    """A score for each cell, and the chance of one as far out, at the end that it lies at."""

    score: Numbers
    chance: Numbers


def gi_star(counts: Wholes, reach: int = 1) -> Local:
    """Return Gi* of each cell, in standard deviations, and the chance of a sum so high.

    A cell is a neighbour of its own. Raises: QuestionError if all counts are equal, or all
    cells are neighbours.
    """
    score = scored(counts, reach, Whole.of(counts))
    sums, neighbours = box(counts, reach), box(np.ones_like(counts), reach)
    return Local(
        score, _chances(counts, sums - counts, neighbours - 1, high=np.ones_like(sums, bool))
    )


class Whole(NamedTuple):
    """What a score needs of the whole grid: its cells, their mean count, and its spread."""

    cells: int
    mean: float
    deviation: float

    @classmethod
    def of(cls, counts: Wholes) -> Whole:
        """Return these of a grid."""
        return cls(counts.size, float(counts.mean()), float(counts.std()))


def scored(counts: Wholes, reach: int, whole: Whole) -> Numbers:
    """Return Gi* of each cell of a grid, or of some rows of one whose ``whole`` is known.

    Rows within ``reach`` of where such rows were cut off are wrong, and are to be left out.
    Raises: QuestionError as ``gi_star``.
    """
    sums, k = box(counts, reach), box(np.ones_like(counts), reach)
    n = whole.cells
    spread = whole.deviation * np.sqrt((n * k - k.astype(float) ** 2) / max(n - 1, 1))
    if not spread.all():
        raise QuestionError(f"Gi* needs {n} counts that differ and a reach that leaves some out")
    return np.asarray((sums - k * whole.mean) / spread)


def local_moran(counts: Wholes, reach: int = 1) -> Local:
    """Return local Moran's I of each cell, its neighbours weighted to one in all.

    The chance is of neighbours so high where they lie above the mean of the others, else so low.
    Raises: QuestionError if all counts are equal.
    """
    others = box(counts, reach) - counts
    neighbours = box(np.ones_like(counts), reach) - 1
    off = counts - counts.mean()
    if not off.any():
        raise QuestionError(f"local Moran's I needs {counts.size} counts that differ")
    lag = others / neighbours - counts.mean()
    high = others * (counts.size - 1) >= neighbours * (counts.sum() - counts)
    return Local(off * lag / (off**2).mean(), _chances(counts, others, neighbours, high=high))


def quadrant(counts: Wholes, reach: int = 1) -> NDArray[np.str_]:
    """Return the kind of each cell: high among high, low among low, high or low among others."""
    others = box(counts, reach) - counts
    lag = others / (box(np.ones_like(counts), reach) - 1)
    here, there = counts > counts.mean(), lag > counts.mean()
    return np.where(
        here, np.where(there, "high-high", "high-low"), np.where(there, "low-high", "low-low")
    )


def box(values: Wholes, reach: int) -> Wholes:
    """Return the sum over the square of ``reach`` cells about each; outside there is nothing."""
    summed = np.pad(values.astype(np.int64), ((reach + 1, reach), (reach + 1, reach)))
    summed = summed.cumsum(axis=0).cumsum(axis=1)
    size = 2 * reach + 1
    return (
        summed[size:, size:]
        - summed[:-size, size:]
        - summed[size:, :-size]
        + summed[:-size, :-size]
    )


def _chances(
    counts: Wholes, others: Wholes, neighbours: Wholes, *, high: NDArray[np.bool_]
) -> Numbers:
    """Return the chance of neighbours' sums so high, or so low, given the cell's own count."""
    values, many = np.unique(counts, return_counts=True)
    chance = np.ones(counts.shape)
    for k in np.unique(neighbours):
        scale = _scale(int(k), counts.size)
        whole = _ways(values, many, int(k), scale)
        for own in values.tolist():
            here = (neighbours == k) & (counts == own)
            if not here.any():
                continue
            ways = _without(whole, own, scale)
            each = ways / ways.sum()
            above = np.cumsum(each[::-1])[::-1]
            below = np.cumsum(each)
            sums = others[here]
            chance[here] = np.where(high[here], above[sums], below[sums])
    return np.asarray(np.clip(chance, 1e-300, 1.0))


def _scale(draws: int, cells: int) -> float:
    """Return by what the ways are multiplied for each cell drawn, so that none is past a float.

    Of 100,000 cells 121 can be drawn in more ways than 1e308. With draws / cells, as if each were
    drawn with that chance, the most is e to the draws. A power of two: it rounds nothing.
    """
    return float(2.0 ** np.floor(np.log2(max(draws, 1) / cells)))


def _ways(values: Wholes, many: Wholes, draws: int, scale: float) -> Numbers:
    """Return, by number drawn and their sum, in how many ways cells can be drawn.

    Row j holds the ways to draw j cells, times ``scale`` to the j. Counts come in ascending order,
    and of j cells none has more than the last: only so far is a row filled yet.
    """
    largest = int(values.max()) * draws
    if (draws + 1) * (largest + 1) > MOST_STATES:
        raise QuestionError("counts are too large for an exact chance: ask with smaller cells")
    ways = np.zeros((draws + 1, largest + 1))
    ways[0, 0] = 1.0
    for value, count in zip(values.tolist(), many.tolist(), strict=True):
        choices = [1.0]
        for j in range(1, min(draws, count) + 1):
            choices.append(choices[-1] * ((count - j + 1) / j) * scale)
        for row in range(draws, 0, -1):  # those below are still as they were before this count
            for j in range(1, min(row, len(choices) - 1) + 1):
                filled = (row - j) * value + 1
                shift = j * value
                ways[row, shift : shift + filled] += choices[j] * ways[row - j, :filled]
    return ways


def _without(ways: Numbers, own: int, scale: float) -> Numbers:
    """Return the ways to draw the last row's number of cells, one cell of ``own`` left out.

    What was multiplied in by a cell of that count, 1 + scale x y^own, is divided out again.
    """
    left = ways[0].copy()
    for row in ways[1:]:
        fewer, left = left, row.copy()
        left[own:] -= scale * fewer[: len(fewer) - own]
    return np.asarray(np.maximum(left, 0.0))
