"""How far it is on foot along roads: the straight line leaps rivers and railways.

Roads meet where they cross, and where one ends within a metre of another: few layers share their
corners as surveyors draw them. So a bridge of a road over a road counts as a crossing. A point
steps straight to the nearest road. CRS: EPSG:27700. Unit: metres, right to some ten of them.
Source: Dijkstra (1959), Numerische Mathematik 1, 269-271, as scipy has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

OFF_ROAD_M, FURTHEST_M = 250.0, 5_000.0
_LATTICE_M = 2.0  # corners are brought to it, so that what lies within half of it meets
_NOTHING = 1e-6  # an edge of no length would be none


class Roads:
    """A network of roads, made of lines, which points step on to."""

    def __init__(self, lines: Any) -> None:
        import shapely

        met = shapely.get_parts(shapely.union_all(lines, grid_size=_LATTICE_M))
        coordinates, line = shapely.get_coordinates(met, return_index=True)
        corners, which = np.unique(
            np.rint(coordinates / _LATTICE_M).astype(np.int64), axis=0, return_inverse=True
        )
        which = which.ravel()
        self.corners: Numbers = np.asarray(corners * _LATTICE_M, np.float64)
        along = line[1:] == line[:-1]
        ends = np.sort(np.column_stack([which[:-1], which[1:]])[along], axis=1)
        self.ends: Wholes = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
        stretches: Any = shapely.linestrings(self.corners[self.ends])
        self.tree = shapely.STRtree(stretches)

    def step_on(self, points: Numbers) -> tuple[Wholes, Numbers, Numbers]:
        """Return the stretch of road nearest to each point, how far along it, and how far to it.

        The stretch is -1 where there is none within ``OFF_ROAD_M``.
        """
        import shapely

        stretch = np.full(len(points), -1, np.int64)
        share, leg = np.zeros(len(points)), np.full(len(points), np.inf)
        row, found = self.tree.query_nearest(
            shapely.points(points), max_distance=OFF_ROAD_M, all_matches=False
        )
        start, end = self.corners[self.ends[found, 0]], self.corners[self.ends[found, 1]]
        step = end - start
        part = ((points[row] - start) * step).sum(axis=1) / (step * step).sum(axis=1)
        stretch[row], share[row] = found, np.clip(part, 0.0, 1.0)
        leg[row] = np.hypot(*(points[row] - start - share[row][:, None] * step).T)
        return stretch, share, leg

    def with_points(self, stretch: Wholes, share: Numbers) -> csr_array:
        """Return the network with a corner for each point that stands on it, numbered last."""
        first = len(self.corners)
        on = np.flatnonzero(stretch >= 0)
        on = on[np.lexsort((share[on], stretch[on]))]
        lengths = np.hypot(*(self.corners[self.ends[:, 0]] - self.corners[self.ends[:, 1]]).T)
        of = stretch[on]
        begins, finishes = np.ones(len(on), bool), np.ones(len(on), bool)
        begins[1:] = finishes[:-1] = of[1:] != of[:-1]
        between = ~begins
        heads = [self.ends[:, 0], self.ends[of[begins], 0], first + on[finishes]]
        tails = [self.ends[:, 1], first + on[begins], self.ends[of[finishes], 1]]
        costs = [
            lengths,
            share[on][begins] * lengths[of[begins]],
            (1 - share[on][finishes]) * lengths[of[finishes]],
        ]
        heads.append(first + on[:-1][between[1:]])
        tails.append(first + on[1:][between[1:]])
        costs.append(np.diff(share[on])[between[1:]] * lengths[of[1:]][between[1:]])
        size = first + len(stretch)
        cost = np.maximum(np.concatenate(costs), _NOTHING)
        return csr_array((cost, (np.concatenate(heads), np.concatenate(tails))), (size, size))


def walks(
    roads: Roads, places: Sequence[Numbers], premises: Numbers, pairs: Wholes
) -> tuple[Numbers, NDArray[np.str_]]:
    """Return how far it is from the nearest point of a place to a premises, for each pair of rows.

    ``pairs``: a row of ``places`` and one of ``premises``. Beside each: ``found``, ``no road near``
    (none within 250 m of either) or ``no way found`` (none within 5 km); NaN but where found.
    """
    sizes = [len(each) for each in places]
    points = np.vstack([*places, premises]).astype(float)
    stretch, share, leg = roads.step_on(points)
    graph = roads.with_points(stretch, share)
    corner, last = len(roads.corners), sum(sizes)
    starts = np.cumsum([0, *sizes])
    far = np.full(len(pairs), np.nan)
    why = np.full(len(pairs), "no road near", dtype="<U12")
    for place in np.unique(pairs[:, 0]).tolist():
        mine = np.flatnonzero(pairs[:, 0] == place)
        members = np.arange(starts[place], starts[place + 1])
        members = members[stretch[members] >= 0]
        ends = last + pairs[mine, 1]
        near = stretch[ends] >= 0
        mine, ends = mine[near], ends[near]
        if not len(members) or not len(mine):
            continue
        least = np.full(len(ends), np.inf)
        for member in members.tolist():  # one at a time: each holds a number for every corner
            reach = dijkstra(graph, directed=False, indices=corner + member, limit=FURTHEST_M)
            least = np.minimum(least, reach[corner + ends] + leg[member] + leg[ends])
        found = least <= FURTHEST_M
        far[mine[found]] = least[found]
        why[mine] = np.where(found, "found", "no way found")
    return far, why
