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

from geo.analysis import halo
from geo.analysis.buckets import near_parts
from geo.analysis.crew import crew
from geo.analysis.rounds import rounds

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
    # who and when by numbers that mean nothing elsewhere
    whose = np.arange(len(points)) if child is None else np.unique(child, return_inverse=True)[1]
    since = (days - days.min()).astype(np.int32) if len(days) else np.zeros(0, np.int32)
    tiles = halo.parts(points, points, distances[-1], crew().rows)
    terms = (distances, intervals, manhattan, shuffles, seed)
    parts = [
        (
            *tile.positions(points, points),
            *(tile.own, tile.beside, whose[tile.own], whose[tile.beside]),
            *(since, *terms),
        )
        for tile in tiles
    ]
    tables = np.zeros((shuffles + 1, len(distances), len(intervals)), np.int64)
    for counted in crew().each(tables_of_part, parts):
        tables += counted
    observed, dealt = tables[0], tables[1:]
    expected = dealt.sum(axis=0) / max(shuffles, 1)
    reached = 1 + (dealt >= observed).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, observed / expected, np.nan)
    return NearRepeats(observed, expected, ratio, reached / (shuffles + 1), len(points), shuffles)


def tables_of_part(
    around: Wholes,
    points: Wholes,
    own: Wholes,
    beside: Wholes,
    whose_own: Wholes,
    whose_beside: Wholes,
    since: NDArray[np.int32],
    distances: tuple[int, ...],
    intervals: tuple[int, ...],
    manhattan: bool,
    shuffles: int,
    seed: int,
) -> Wholes:
    """Return the table of a tile's own pairs, and those of each shuffle of the days of all.

    ``own`` and ``beside`` number the tile's events among all, of which ``since`` has the days. A
    pair is of the tile whose own event has the lower number, so that it is counted once.
    """
    firsts, seconds, places = ([np.zeros(0, np.int64)] for _ in range(3))
    columns = len(intervals) + 1  # what is too far apart in time is counted, and left out
    # no pair is nearer by Manhattan's measure than in a straight line
    for near in near_parts(around, points, distances[-1]):
        one, other = own[near.here], beside[near.there]
        kept = (one < other) & (whose_own[near.here] != whose_beside[near.there])
        if manhattan:
            step = np.abs(around[near.here] - points[near.there]).sum(axis=1)
            band = np.searchsorted(distances, step, "right")
        else:
            ends = np.array(distances, np.int64) ** 2
            band = np.searchsorted(ends, near.squared, "right")
        kept &= band < len(distances)
        firsts.append(one[kept])
        seconds.append(other[kept])
        places.append(band[kept] * columns)
    one, other, place = (np.concatenate(each) for each in (firsts, seconds, places))
    longest = int(since.max()) if len(since) else 0
    column = np.searchsorted(intervals, np.arange(longest + 1), "right")
    draw = np.random.default_rng(seed)
    tables = np.empty((shuffles + 1, len(distances), len(intervals)), np.int64)
    days = since
    for shuffle in rounds(shuffles + 1):
        if shuffle:
            days = draw.permutation(since)
        which = column[np.abs(days[one] - days[other])]
        which += place
        counted = np.bincount(which, minlength=len(distances) * columns)
        tables[shuffle] = counted.reshape(len(distances), columns)[:, :-1]
    return tables
