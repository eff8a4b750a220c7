"""Clusters by density, in space and in space and time.

Noise is a valid answer: -1. A border point that could be of several clusters is of the first.
Sources: Ester and others (1996), KDD-96, 226-231; Birant and Kut (2007), Data & Knowledge
Engineering 60, 208-221.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.analysis.buckets import near_parts

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
    if not len(points):
        return np.zeros(0, np.int64)
    # suppliers snap what they send: equal ones are near the same others, and are looked at once
    rows = points if days is None else np.column_stack([points, days])
    distinct, first, which, weight = np.unique(
        rows, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    pairs = [np.zeros((2, 0), np.int32)]
    for here, there in _near(distinct, reach, None if days is None else reach_days):
        pairs.append(np.stack([here, there]).astype(np.int32))
    here, there = np.concatenate(pairs, axis=1)
    core = np.bincount(here, weight[there], minlength=len(distinct)) >= minimum
    label = _numbered(_groups(here, there, core), core, first)
    border = core[there] & ~core[here]
    none = len(distinct)
    found = np.full(len(distinct), none, np.int64)
    np.minimum.at(found, here[border], label[there[border]])
    taken = found < none
    label[taken] = found[taken]
    return label[which.reshape(-1)]


def _near(distinct: Wholes, reach: int, reach_days: int | None) -> Iterator[tuple[Wholes, Wholes]]:
    """Yield, in parts, the pairs of rows within reach, and of those with days also within them."""
    if reach_days is None:
        for near in near_parts(distinct, distinct, reach):
            yield near.here, near.there
        return
    # by spans of days: of ten years few days are near each other, at a busy place all points are
    by_day = np.argsort(distinct[:, 2], kind="stable")
    days = distinct[by_day, 2]
    span = reach_days + 1
    for begins in range(int(days[0]), int(days[-1]) + 1, span):
        low, high = np.searchsorted(days, [begins, begins + span])
        lowest, highest = np.searchsorted(days, [begins - reach_days, begins + span + reach_days])
        around, others = by_day[low:high], by_day[lowest:highest]
        for near in near_parts(distinct[around, :2], distinct[others, :2], reach):
            here, there = around[near.here], others[near.there]
            together = np.abs(distinct[here, 2] - distinct[there, 2]) <= reach_days
            yield here[together], there[together]


def _groups(here: Wholes, there: Wholes, core: NDArray[np.bool_]) -> Wholes:
    """Return which rows hang together by cores that are near each other, each under a number."""
    linked = core[here] & core[there] & (here < there)
    graph = coo_array(
        (np.ones(int(linked.sum()), np.int8), (here[linked], there[linked])), (len(core),) * 2
    )
    groups: Wholes = connected_components(graph, directed=False)[1]
    return groups


def _numbered(groups: Wholes, core: NDArray[np.bool_], first: Wholes) -> Wholes:
    """Return the groups of the cores, numbered by the first point that each holds; -1 elsewhere."""
    label = np.full(len(groups), -1, np.int64)
    cores = np.flatnonzero(core)
    _, which = np.unique(groups[cores], return_inverse=True)
    begins = np.full(int(which.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(begins, which, first[cores])
    rank = np.empty(len(begins), np.int64)
    rank[np.argsort(begins)] = np.arange(len(begins))
    label[cores] = rank[which]
    return label
