"""A drill of a busy day: many officers at once, and tiles beside them, on an invented county.

Everything is on one machine, the asking as well, so that what comes out is no better than it is.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from geo.command import say
from geo.database import GATE, engine
from geo.errors import SetupError
from geo.gate import Gate
from geo.scratch import scratch
from geo.settings import Settings
from webmap.attacks.county import load
from webmap.load_asking import HEALTH, LIST, THINKS_S, TILE, Measured, ask, one

LIST_P95_MS, TILE_P95_MS = 800.0, 150.0  # what is promised of them
WARM_S = 300.0  # by when every thread has shown every page
SOAK_S, GROWTH_PERCENT = 3600.0, 5.0  # from an hour on, memory is judged as well
STARTS_WITHIN_S = 300.0  # the demonstration looks through its files first


def drill(
    settings: Settings, *, officers: int, tiles: float, seconds: float, thinks: float = THINKS_S
) -> dict[str, Any]:
    """Ask a server of an invented county for so long, and return what was measured.

    ``tiles``: for each second. ``thinks``: how long an officer reads a page, on average, in
    seconds. Raises: SetupError.
    """
    with scratch(settings) as inside:
        say("loading the invented county")
        load(inside)
        with _serving(inside) as (port, process):
            tokens = _tokens(inside, officers)
            say(f"{officers} officers and {tiles:g} tiles a second, for {seconds:.0f} s")
            before = _memory_mb(process.pid)
            warm: list[float | None] = []
            # what grows by the first look at each page is no leak: growth counts from then on
            timer = threading.Timer(min(WARM_S, seconds / 2), _note_memory, (process.pid, warm))
            timer.start()
            try:
                measured = ask(port, tokens, tiles, seconds, thinks)
            except BaseException:
                timer.cancel()  # whoever stops the drill does not wait for it
                raise
            timer.join()
            memory = _memory(before, warm[0], _memory_mb(process.pid))
    told = measured.describe()
    grown = memory["growth_percent"]
    steady = seconds < SOAK_S or (grown is not None and grown < GROWTH_PERCENT)
    kept = (
        not measured.faults
        and steady
        and all(
            told[kind]["p95_ms"] is not None and told[kind]["p95_ms"] <= most
            for kind, most in ((LIST, LIST_P95_MS), (TILE, TILE_P95_MS))
            if told[kind]["answered"] or kind == LIST
        )
    )
    return {
        "drill": "load",
        "passed": kept,
        "officers": officers,
        "thinks_seconds": thinks,
        "tiles_a_second": tiles,
        "seconds": seconds,
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 2),
        "faults": measured.faults,
        "server_memory_mb": memory,
        **told,
    }


def _tokens(settings: Settings, officers: int) -> list[str]:
    """Sign the sample officer in so many times. Raises: SetupError."""
    through = engine(settings, GATE)
    gate = Gate(through)
    try:
        right = next(each["right_id"] for each in gate.samples() if each["audience"] == "officer")
        found = [gate.begin_sample(right) for _ in range(officers)]
    finally:
        through.dispose()
    tokens = [each for each in found if each is not None]
    if len(tokens) < officers:
        raise SetupError("the sample officer must be able to sign in, and is not")
    return tokens


@contextmanager
def _serving(settings: Settings) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the demonstration, as a person would start it, on a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NIGHTJAR_")}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "webmap", "demo", "--no-worker", "--port", str(port)],
        env={**plain, **settings.as_environment(), "NIGHTJAR_LOG": "off"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < ends and process.poll() is None:
        measured = Measured()
        one(port, "/health", "", HEALTH, measured, time.monotonic())
        if measured.ms[HEALTH]:
            return
        time.sleep(0.25)
    raise SetupError(f"the server must answer within {STARTS_WITHIN_S:.0f} s, and did not")


def _note_memory(pid: int, found: list[float | None]) -> None:
    found.append(_memory_mb(pid))


def _memory(
    before: float | None, warm: float | None, after: float | None
) -> dict[str, float | None]:
    """Return the memory of the server in MB, and how much it grew since it was warm."""
    grown = None if not warm or after is None else round((after / warm - 1) * 100, 2)
    return {"before": before, "warm": warm, "after": after, "growth_percent": grown}


def _memory_mb(pid: int) -> float | None:
    """Return how much memory a process holds, in MB; None where the system does not say."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return None
    return round(int(found[1]) / 1024, 1) if found else None
