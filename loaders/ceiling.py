"""The memory that a load by command may take, so that a huge or hostile file ends its load alone.

What is sent by a page is read in a cage, which has limits of its own (``loaders/cage.py``). A
command reads what its operator trusts, but a server that has no memory left ends whatever it
likes: the database, or the pages.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from geo.errors import SourceError
from geo.settings import Settings

MB = 2**20
USUAL_MB = 4096  # what a small server has as a whole
OF_THE_MACHINE = 2  # a half: the other is the database's and the pages'


def most_mb(settings: Settings) -> int:
    """Return the megabytes that a load may take: as set, or 4 GB and at most half the machine's."""
    if settings.load_memory_mb is not None:
        return settings.load_memory_mb
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MB
    return min(USUAL_MB, there // OF_THE_MACHINE)


@contextmanager
def under(most: int) -> Iterator[None]:
    """Work with at most so many megabytes of data in this process.

    Raises: SourceError if that is not enough; the transaction inside has then been rolled back.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = [each for each in (most * MB, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(lowest), hard))
    try:
        yield
    except MemoryError:
        # the fault holds on to what filled the memory, and would keep it while it is told
        raise SourceError(
            f"the load needs more than the {most:,} MB of memory that one may take: split the "
            "file, or set NIGHTJAR_LOAD_MEMORY_MB higher if the machine has it. Nothing was "
            "changed."
        ) from None
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
