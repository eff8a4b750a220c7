"""Town centres, as premises make them, and places of a like density of premises in one centre.

Chance must be asked within a town's form. Premises and places where children are found both lie
in centres: against places strewn at random nearly every premises of a centre would look unusual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.analysis.buckets import pairs_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]

MILLIMETRES = 1000
_SHARE = 1 << 20  # a premises' weight is dealt out in whole parts of this


def chained(points: Wholes, reach: int) -> Wholes:
    """Return the group of each point: points within ``reach``, directly or through others, are one.

    Unit: that of the points. Groups are numbered by their first point.
    """
    here, there, _ = pairs_within(points, points, reach)
    links = coo_array((np.ones(len(here), np.int8), (here, there)), (len(points),) * 2)
    groups = connected_components(links, directed=False)[1] if len(points) else here
    _, first, which = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[which]


def centres(premises: Wholes, authorities: Wholes, link_mm: int, smallest: int) -> Wholes:
    """Return the centre of each premises: those linked within ``link_mm``, in one authority.

    What is linked to fewer than ``smallest`` is one with all such of its authority.
    """
    if not len(premises):
        return np.zeros(0, np.int64)
    groups = chained(premises, link_mm)
    sizes = np.bincount(groups, minlength=1)
    alone = sizes[groups] < smallest
    keys = np.stack([authorities, np.where(alone, -1, groups)])
    return np.unique(keys, axis=1, return_inverse=True)[1].ravel().astype(np.int64)


def weights(premises: Wholes, points: Wholes, places: Wholes, spread_m: int) -> Wholes:
    """Return how much of the premises' weight each place holds, in parts of a premises' own.

    Each premises deals its own weight to the points within ``spread_m``, the nearer the more, by
    (1 - (d/spread)^2)^2: an episode near it is recorded at one of them. Positions in millimetres.
    """
    count = int(places.max()) + 1 if len(places) else 0
    here, there, squared = pairs_within(premises, points, spread_m * MILLIMETRES)
    kernel = (spread_m**2 - squared // MILLIMETRES**2) ** 2
    total = np.zeros(len(premises), np.int64)
    np.add.at(total, here, kernel)
    held = np.zeros(count, np.int64)
    some = total[here] > 0
    # multiplied by 2**20 a kernel of 400 m stays below 2**63
    np.add.at(held, places[there[some]], kernel[some] * _SHARE // total[here[some]])
    return held


def strata(
    premises: Wholes,
    centre: Wholes,
    points: Wholes,
    places: Wholes,
    weight: Wholes,
    spread_m: int,
    classes: int,
    smallest: int,
) -> Wholes:
    """Return the stratum of each place: its centre, and its class of density there; -1 for none.

    The centre is that of the nearest premises. The places of a centre are divided by their weight
    into ``classes`` of one size, or into fewer, so that each holds at least ``smallest``.
    """
    home = np.full(len(weight), -1, np.int64)
    here, there, squared = pairs_within(points, premises, spread_m * MILLIMETRES)
    order = np.lexsort((there, squared, places[here]))
    place, first = np.unique(places[here[order]], return_index=True)
    home[place] = centre[there[order[first]]]
    home[weight == 0] = -1
    found = np.full(len(weight), -1, np.int64)
    number = 0
    for each in np.unique(home[home >= 0]):
        inside = np.flatnonzero(home == each)
        ranked = inside[np.argsort(weight[inside], kind="stable")]
        for part in np.array_split(ranked, max(1, min(classes, len(ranked) // smallest))):
            found[part] = number
            number += 1
    return found
