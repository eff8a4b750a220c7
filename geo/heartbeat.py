"""Whether a worker runs: it touches a file as it goes, and its age tells.

Worker and server share the spool, and so a folder: a row of the database would need a write for
each second, and a lock a connection.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from geo.settings import Settings

NAME = "worker.alive"
SILENT_S = 60.0  # a worker that was not heard of for so long, and has nothing in hand, is gone


def beat(settings: Settings) -> None:
    """Say that a worker runs."""
    path = _path(settings)
    with contextlib.suppress(OSError):  # a full disk is told by what has to be written
        path.touch(mode=0o600)
        os.utime(path)


def age_s(settings: Settings) -> float | None:
    """Return how many seconds ago a worker was heard of; None if there never was one."""
    try:
        return max(time.time() - _path(settings).stat().st_mtime, 0.0)
    except OSError:
        return None


def _path(settings: Settings) -> Path:
    return settings.data / NAME
