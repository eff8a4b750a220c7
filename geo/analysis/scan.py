"""The space-time permutation scan: where and when more happened than the place's share explains.

Cylinders about each zone, of growing radius, over runs of periods; what is expected in one is its
share of zones' totals times its share of periods' totals, so no population is needed. The largest
log likelihood ratio is ranked among those of shuffles of the events' periods.
Source: Kulldorff and others (2005), PLoS Medicine 2(3), e59.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.analysis import halo
from geo.analysis.crew import crew
from geo.analysis.cylinders import Terms, log_ratio, scan_of_part

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

_CELLS = 1 << 24  # of zones, radii and periods, of one tile
_LOWEST = 3.0  # of more cells, hundreds of thousands have a higher ratio by chance


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
    cells = len(radii) * len(zones) * (int(period.max()) + 1)
    terms = Terms(radii, longest, shuffles, seed, least, 0.0 if cells <= _CELLS else _LOWEST)
    # what a tile holds by zone, radius and period is in memory at once
    rows = crew().rows or max(_CELLS * len(zones) // cells, 1)
    tiles = halo.parts(zones, zones, radii[-1], rows)
    local = np.empty(len(zones), np.int64)
    parts = []
    for tile in tiles:
        local[:] = -1
        local[tile.beside] = np.arange(len(tile.beside))
        parts.append((*tile.positions(zones, zones), local[zone], period, terms))
    highest, found = np.zeros(shuffles), []
    for tile, part in zip(tiles, crew().each(scan_of_part, parts), strict=True):
        size, own = np.divmod(part.circle, len(tile.own))
        found.append((tile.own[own], size, part.first, part.last, part.seen, part.of_circle))
        # logarithms are taken here, where the others are: machines differ in their last bits
        of_tile = log_ratio(part.most_seen, part.most_expected, len(zone), least)
        highest = np.maximum(highest, of_tile)
    return _apart(
        _Found(*(np.concatenate(each) for each in zip(*found, strict=True))),
        period,
        highest,
        zones,
        radii,
        least,
        most,
    )


class _Found(NamedTuple):
    """Cylinders that hold more than is usual, a row for each."""

    zone: Wholes
    size: Wholes
    first: Wholes
    last: Wholes
    seen: Wholes
    of_circle: Wholes


def _apart(
    found: _Found,
    period: Wholes,
    highest: Numbers,
    zones: Wholes,
    radii: tuple[int, ...],
    least: int,
    most: int,
) -> list[Cylinder]:
    """Return the most unlikely cylinders, each apart from those before it."""
    running = np.concatenate([[0], np.cumsum(np.bincount(period))])
    usual = found.of_circle * (running[found.last + 1] - running[found.first]) / len(period)
    ratios = log_ratio(found.seen.astype(float), usual, len(period), least)
    kept: list[Cylinder] = []
    # of equal ones the smallest, and the first
    order = np.lexsort((found.last, found.first, found.zone, found.size, -ratios))
    for at in order.tolist():
        if ratios[at] <= 0 or len(kept) == most:
            break
        zone, radius = int(found.zone[at]), radii[found.size[at]]
        first, last, ratio = int(found.first[at]), int(found.last[at]), float(ratios[at])
        if any(
            ((zones[other.zone] - zones[zone]) ** 2).sum() <= (other.radius + radius) ** 2
            and other.first <= last
            and first <= other.last
            for other in kept
        ):
            continue
        chance = float((highest >= ratio).sum() + 1) / (len(highest) + 1)
        seen, expected = int(found.seen[at]), float(usual[at])
        kept.append(Cylinder(zone, radius, first, last, seen, expected, ratio, chance))
    return kept
