"""A scheduler and workers of dask, as docs/scale.md starts them: processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DASK = Path(sys.executable).parent / "dask"
STARTING_S = 60


class Crowd:
    """A scheduler, where it answers, its workers' processes, and what all of them logged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        variables = {**os.environ, "DASK_CONFIG": str(CHECKOUT / "docs" / "dask")}
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(DASK), *words], stdout=log, stderr=log, env=variables, cwd=self.folder
            )
        self.processes.append(process)
        return process

    def logged(self) -> str:
        return "\n".join(path.read_text() for path in self.folder.glob("*.log"))


@contextmanager
def crowd(folder: Path, workers: int) -> Iterator[Crowd]:
    """Start them on this machine alone, and end them."""
    made = Crowd(folder)
    told = folder / "scheduler.json"
    try:
        made.start(
            *("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(told)),
        )
        until = time.monotonic() + STARTING_S
        while not told.exists() or not told.read_text():
            assert time.monotonic() < until, made.logged()
            time.sleep(0.1)
        made.address = json.loads(told.read_text())["address"]
        for number in range(workers):
            made.start(
                *(f"worker-{number}", "worker", made.address, "--host", "127.0.0.1"),
                *("--nthreads", "1", "--no-nanny", "--no-dashboard"),
                *("--dashboard-address", "127.0.0.1:0", "--local-directory", str(folder)),
            )
        yield made
    finally:
        for process in made.processes:
            process.kill()
        for process in made.processes:
            process.wait()
