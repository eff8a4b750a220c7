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
from scipy.sparse import csr_array

from geo.analysis import halo
from geo.analysis.buckets import pairs_within
from geo.analysis.crew import crew

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
    firsts, lasts = _windows(periods, longest)
    share = _share(period, firsts, lasts)
    tiles = halo.parts(zones, zones, radii[-1], crew().rows)
    terms = (radii, longest, shuffles, seed, least)
    local = np.empty(len(zones), np.int64)
    parts = []
    for tile in tiles:
        local[:] = -1
        local[tile.beside] = np.arange(len(tile.beside))
        parts.append((*tile.positions(zones, zones), local[zone], period, *terms))
    shape = (len(radii), len(zones))
    held, by_window = np.zeros(shape), np.zeros((*shape, len(firsts)))
    highest = np.zeros(shuffles)
    for tile, found in zip(tiles, crew().each(scan_of_part, parts), strict=True):
        held[:, tile.own] = found.held
        by_window[:, tile.own] = found.seen
        # logarithms are taken here, where the others are: machines differ in their last bits
        of_tile = _log_ratio(found.most_seen, found.most_expected, len(zone), least)
        highest = np.maximum(highest, of_tile)
    seen = by_window.reshape(-1, len(firsts))
    expected = held.reshape(-1, 1) * share / len(zone)
    ratio = _log_ratio(seen, expected, len(zone), least)
    sizes, middles = np.divmod(np.arange(len(seen)), len(zones))
    where = np.column_stack([middles, sizes])
    return _apart(ratio, seen, expected, highest, (where, firsts, lasts), zones, radii, most)


class Scanned(NamedTuple):
    """What came of the circles about a tile's own zones, by radius and zone.

    ``held``: events of all periods; ``seen``: by window of periods. ``most_seen`` and
    ``most_expected``: of each shuffle, in the cylinder that is the most unlikely.
    """

    held: Numbers
    seen: Numbers
    most_seen: Numbers
    most_expected: Numbers


def scan_of_part(
    around: Wholes,
    zones: Wholes,
    zone: Wholes,
    period: Wholes,
    radii: tuple[int, ...],
    longest: int,
    shuffles: int,
    seed: int,
    least: int,
) -> Scanned:
    """Return what the circles about ``around`` hold, as dealt and in each shuffle of all periods.

    ``zones`` are those within reach of the tile; ``zone`` is that of each event, or -1.
    """
    periods = int(period.max()) + 1
    firsts, lasts = _windows(periods, longest)
    circles = _circles(around, zones, radii)
    inside = np.flatnonzero(zone >= 0)
    at = zone[inside] * periods
    held = circles @ np.bincount(zone[inside], minlength=len(zones)).astype(float)
    expected = held[:, None] * _share(period, firsts, lasts) / len(zone)

    def seen_in(when: Wholes) -> Numbers:
        table = np.bincount(at + when[inside], minlength=len(zones) * periods)
        along = np.zeros((len(zones), periods + 1))
        np.cumsum(table.reshape(len(zones), periods), axis=1, out=along[:, 1:])
        return np.asarray(circles @ (along[:, lasts + 1] - along[:, firsts]))

    seen = seen_in(period)
    draw = np.random.default_rng(seed)
    most_seen, most_expected = np.zeros(shuffles), np.ones(shuffles)
    for shuffle in range(shuffles):
        dealt = seen_in(draw.permutation(period))
        at_most = int(_log_ratio(dealt, expected, len(zone), least).argmax())
        most_seen[shuffle], most_expected[shuffle] = dealt.flat[at_most], expected.flat[at_most]
    shape = (len(radii), len(around))
    return Scanned(held.reshape(shape), seen.reshape(*shape, len(firsts)), most_seen, most_expected)


def _windows(periods: int, longest: int) -> tuple[Wholes, Wholes]:
    """Return the first and the last period of each run of at most ``longest``."""
    windows = [
        (first, last)
        for first in range(periods)
        for last in range(first, min(first + longest, periods))
    ]
    firsts, lasts = (np.array(each) for each in zip(*windows, strict=True))
    return firsts, lasts


def _share(period: Wholes, firsts: Wholes, lasts: Wholes) -> Wholes:
    """Return how many events all zones have in each window."""
    running = np.concatenate([[0], np.cumsum(np.bincount(period))])
    return np.asarray(running[lasts + 1] - running[firsts])


def _circles(around: Wholes, zones: Wholes, radii: tuple[int, ...]) -> csr_array:
    """Return which zones each circle holds, a row for each radius and each row of ``around``."""
    here, there, squared = pairs_within(around, zones, radii[-1])
    rows, columns = [], []
    for size, radius in enumerate(radii):
        inside = squared <= radius * radius
        rows.append(here[inside] + size * len(around))
        columns.append(there[inside])
    row, column = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.ones(len(row)), (row, column)), (len(radii) * len(around), len(zones)))


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
