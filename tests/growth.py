"""How the time of a function grows with its text: a ratio, for which no machine is too slow."""

from __future__ import annotations

import time
from collections.abc import Callable

LARGER = 4  # times
# in step with what is given it takes four times as long, with every pair of its parts sixteen
MOST = 10
TRIES = 5


def growth(work: Callable[[str], object], piece: str, pieces: int) -> float:
    """Return how many times as long a text of four times as many pieces takes.

    By the processor's time of this process, which no other process adds to; the least of several
    tries of each, in turn.
    """
    small, large = [], []
    for _ in range(TRIES):
        small.append(_took(work, piece * pieces))
        large.append(_took(work, piece * (pieces * LARGER)))
    return min(large) / min(small)


def _took(work: Callable[[str], object], text: str) -> int:
    began = time.process_time_ns()
    work(text)
    return max(time.process_time_ns() - began, 1)
