"""The memory that a command may take, so that a huge file or question ends its own process alone.

What is sent by a page is read in a cage, which has limits of its own (``loaders/cage.py``). A
command reads and asks what its operator trusts, but a server that has no memory left ends whatever
it likes: the database, or the pages.
"""

from __future__ import annotations

import functools
import os
import re
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import NightjarError, QuestionError, SourceError
from geo.settings import Settings

MB = 2**20
USUAL_MB = 4096  # what a small server has as a whole
OF_THE_MACHINE = 2  # a half: the other is the database's and the pages'


@dataclass(frozen=True)
class Work:
    """What a command does, and what is said where its memory is not enough."""

    name: str
    instead: str
    left: str
    error: type[NightjarError]


LOAD = Work("the load", "split the file", "Nothing was changed.", SourceError)
ANSWER = Work(
    *("the answer", "ask for fewer days or larger cells", "No file was written."), QuestionError
)


def most_mb(settings: Settings) -> int:
    """Return the megabytes that a command may take: as set, or 4 GB and at most half of all."""
    if settings.load_memory_mb is not None:
        return settings.load_memory_mb
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MB
    return min(USUAL_MB, there // OF_THE_MACHINE)


@contextmanager
def under(most: int, work: Work = LOAD) -> Iterator[None]:
    """Work with at most so many megabytes of data beside what this process has when it begins.

    Raises: the work's error if that is not enough; a transaction inside has then been rolled back.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    asked = (_held_bytes() + most * MB, soft, hard)
    lowest = [each for each in asked if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(lowest), hard))
    try:
        yield
    except Exception as error:
        if not _is_of_memory(error):
            raise
        # the fault holds on to what filled the memory, and would keep it while it is told
        raise work.error(
            f"{work.name} needs more than the {most:,} MB of memory that one may take: "
            f"{work.instead}, or set NIGHTJAR_LOAD_MEMORY_MB higher if the machine has it. "
            f"{work.left}"
        ) from None
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def answering_under(command: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a command that asks and writes, so that its answer stays under the ceiling.

    Its libraries are there before: one that is begun without room for it ends the process, or says
    something else than that.
    """

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        import geopandas  # noqa: F401
        import pyogrio  # noqa: F401

        with under(most_mb(Settings.from_environment()), ANSWER):
            return command(*arguments, **options)

    run.__dict__["under_a_ceiling"] = True  # a test asks this of every command with an --output
    return run


def _held_bytes() -> int:
    """Return the bytes of data that this process has, as the limit counts them; 0 if none says."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^VmData:\s*(\d+) kB$", told, re.MULTILINE)
    return 0 if found is None else int(found[1]) * 1024


def _is_of_memory(error: Exception) -> bool:
    """Tell whether this process had no memory: libpq says that in words, and has no code for it."""
    if isinstance(error, MemoryError):
        return True
    fault = getattr(error, "orig", error)
    said = "out of memory" in str(fault)
    return said and hasattr(fault, "sqlstate") and fault.sqlstate is None
