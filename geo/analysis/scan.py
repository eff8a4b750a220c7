"""The space-time permutation scan: where and when more happened than the place's share explains.

Cylinders about each zone, of growing radius, over runs of periods; what is expected in one is its
share of zones' totals times its share of periods' totals, so no population is needed. The largest
log likelihood ratio is ranked among those of shuffles of the events' periods.
Source: Kulldorff and others (2005), PLoS Medicine 2(3), e59.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from geo.analysis.buckets import pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]


@dataclass(frozen=True)
class Cylinder:
    """A cylinder: its middle zone, radius, first and last period, counts, ratio and chance."""

    zone: int
    radius: int
    first: int
    last: int
    observed: int
    expected: float
    log_ratio: float
    chance: float


def space_time_scan(
    zones: Wholes,
    zone: Wholes,
    period: Wholes,
    radii: tuple[int, ...],
    longest: int,
    *,
    shuffles: int = 999,
    seed: int = 1,
    least: int = 3,
    most: int = 10,
) -> list[Cylinder]:
    """Return the most unlikely cylinders that do not overlap, the most unlikely first.

    ``zones``: points in whole units, a row for each zone, with ``radii`` in the same that rise.
    ``zone`` and ``period``: a row and a number from 0 for each event. A cylinder holds at least
    ``least`` events and spans at most ``longest`` periods.
    """
    periods = int(period.max()) + 1
    circles, where = _circles(zones, radii)
    windows = [
        (first, last)
        for first in range(periods)
        for last in range(first, min(first + longest, periods))
    ]
    firsts, lasts = (np.array(each) for each in zip(*windows, strict=True))
    events = len(zone)
    of_zones = circles @ np.bincount(zone, minlength=len(zones)).astype(float)
    running = np.concatenate([[0], np.cumsum(np.bincount(period, minlength=periods))])
    expected = of_zones[:, None] * (running[lasts + 1] - running[firsts])[None, :] / events

    def ratios(when: Wholes) -> tuple[Numbers, Numbers]:
        table = np.zeros((len(zones), periods))
        np.add.at(table, (zone, when), 1)
        along = np.concatenate([np.zeros((len(zones), 1)), np.cumsum(table, axis=1)], axis=1)
        seen = circles @ (along[:, lasts + 1] - along[:, firsts])
        return seen, _log_ratio(seen, expected, events, least)

    seen, found = ratios(period)
    draw = np.random.default_rng(seed)
    highest = np.array([ratios(draw.permutation(period))[1].max() for _ in range(shuffles)])
    return _apart(found, seen, expected, highest, (where, firsts, lasts), zones, radii, most)


def _circles(zones: Wholes, radii: tuple[int, ...]) -> tuple[csr_array, Wholes]:
    """Return which zones each circle holds, and the middle and radius of each circle."""
    here, there, squared = pairs_within(zones, zones, radii[-1])
    rows, columns, where = [], [], []
    number = 0
    for size, radius in enumerate(radii):
        inside = squared <= radius * radius
        rows.append(here[inside] + number)
        columns.append(there[inside])
        where.append(np.column_stack([np.arange(len(zones)), np.full(len(zones), size)]))
        number += len(zones)
    row, column = np.concatenate(rows), np.concatenate(columns)
    circles = csr_array((np.ones(len(row)), (row, column)), (number, len(zones)))
    return circles, np.concatenate(where)


def _log_ratio(seen: Numbers, expected: Numbers, events: int, least: int) -> Numbers:
    rest, usual = events - seen, events - expected
    more = (seen > expected) & (seen >= least)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = seen * np.log(seen / expected) + np.where(rest > 0, rest * np.log(rest / usual), 0)
    return np.where(more, found, 0.0)


def _apart(
    found: Numbers,
    seen: Numbers,
    expected: Numbers,
    highest: Numbers,
    names: tuple[Wholes, Wholes, Wholes],
    zones: Wholes,
    radii: tuple[int, ...],
    most: int,
) -> list[Cylinder]:
    where, firsts, lasts = names
    kept: list[Cylinder] = []
    for flat in np.argsort(-found, axis=None, kind="stable"):
        circle, window = divmod(int(flat), found.shape[1])
        ratio = float(found[circle, window])
        if ratio <= 0 or len(kept) == most:
            break
        zone, size = (int(each) for each in where[circle])
        at = zones[zone]
        if any(
            ((zones[other.zone] - at) ** 2).sum() <= (other.radius + radii[size]) ** 2
            and other.first <= lasts[window]
            and firsts[window] <= other.last
            for other in kept
        ):
            continue
        kept.append(
            Cylinder(
                zone,
                radii[size],
                int(firsts[window]),
                int(lasts[window]),
                int(seen[circle, window]),
                float(expected[circle, window]),
                ratio,
                float((highest >= ratio).sum() + 1) / (len(highest) + 1),
            )
        )
    return kept
