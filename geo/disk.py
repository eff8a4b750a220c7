"""How much room there is where data are kept: of the data folder, and of the write-ahead log's."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.settings import Settings


@dataclass(frozen=True)
class Room:
    """The room of one disk, in bytes: what is free for us, and all that we might use."""

    place: str
    free: int
    whole: int

    @property
    def used(self) -> float:
        """How full it is for us, from 0 to 1."""
        return 1 - self.free / self.whole if self.whole else 1.0


def rooms(settings: Settings) -> Iterator[Room]:
    """Yield the room of the data folder, and of the log through which every change goes.

    Of the machine that asks: a database elsewhere (NIGHTJAR_DATABASE_URL) has disks of its own.
    """
    yield _room("data", settings.data)
    log = settings.data / "cluster" / "data" / "pg_wal"
    with contextlib.suppress(PermissionError):  # another account's cluster
        if log.exists():
            yield _room("log", log)


def _room(place: str, path: Path) -> Room:
    """Return the room at a folder, or at the nearest above it that there is.

    As ``df`` reckons: what the system keeps back for itself is no room of ours.
    """
    while not path.exists():
        path = path.parent
    found = shutil.disk_usage(path)
    return Room(place, found.free, found.used + found.free)
