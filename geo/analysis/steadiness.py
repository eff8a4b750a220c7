"""How flags fare when points move: no point is where it is said to be, only near it.

Each premises and each point of a repeat location is moved within its own precision, many times,
by a fixed function of its place and of the seed: the same moves on any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.buckets import pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]

_ROUND = 64  # offsets are drawn from the whole points of a disc of this radius
_ROUNDED = 3  # what two offsets may be longer than their precisions, since they are whole


def moves_that_stand(
    premises: Wholes,
    premises_precision: Wholes,
    points: Wholes,
    points_precision: Wholes,
    *,
    reach: int,
    moves: int,
    seed: int,
) -> Wholes:
    """Return in how many of ``moves`` each premises is still within ``reach`` of a point.

    Unit: millimetres throughout, in EPSG:27700.
    """
    stood = np.zeros(len(premises), np.int64)
    if not len(premises) or not len(points):
        return stood
    widest = reach + int(premises_precision.max()) + int(points_precision.max()) + _ROUNDED
    here, there, squared = pairs_within(premises, points, widest)
    # most pairs are so near or so far that no moves part or join them: only the rest are moved
    most = premises_precision[here] + points_precision[there] + _ROUNDED
    surely = (most <= reach) & (squared <= (reach - most) ** 2)
    stood[here[surely]] = moves
    may = (stood[here] == 0) & (squared <= (reach + most) ** 2)
    here, there = here[may], there[may]
    if not len(here):
        return stood
    rows, begins = np.unique(here, return_index=True)
    for move in range(moves):
        moved = premises + _offsets(premises, premises_precision, seed, 2 * move)
        others = points + _offsets(points, points_precision, seed, 2 * move + 1)
        apart = moved[here] - others[there]
        near = (apart * apart).sum(axis=1) <= reach * reach
        stood[rows] += np.logical_or.reduceat(near, begins)
    return stood


def _offsets(points: Wholes, precision: Wholes, seed: int, move: int) -> Wholes:
    """Return an offset for each point, even over a disc of its precision."""
    disc = _disc()
    mixed = _mix(points[:, 0].astype(np.uint64) ^ _mix(points[:, 1].astype(np.uint64)))
    salt = _mix(np.array([seed * 1_000_003 + move], np.uint64))
    chosen = disc[(_mix(mixed ^ salt) % np.uint64(len(disc))).astype(np.int64)]
    return chosen * precision[:, None] // _ROUND


def _disc() -> Wholes:
    side = np.arange(-_ROUND, _ROUND + 1)
    across, up = (each.ravel() for each in np.meshgrid(side, side))
    inside = across**2 + up**2 <= _ROUND**2
    return np.column_stack([across[inside], up[inside]])


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix numbers so that neighbours are far apart: SplitMix64 (Steele and others 2014)."""
    with np.errstate(over="ignore"):
        mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> np.uint64(31))
