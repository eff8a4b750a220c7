"""A drill of a busy day: many officers at once, and tiles beside them, on an invented county.

Everything is on one machine, the asking as well, so that what comes out is no better than it is.
Officers ask, wait for the answer and think; tiles are asked for at a steady pace, whether the ones
before were answered or not, so that a server that falls behind is seen to.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.command import say
from geo.database import GATE, engine
from geo.errors import SetupError
from geo.gate import Gate
from geo.scratch import scratch
from geo.settings import Settings
from webmap.attacks.county import load
from webmap.cookies import NAME

LIST, TILE, HEALTH = "list", "tile", "health"
LIST_P95_MS, TILE_P95_MS = 800.0, 150.0  # what is promised of them
# how long a person reads a page before the next: TPC-W, clause 5.3.1.1 (seconds, exponential)
THINKS_S = 7.0
THINKS_AT_MOST = 10  # times as long as on average
SEED = 20261127
WARM_S = 300.0  # by when every thread has shown every page
SOAK_S, GROWTH_PERCENT = 3600.0, 5.0  # from an hour on, memory is judged as well
ANSWERS_WITHIN_S = 30.0
STARTS_WITHIN_S = 300.0  # the demonstration looks through its files first
QUARTER = "2026Q3"
STEP = 97
MOST_TILES_AT_ONCE = 32  # as five browsers ask
# the county's own squares, at the zooms at which an authority is looked at
TILES = tuple(
    (zoom, x, y)
    for zoom, columns, rows in (
        (11, range(1002, 1006), range(660, 663)),
        (13, range(4011, 4022), range(2641, 2652)),
        (14, range(8022, 8043), range(5282, 5304)),
    )
    for x in columns
    for y in rows
)
ADDRESSES = (
    f"/visits/{QUARTER}",
    f"/visits/{QUARTER}?page=2",
    "/visits/planned",
    "/reviews",
)


@dataclass
class Measured:
    """What was answered, in milliseconds, and what was not."""

    ms: dict[str, list[float]] = field(default_factory=lambda: {LIST: [], TILE: [], HEALTH: []})
    faults: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, status: int | str, ms: float) -> None:
        """Keep one answer; anything but 200 is a fault, and so is none."""
        with self.lock:
            if status == http.client.OK:
                self.ms[kind].append(ms)
            else:
                name = f"{kind} {status}"
                self.faults[name] = self.faults.get(name, 0) + 1

    def describe(self) -> dict[str, Any]:
        """Return counts and percentiles."""
        return {
            kind: {
                "answered": len(found),
                "p50_ms": percentile(found, 50),
                "p95_ms": percentile(found, 95),
                "p99_ms": percentile(found, 99),
                "most_ms": percentile(found, 100),
            }
            for kind, found in self.ms.items()
        }


def percentile(found: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least ``share`` percent do not exceed; None of nothing."""
    if not found:
        return None
    ranked = sorted(found)
    place = max(-(-len(ranked) * share // 100), 1)
    return round(ranked[int(place) - 1], 1)


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
            measured = _ask(port, tokens, tiles, seconds, thinks)
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


def _ask(port: int, tokens: Sequence[str], tiles: float, seconds: float, thinks: float) -> Measured:
    measured, ends = Measured(), time.monotonic() + seconds
    asking, due = ThreadPoolExecutor(MOST_TILES_AT_ONCE), time.monotonic()
    asked: list[Future[None]] = []
    with ThreadPoolExecutor(len(tokens) + 1) as people:
        for number, token in enumerate(tokens):
            people.submit(_officer, port, token, number, ends, thinks, measured)
        people.submit(_watcher, port, ends, measured)
        while tiles and due < ends:
            time.sleep(max(due - time.monotonic(), 0))
            # in steps that share no factor with their number, so that neighbours do not follow
            zoom, x, y = TILES[len(asked) * STEP % len(TILES)]
            path = f"/map/premises/{zoom}/{x}/{y}.mvt"
            # timed from when it was due: a server that falls behind is not let off by it
            asked.append(asking.submit(_one, port, path, tokens[0], TILE, measured, due))
            due += 1 / tiles
    # a server that fell behind is not waited for: what could not even be asked is told
    asking.shutdown(cancel_futures=True)
    if never := sum(each.cancelled() for each in asked):
        measured.faults["tile never asked, the server was behind"] = never
    return measured


def _officer(
    port: int, token: str, number: int, ends: float, thinks: float, measured: Measured
) -> None:
    turn = number  # each begins at another page, and thinks for another time
    # nothing is kept secret by this chance, and each run must ask alike
    chance = random.Random(SEED + number)  # noqa: S311
    time.sleep(min(chance.uniform(0, thinks), max(ends - time.monotonic(), 0)))
    while time.monotonic() < ends:
        _one(port, ADDRESSES[turn % len(ADDRESSES)], token, LIST, measured, time.monotonic())
        turn += 1
        pause = min(chance.expovariate(1 / thinks), thinks * THINKS_AT_MOST)
        time.sleep(min(pause, max(ends - time.monotonic(), 0)))


def _watcher(port: int, ends: float, measured: Measured) -> None:
    while time.monotonic() < ends:
        _one(port, "/health", "", HEALTH, measured, time.monotonic())
        time.sleep(min(5.0, max(ends - time.monotonic(), 0)))


def _one(port: int, path: str, token: str, kind: str, measured: Measured, due: float) -> None:
    """Ask for one thing, over a connection of its own, and keep how long it took since ``due``."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWERS_WITHIN_S)
    try:
        asked.request("GET", path, headers={"Cookie": f"{NAME}={token}"} if token else {})
        answer = asked.getresponse()
        answer.read()
        measured.add(kind, answer.status, (time.monotonic() - due) * 1000)
    except OSError as error:
        measured.add(kind, type(error).__name__, 0.0)
    finally:
        asked.close()


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
        _one(port, "/health", "", HEALTH, measured, time.monotonic())
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
