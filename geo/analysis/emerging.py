"""Classes of cells over periods: new, persistent, former and so on, by a recipe that is published.

Recipe. A cell is hot in a period if its Gi* there is above 1.96, cold below -1.96. Its trend is
Mann and Kendall's over its scores, called if the chance of one as strong is below 0.05. Then, of T
periods, the first that fits:

* new: hot in the last period and in no other
* consecutive: an unbroken run of two or more at the end is all that was ever hot, below 90 % of T
* intensifying, diminishing, persistent: hot in 90 % of T or more, the last among them; its trend
  is upwards, downwards or neither
* oscillating: hot in the last period, hot in less than 90 %, and cold in another
* sporadic: hot in the last period, on and off before, never cold
* historical: not hot in the last period, but in 90 % of T or more
* none: anything else

Other programs differ in their recipes, so their classes may. Sources: Mann (1945), Econometrica 13,
245-259; Kendall (1975), "Rank Correlation Methods"; after Esri's Emerging Hot Spot Analysis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from geo.analysis import halo
from geo.analysis.crew import crew
from geo.analysis.enough import require_periods
from geo.analysis.gi_star import Whole, scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

HOT, SURE, ALWAYS = 1.96, 0.05, 0.9


def mann_kendall(series: Numbers) -> tuple[Numbers, Numbers]:
    """Return the trend S of each row over its columns, and the two-sided chance of one as strong.

    Ties are allowed for; the normal approximation is taken with the continuity correction.
    """
    count = series.shape[-1]
    score = np.zeros(series.shape[:-1])
    for lag in range(1, count):
        score += np.sign(series[..., lag:] - series[..., :-lag]).sum(axis=-1)
    ties = np.zeros(score.shape)
    ordered = np.sort(series, axis=-1)
    run = np.ones(score.shape)
    for at in range(1, count + 1):
        same = (
            ordered[..., at] == ordered[..., at - 1] if at < count else np.zeros(score.shape, bool)
        )
        ties += np.where(same, 0, run * (run - 1) * (2 * run + 5))
        run = np.where(same, run + 1, 1)
    spread = np.sqrt(np.maximum(count * (count - 1) * (2 * count + 5) - ties, 0) / 18)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(spread > 0, (np.abs(score) - 1) / spread, 0)
    return score, np.where(score == 0, 1.0, np.minimum(2 * ndtr(-np.maximum(z, 0)), 1.0))


def classes(counts: Wholes, reach: int = 1) -> NDArray[np.str_]:
    """Return the class of each cell of ``counts``, whose first axis is the period.

    A period whose counts are all equal has no hot and no cold cell. Raises: QuestionError if there
    are fewer than ten periods.
    """
    require_periods(len(counts))
    wholes = [Whole.of(each) for each in counts]
    _, rows, columns = counts.shape
    most = crew().rows
    bands = halo.bands(rows, reach, None if most is None else max(most // columns, 1))
    parts = [
        (np.ascontiguousarray(counts[:, band.low : band.high]), reach, wholes, band.own)
        for band in bands
    ]
    return np.concatenate(crew().each(classes_of_rows, parts))


def classes_of_rows(
    counts: Wholes, reach: int, wholes: list[Whole], own: slice
) -> NDArray[np.str_]:
    """Return the classes of the ``own`` rows of a band, of whose grids the ``wholes`` are known."""
    return classify(_scored(counts, reach, wholes)[own])


def scores(counts: Wholes, reach: int = 1) -> Numbers:
    """Return Gi* of each cell by period, which is the last axis here and the first of ``counts``.

    A period whose counts are all equal scores nothing.
    """
    return _scored(counts, reach, [Whole.of(each) for each in counts])


def _scored(counts: Wholes, reach: int, wholes: list[Whole]) -> Numbers:
    return np.stack(
        [
            scored(each, reach, whole) if whole.deviation else np.zeros(each.shape)
            for each, whole in zip(counts, wholes, strict=True)
        ],
        axis=-1,
    )


def classify(scores: Numbers) -> NDArray[np.str_]:
    """Return the class of each row of scores, whose last axis is the period."""
    hot, cold = scores > HOT, scores < -HOT
    times, periods = hot.sum(axis=-1), scores.shape[-1]
    last = hot[..., -1]
    mostly = times >= ALWAYS * periods
    run = np.cumprod(hot[..., ::-1], axis=-1).sum(axis=-1)
    trend, chance = mann_kendall(scores)
    rising, falling = (chance < SURE) & (trend > 0), (chance < SURE) & (trend < 0)
    return np.select(
        [
            last & (times == 1),
            last & (run >= 2) & (run == times) & ~mostly,
            last & mostly & rising,
            last & mostly & falling,
            last & mostly,
            last & cold.any(axis=-1),
            last,
            mostly,
        ],
        [
            *("new", "consecutive", "intensifying", "diminishing", "persistent", "oscillating"),
            *("sporadic", "historical"),
        ],
        "none",
    )
