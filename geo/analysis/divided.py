"""What batches ask of points near points, in parts that whoever works can do apart.

Sums of whole numbers, least ones and chains do not depend on how a map is divided, so the answer is
the same from one part or a thousand. A part holds positions from its own corner and, where it must,
which of its points are one place: no child, no episode, no day and no count is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis import halo
from geo.analysis.alike import begin_of_each, distinct
from geo.analysis.buckets import counts_within, near_parts
from geo.analysis.chains import chains, joined
from geo.analysis.crew import crew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]

MILLIMETRES = 1000
_SHARE = 1 << 20  # a premises' weight is dealt out in whole parts of this


def counts_by_band(around: Wholes, points: Wholes, bands: Sequence[int]) -> Wholes:
    """Return how many points lie within each band of each row of ``around``."""
    tiles = halo.parts(around, points, int(bands[-1]), crew().rows)
    counted = np.zeros((len(around), len(bands)), np.int64)
    parts = [(*tile.positions(around, points), tuple(bands)) for tile in tiles]
    for tile, found in zip(tiles, crew().each(counts_within, parts), strict=True):
        counted[tile.own] = found
    return counted


def chained(points: Wholes, reach: int) -> Wholes:
    """Return the group of each point: points within ``reach``, directly or through others, are one.

    Unit: that of the points. Groups are numbered by their first point.
    """
    if not len(points):
        return np.zeros(0, np.int64)
    tiles = halo.parts(points, points, reach, crew().rows)
    parts = [(tile.positions(points, points)[1], reach) for tile in tiles]
    found = crew().each(first_of_chain, parts)
    # what is one chain in a tile, its halo among it, is one chain; the chains of tiles that share
    # a point are one as well
    here = np.concatenate([tile.beside for tile in tiles])
    there = np.concatenate([tile.beside[each] for tile, each in zip(tiles, found, strict=True)])
    return _numbered(joined(here, there, len(points)))


def first_of_chain(points: Wholes, reach: int) -> Wholes:
    """Return, for each point of a part, the row of the first point of its chain there."""
    _, first, which = np.unique(chains(points, reach), return_index=True, return_inverse=True)
    return first[which].astype(np.int64)


def nearest(around: Wholes, points: Wholes, reach: int) -> tuple[Wholes, Wholes]:
    """Return the row and squared distance of the nearest of ``points``; -1, 0 if none in reach.

    Of points as near as each other it is the first.
    """
    tiles = halo.parts(around, points, reach, crew().rows)
    parts = [(*tile.positions(around, points), reach) for tile in tiles]
    row, squared = np.full(len(around), -1, np.int64), np.zeros(len(around), np.int64)
    for tile, (which, apart) in zip(tiles, crew().each(nearest_of_part, parts), strict=True):
        some = which >= 0
        row[tile.own[some]] = tile.beside[which[some]]
        squared[tile.own] = apart
    return row, squared


def nearest_of_part(around: Wholes, points: Wholes, reach: int) -> tuple[Wholes, Wholes]:
    """Return the nearest of a part's points to each of its rows, as ``nearest`` does."""
    found, apart = np.full(len(around), -1, np.int64), np.zeros(len(around), np.int64)
    for near in near_parts(around, points, reach):
        rows = near.here[near.starts]
        apart[rows] = np.minimum.reduceat(near.squared, near.starts)
        as_near = np.flatnonzero(near.squared == apart[near.here])
        begins = begin_of_each(near.here[as_near])
        found[rows] = np.minimum.reduceat(near.there[as_near], begins)
    return found, apart


def weights(premises: Wholes, points: Wholes, places: Wholes, spread_m: int) -> Wholes:
    """Return how much of the premises' weight each place holds, in parts of a premises' own.

    Each premises deals its own weight to the points within ``spread_m``, the nearer the more, by
    (1 - (d/spread)^2)^2: an episode near it is recorded at one of them. Positions in millimetres.
    """
    held = np.zeros(int(places.max()) + 1 if len(places) else 0, np.int64)
    tiles = halo.parts(premises, points, spread_m * MILLIMETRES, crew().rows)
    named = [np.unique(places[tile.beside], return_inverse=True) for tile in tiles]
    parts = [
        (*tile.positions(premises, points), which, spread_m)
        for tile, (_, which) in zip(tiles, named, strict=True)
    ]
    for (place, _), found in zip(named, crew().each(weights_of_part, parts), strict=True):
        held[place] += found
    return held


def weights_of_part(premises: Wholes, points: Wholes, places: Wholes, spread_m: int) -> Wholes:
    """Return what the premises of a part deal to each of its places."""
    held = np.zeros(int(places.max()) + 1 if len(places) else 0)
    for near in near_parts(premises, points, spread_m * MILLIMETRES):
        kernel = (spread_m**2 - near.squared.astype(np.int64) // MILLIMETRES**2) ** 2
        total = np.add.reduceat(kernel, near.starts)
        each = np.repeat(total, np.diff(near.starts, append=len(kernel)))
        # multiplied by 2**20 a kernel of 400 m stays below 2**63
        share = kernel * _SHARE // np.maximum(each, 1)
        # of a premises no more than 2**20 is dealt: whole numbers far below 2**53
        held += np.bincount(places[near.there], share, minlength=len(held))
    return held.astype(np.int64)


def places_near(
    around: Wholes, points: Wholes, places: Wholes, reach: int
) -> tuple[Wholes, Wholes]:
    """Return each pair of a row of ``around`` and a place with a point in reach, once, in order."""
    tiles = halo.parts(around, points, reach, crew().rows)
    named = [np.unique(places[tile.beside], return_inverse=True) for tile in tiles]
    parts = [
        (*tile.positions(around, points), which, reach)
        for tile, (_, which) in zip(tiles, named, strict=True)
    ]
    rows, near = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for tile, (place, _), (here, there) in zip(
        tiles, named, crew().each(places_near_part, parts), strict=True
    ):
        rows.append(tile.own[here])
        near.append(place[there])
    row, place = np.concatenate(rows), np.concatenate(near)
    # a row is of one tile, which has its places in order
    order = np.argsort(row, kind="stable")
    return row[order], place[order]


def places_near_part(
    around: Wholes, points: Wholes, places: Wholes, reach: int
) -> tuple[Wholes, Wholes]:
    """Return such pairs of a part."""
    many = int(places.max()) + 1 if len(places) else 1
    # a place of several points is one place
    paired = [
        distinct(near.here * many + places[near.there])
        for near in near_parts(around, points, reach)
    ]
    each = np.sort(np.concatenate([np.zeros(0, np.int64), *paired]))
    here = each // many
    return here, each - here * many


def _numbered(groups: Wholes) -> Wholes:
    _, first, which = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[which]
