"""Town centres, as premises make them, and places of a like density of premises in one centre.

Chance must be asked within a town's form. Premises and places where children are found both lie
in centres: against places strewn at random nearly every premises of a centre would look unusual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.alike import alike
from geo.analysis.divided import MILLIMETRES, chained, nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]


def centres(premises: Wholes, authorities: Wholes, link_mm: int, smallest: int) -> Wholes:
    """Return the centre of each premises: those linked within ``link_mm``, in one authority.

    What is linked to fewer than ``smallest`` is one with all such of its authority.
    """
    if not len(premises):
        return np.zeros(0, np.int64)
    groups = chained(premises, link_mm)
    sizes = np.bincount(groups, minlength=1)
    alone = sizes[groups] < smallest
    return alike(authorities, np.where(alone, -1, groups))[1]


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
    there, squared = nearest(points, premises, spread_m * MILLIMETRES)
    here = np.flatnonzero(there >= 0)
    order = here[np.lexsort((there[here], squared[here], places[here]))]
    place, first = np.unique(places[order], return_index=True)
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
