"""Who does the work: this process alone, or workers on other processors, and in how many parts.

Who does it is no part of a question: the answer is the same to the last bit, so it is no term, is
in no manifest, and is set around an asking as Python's decimal context is set around a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from geo.analysis.rounds import part_of


class Crew(Protocol):
    """Whoever does parts of a job. ``rows``: about how many a part should hold; None: all."""

    rows: int | None

    def each(self, work: Callable[..., Any], parts: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
        """Return what ``work`` makes of each part, in the order of the parts."""


class Alone:
    """This process, which does all at once; or in parts, where ``rows`` says so."""

    def __init__(self, rows: int | None = None) -> None:
        self.rows = rows

    def each(self, work: Callable[..., Any], parts: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
        """Return what ``work`` makes of each part, one after another."""
        made = []
        for before, part in enumerate(parts):
            with part_of(before, len(parts)):
                made.append(work(*part))
        return made


_ALONE = Alone()
_crew: ContextVar[Crew | None] = ContextVar("crew", default=None)


def crew() -> Crew:
    """Return whoever does the work here."""
    return _crew.get() or _ALONE


@contextmanager
def working_with(others: Crew) -> Iterator[None]:
    """Let others do the work of what is asked inside."""
    token = _crew.set(others)
    try:
        yield
    finally:
        _crew.reset(token)
