"""What officers and maps ask of a server on a busy day, and how long each answer took.

Officers ask, wait for the answer and think; tiles are asked for at a steady pace, whether the ones
before were answered or not, so that a server that falls behind is seen to.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from webmap.cookies import NAME

LIST, TILE, HEALTH = "list", "tile", "health"
# how long a person reads a page before the next: as TPC-W has it (s, exponential)
THINKS_S = 7.0
THINKS_AT_MOST = 10  # times as long as on average
SEED = 20261127
ANSWERS_WITHIN_S = 30.0
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


@dataclass
class Span:
    """How long the asking goes on: until its end, or until it is stopped."""

    ends: float
    stopped: threading.Event = field(default_factory=threading.Event)

    def lasts(self) -> bool:
        """Whether there is more to ask."""
        return not self.stopped.is_set() and time.monotonic() < self.ends

    def pause(self, seconds: float) -> None:
        """Wait so long, and no longer than the asking goes on."""
        self.stopped.wait(max(min(seconds, self.ends - time.monotonic()), 0))


def ask(port: int, tokens: Sequence[str], tiles: float, seconds: float, thinks: float) -> Measured:
    """Ask for so many seconds, an officer for each token, and return what came of it.

    Whoever stops it waits for what is being answered, and for nothing more.
    """
    measured, span = Measured(), Span(time.monotonic() + seconds)
    asking, due = ThreadPoolExecutor(MOST_TILES_AT_ONCE), time.monotonic()
    asked: list[Future[None]] = []
    with ThreadPoolExecutor(len(tokens) + 1) as people:
        try:
            for number, token in enumerate(tokens):
                people.submit(_officer, port, token, number, span, thinks, measured)
            people.submit(_watcher, port, span, measured)
            while tiles and due < span.ends:
                span.pause(due - time.monotonic())
                # in steps that share no factor with their number, so that neighbours do not follow
                zoom, x, y = TILES[len(asked) * STEP % len(TILES)]
                path = f"/map/premises/{zoom}/{x}/{y}.mvt"
                # timed from when it was due: a server that falls behind is not let off by it
                asked.append(asking.submit(one, port, path, tokens[0], TILE, measured, due))
                due += 1 / tiles
            span.pause(seconds)
        except BaseException:
            span.stopped.set()
            asking.shutdown(cancel_futures=True)
            raise
    # a server that fell behind is not waited for: what could not even be asked is told
    asking.shutdown(cancel_futures=True)
    if never := sum(each.cancelled() for each in asked):
        measured.faults["tile never asked, the server was behind"] = never
    return measured


def _officer(
    port: int, token: str, number: int, span: Span, thinks: float, measured: Measured
) -> None:
    turn = number  # each begins at another page, and thinks for another time
    # nothing is kept secret by this chance, and each run must ask alike
    chance = random.Random(SEED + number)  # noqa: S311
    span.pause(chance.uniform(0, thinks))
    while span.lasts():
        one(port, ADDRESSES[turn % len(ADDRESSES)], token, LIST, measured, time.monotonic())
        turn += 1
        span.pause(min(chance.expovariate(1 / thinks), thinks * THINKS_AT_MOST))


def _watcher(port: int, span: Span, measured: Measured) -> None:
    while span.lasts():
        one(port, "/health", "", HEALTH, measured, time.monotonic())
        span.pause(5.0)


def one(port: int, path: str, token: str, kind: str, measured: Measured, due: float) -> None:
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
