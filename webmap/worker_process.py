"""The worker that a server starts beside itself, and that ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from geo.settings import Settings

STOPS_WITHIN_S = 10


@contextmanager
def beside(settings: Settings, *, wanted: bool) -> Iterator[None]:
    """Run a worker for as long as this block is in, if one is ``wanted``.

    Killed or not, it does not outlive this process: the kernel sees to that.
    """
    if not wanted:
        yield
        return
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "webmap", "work", "--parent", str(os.getpid())],
        env={**os.environ, **settings.as_environment()},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is the server's to answer
    )
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
