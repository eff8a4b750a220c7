"""How far a long answer has come: rounds of a test against chance, or steps, told to who waits.

Who is told is no part of a question, as who does the work is none (``geo/analysis/crew.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_told: ContextVar[Callable[[int, int], None] | None] = ContextVar("told", default=None)
_part: ContextVar[tuple[int, int]] = ContextVar("part", default=(0, 1))


def rounds(number: int) -> Iterator[int]:
    """Yield 0, 1, 2 and so on, and tell how many of them are done, of those of all parts."""
    for each in range(number):
        yield each
        before, parts = _part.get()
        tell(before * number + each + 1, parts * number)


def tell(done: int, whole: int) -> None:
    """Tell that so many steps of the whole are done."""
    if (told := _told.get()) is not None:
        told(done, whole)


@contextmanager
def part_of(before: int, parts: int) -> Iterator[None]:
    """Count the rounds inside as those of one part, with so many parts before it."""
    token = _part.set((before, parts))
    try:
        yield
    finally:
        _part.reset(token)


@contextmanager
def telling(told: Callable[[int, int], None]) -> Iterator[None]:
    """Tell, of what is asked inside, how many rounds are done, and of how many."""
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)
