"""Clusters by density, in space and in space and time.

Noise is a valid answer: -1. A border point that could be of several clusters is of the first.
Sources: Ester and others (1996), KDD-96, 226-231; Birant and Kut (2007), Data & Knowledge
Engineering 60, 208-221.
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


def dbscan(
    points: Wholes,
    reach: int,
    minimum: int,
    *,
    days: Wholes | None = None,
    reach_days: int = 0,
) -> Wholes:
    """Return the cluster of each point, from 0, or -1 for noise.

    Points in whole units, such as millimetres, with ``reach`` in the same. A point is a core if at
    least ``minimum`` points, itself among them, lie within reach; and, where ``days`` are given,
    within ``reach_days`` of it too.
    """
    label = np.full(len(points), -1, np.int64)
    if not len(points):
        return label
    here, there, _ = pairs_within(points, points, reach)
    if days is not None:
        together = np.abs(days[here] - days[there]) <= reach_days
        here, there = here[together], there[together]
    core = np.bincount(here, minlength=len(points)) >= minimum
    linked = core[here] & core[there]
    graph = coo_array(
        (np.ones(int(linked.sum()), np.int8), (here[linked], there[linked])), (len(points),) * 2
    )
    groups = connected_components(graph, directed=False)[1]
    cores = np.flatnonzero(core)
    _, first, which = np.unique(groups[cores], return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    label[cores] = rank[which]
    border = core[there] & ~core[here]
    found = np.full(len(points), len(points), np.int64)
    np.minimum.at(found, here[border], label[there[border]])
    taken = found < len(points)
    label[taken] = found[taken]
    return label
