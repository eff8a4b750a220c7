"""What can be worked out from all that is published together: an attacker with a solver.

Each published figure says that the children, and the episodes, in some pieces of space and time
number from so many to so many. Integer programming then asks of each figure, and of each piece and
difference that nobody published, how few and how many there can be. A narrow answer is a leak.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import NightjarError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Range = tuple[int, float]
_MORE_THAN_ANY = 1_000_000.0  # where there is no end: more than all episodes of a quarter


class ContradictionError(NightjarError):
    """Published figures cannot all be true as they are read."""


@dataclass(frozen=True)
class Figure:
    """A published figure as an attacker reads it, who knows the method and the table."""

    name: str
    pieces: frozenset[str]
    episodes: Range
    children: Range


@dataclass(frozen=True)
class Bound:
    """What an unknown must lie between, and the figures that it has to do with."""

    unknown: str
    lowest: int
    highest: float
    figures: frozenset[str]

    @property
    def width(self) -> float:
        """How much doubt is left: 0 is an exact recovery."""
        return self.highest - self.lowest


def narrow_bounds(figures: Sequence[Figure], narrowest: int) -> list[Bound]:
    """Return the unknowns that figures together bound more narrowly than is allowed.

    Raises: ContradictionError.
    """
    return [
        bound
        for together in connected(figures)
        for bound in _narrow(tuple(sorted(together, key=lambda each: each.name)), narrowest)
    ]


@lru_cache(maxsize=1024)
def _narrow(together: tuple[Figure, ...], narrowest: int) -> tuple[Bound, ...]:
    """Return the narrow bounds of connected figures; the same figures are solved once a process."""
    bounds = _System(together).bounds(narrowest)
    return tuple(bound for bound in bounds if bound.width < narrowest)


def unknowns(figures: Sequence[Figure]) -> int:
    """Return how many unknowns an attacker can ask about."""
    return sum(len(_System(together).asked()) for together in connected(figures))


def connected(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures in groups that share no piece: what is in one says nothing of another."""
    groups: list[tuple[set[str], list[Figure]]] = []
    for figure in figures:
        touching = [group for group in groups if group[0] & figure.pieces]
        pieces = set(figure.pieces).union(*(group[0] for group in touching))
        members = [each for group in touching for each in group[1]] + [figure]
        groups = [group for group in groups if not any(group is other for other in touching)]
        groups.append((pieces, members))
    return [members for _, members in groups]


class _System:
    """The unknowns of connected figures and the inequalities that bind them.

    Pieces that the same figures hold cannot be told apart and are one unknown. Episodes add up over
    pieces; a child may be in several, so children of a figure are as many as in any of its pieces
    at least and as in all of them at most.
    """

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures
        holders: dict[str, frozenset[int]] = {}
        for place, figure in enumerate(figures):
            for piece in figure.pieces:
                holders[piece] = holders.get(piece, frozenset()) | {place}
        self._pieces = sorted(set(holders.values()), key=sorted)
        self._of = [
            [n for n, held in enumerate(self._pieces) if place in held]
            for place in range(len(figures))
        ]
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._bind()

    def bounds(self, narrowest: int) -> Iterator[Bound]:
        """Yield the bounds of each unknown; of a wide one, no more than shows that it is wide.

        Whatever the solver finds is one way in which everything published could have come about,
        and two such ways that differ enough in an unknown prove that it is safe.
        """
        seen: list[NDArray[np.float64]] = []
        for name, asked, figures in self.asked():
            objective = np.zeros(self._width)
            for column, value in asked.items():
                objective[column] = value
            for sign in (1, -1):
                values = [float(np.round(objective @ each)) for each in seen]
                if values and max(values) - min(values) >= narrowest:
                    break
                seen.append(self._solve(sign * objective))
            values = [float(np.round(objective @ each)) for each in seen]
            yield Bound(name, int(min(values)), max(values), figures)

    def asked(self) -> list[tuple[str, dict[int, float], frozenset[str]]]:
        """Return what an attacker could want to know: its name, its sum, and whence it is bound."""
        found = []
        names = [figure.name for figure in self._figures]
        for place, figure in enumerate(self._figures):
            alone = frozenset({figure.name})
            found.append((f"episodes of {figure.name}", self._episodes_of(place), alone))
            found.append((f"children of {figure.name}", {self._total(place): 1.0}, alone))
        for n, held in enumerate(self._pieces):
            if len(held) == 1 and len(self._of[min(held)]) == 1:
                continue  # the figure itself
            within = frozenset(names[place] for place in held)
            said = " and ".join(sorted(within))
            found.append((f"episodes in part of {said}", {n: 1.0}, within))
            found.append((f"children in part of {said}", {len(self._pieces) + n: 1.0}, within))
        for inner, outer in self._nested():
            less = self._episodes_of(outer)
            for column, value in self._episodes_of(inner).items():
                less[column] = less.get(column, 0) - value
            both = frozenset({names[inner], names[outer]})
            found.append((f"episodes of {names[outer]} less {names[inner]}", less, both))
            children = {self._total(outer): 1.0, self._total(inner): -1.0}
            found.append((f"children of {names[outer]} less {names[inner]}", children, both))
        return found

    def _bind(self) -> None:
        count = len(self._pieces)
        for n in range(count):  # each child in a piece has an episode there
            self._rows.append(({n: 1.0, count + n: -1.0}, 0, math.inf))
        for place, figure in enumerate(self._figures):
            total, episodes = self._total(place), self._episodes_of(place)
            self._rows += [
                (episodes, *figure.episodes),
                ({total: 1.0}, *figure.children),
                ({**episodes, total: -1.0}, 0, math.inf),
                ({**{count + n: 1.0 for n in self._of[place]}, total: -1.0}, 0, math.inf),
                *(({total: 1.0, count + n: -1.0}, 0, math.inf) for n in self._of[place]),
            ]
        for inner, outer in self._nested():
            self._rows.append(({self._total(outer): 1, self._total(inner): -1}, 0, math.inf))

    def _nested(self) -> Iterator[tuple[int, int]]:
        sets = [set(of) for of in self._of]
        for inner, small in enumerate(sets):
            for outer, large in enumerate(sets):
                if inner != outer and small < large:
                    yield inner, outer

    def _total(self, place: int) -> int:
        return 2 * len(self._pieces) + place

    def _episodes_of(self, place: int) -> dict[int, float]:
        return dict.fromkeys(self._of[place], 1.0)

    def _solve(self, objective: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the solution with the least of what is asked. Raises: ContradictionError."""
        from scipy.optimize import Bounds, milp

        found: Any = milp(
            objective,
            constraints=self._constraints,
            bounds=Bounds(0, _MORE_THAN_ANY),
            integrality=np.ones(self._width),
        )
        if found.status != 0:
            raise ContradictionError(
                f"what is published of {', '.join(sorted(f.name for f in self._figures))} must "
                "agree, and contradicts itself: an episode has places in several of them"
            )
        solution: NDArray[np.float64] = found.x
        return solution

    @cached_property
    def _width(self) -> int:
        return 2 * len(self._pieces) + len(self._figures)

    @cached_property
    def _constraints(self) -> Any:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import coo_array

        entries = [
            (value, row, column)
            for row, (terms, _, _) in enumerate(self._rows)
            for column, value in terms.items()
        ]
        values, rows, columns = zip(*entries, strict=True)
        matrix = coo_array((values, (rows, columns)), shape=(len(self._rows), self._width))
        limits = np.array([(low, high) for _, low, high in self._rows])
        return LinearConstraint(matrix.tocsc(), limits[:, 0], limits[:, 1])
