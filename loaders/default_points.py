"""One point for nearly all of a file is a form's default, and not where anything is.

Such a file would pass every check of coordinates, and make the default the strongest repeat
location of the country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from loaders.numbering import Keys

NEARLY_ALL = 0.95


class PointTally:
    """How many places of a load were given a point, and how many of them the commonest one."""

    def __init__(self) -> None:
        self.places = 0
        self._counts: Counter[int] = Counter()

    def add(self, points: Keys) -> None:
        """Count a batch's points by their numbers.

        A number that most of a batch has is its middle one, which spares counting all the others.
        """
        if not len(points):
            return
        middle = len(points) // 2
        candidate = int(np.partition(points, middle)[middle])
        self.places += len(points)
        self._counts[candidate] += int((points == candidate).sum())

    @property
    def most(self) -> int:
        """The places at the commonest point, if it has most of a batch; else some fewer."""
        return max(self._counts.values(), default=0)


def is_default(most: int, places: int, many: int) -> bool:
    """Whether so many places are at one point, ``many`` at least, that it stands for none."""
    return most >= many and most >= NEARLY_ALL * places


def told(most: int, places: int) -> str:
    """Say how many are at one point."""
    return f"all {places}" if most == places else f"{most} of {places}"


def commonest(points: Sequence[tuple[float, float]]) -> int:
    """Return how many of some points are the one that most are."""
    return Counter(points).most_common(1)[0][1] if points else 0
