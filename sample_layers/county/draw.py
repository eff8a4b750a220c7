"""Seeded draws that come out alike on every machine."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

import numpy as np

Item = TypeVar("Item")


class Draw:
    """A stream of draws for one part of the county.

    Only PCG64's uniform numbers are used, and arithmetic on them: numpy keeps that stream from
    release to release, while its other distributions may change and call the platform's libm.
    A named stream for each part means that a change to one part leaves the others as they were.
    """

    def __init__(self, seed: int, stream: str) -> None:
        words = np.random.SeedSequence([seed, crc32(stream.encode())])
        self._generator = np.random.Generator(np.random.PCG64(words))

    def unit(self) -> float:
        """A number from 0 up to but not including 1."""
        return float(self._generator.random())

    def between(self, low: float, high: float) -> float:
        """A number from low up to high."""
        return low + (high - low) * self.unit()

    def below(self, stop: int) -> int:
        """A whole number from 0 up to but not including stop."""
        return int(self.unit() * stop)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.unit() < probability

    def bell(self) -> float:
        """Near enough a standard normal number: twelve uniforms less six."""
        return float(self._generator.random(12).sum()) - 6.0

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """One of the items, each in proportion to its weight."""
        left = self.unit() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def along(self, running_totals: Sequence[float]) -> int:
        """The place of an item in a long list, from the running totals of the weights."""
        return bisect_right(running_totals, self.unit() * running_totals[-1])

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """So many different items, or all of them, in the order drawn."""
        pool = list(items)
        count = min(count, len(pool))
        for at in range(count):
            other = at + self.below(len(pool) - at)
            pool[at], pool[other] = pool[other], pool[at]
        return pool[:count]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """All the items in a new order."""
        return self.some(items, len(items))
