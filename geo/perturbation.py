"""Counts adjusted by a cell key: the same children in the same cell always give the same number.

Each child has a fixed random byte; the bytes of a cell's children, summed, choose a row of a table,
and the table changes the count by at most two. Whoever holds the table and not the key cannot tell
whether two numbers differ by a child or by chance, and asking again gives the same answer.

Integers alone: the fractions of a float have given noise away before. Source: the cell-key method
of the Australian Bureau of Statistics and the Office for National Statistics (Census 2021).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from geo.keys import Keys

if TYPE_CHECKING:
    from pandas import DataFrame

RecordKey = Callable[[str], int]
KEYS = 256
LARGEST_CHANGE = 2
# of 256 cell keys, how many change a count by how much: each row averages 0 as nearly as it can,
# and no published count is 1 or 2
_CHANGES: dict[int, tuple[tuple[int, int], ...]] = {
    0: ((0, 256),),
    1: ((-1, 171), (2, 85)),
    2: ((-2, 85), (1, 171)),
    3: ((-3, 27), (0, 166), (1, 45), (2, 18)),
    4: ((-1, 82), (0, 110), (1, 46), (2, 18)),
    5: ((-2, 18), (-1, 46), (0, 128), (1, 46), (2, 18)),
}
_LAST = max(_CHANGES)


@dataclass(frozen=True)
class RecordKeys:
    """A child's byte for a count of episodes, and another for a count of children.

    One byte for both would change both by the same, and their difference would be exact: how many
    episodes there are more than children.
    """

    episodes: RecordKey
    children: RecordKey


def record_keys(keys: Keys) -> RecordKeys:
    """Return the functions that give a child's bytes. Raises: SetupError if the key is missing."""
    keys.fingerprint("cell")  # a missing key stops here, and not half way
    return RecordKeys(
        lambda child_ref: keys.digest("cell", child_ref)[0],
        lambda child_ref: keys.digest("cell", child_ref)[1],
    )


def seeded_record_keys(seed: str) -> RecordKey:
    """Return bytes of no key at all, for attacks that are tried on invented children."""
    return lambda child: hmac.new(seed.encode(), child.encode(), hashlib.sha256).digest()[0]


def cell_key(children: Iterable[str], record_key: RecordKey) -> int:
    """Return the key of a cell: the bytes of its distinct children, summed."""
    return sum(record_key(child) for child in set(children)) % KEYS


def adjusted(count: int, key: int) -> int:
    """Return a count as it may be published: 0, or 3 and more."""
    return count + _row(min(count, _LAST))[key]


def possible(published: int) -> tuple[int, int]:
    """Return the smallest and largest count that a published one can stand for."""
    able = [
        count
        for count in range(max(0, published - 4), published + LARGEST_CHANGE + 2)
        if published - count in _row(min(count, _LAST))
    ]
    return min(able), max(able)


def changes() -> dict[int, Fraction]:
    """Return what the key may add to a count of 5 or more, with the share of keys that do."""
    return {change: Fraction(keys, KEYS) for change, keys in _CHANGES[_LAST]}


def noise_variance() -> Fraction:
    """Return the variance of what the key adds to a count of 5 or more, over all keys."""
    shares = changes()
    mean = sum((change * share for change, share in shares.items()), Fraction())
    squares = sum((change**2 * share for change, share in shares.items()), Fraction())
    return squares - mean**2


@cache
def _row(count: int) -> tuple[int, ...]:
    return tuple(change for change, keys in _CHANGES[count] for _ in range(keys))


@cache
def ptable() -> DataFrame:
    """Return the table as the package of the Office for National Statistics reads it."""
    import pandas as pd

    rows = [
        (count, key, _row(min(count, _LAST))[key]) for count in range(1, 751) for key in range(KEYS)
    ]
    return pd.DataFrame(rows, columns=["pcv", "ckey", "pvalue"])
