"""Figures for whoever watches over the server, in the text format of Prometheus.

Counts and times alone: requests by route and status, how long they took, how much of each pool is
used, how long the queue is, how long ago the last load, backup and anchor were. Of this process;
what the database says is asked when the figures are.
Source: Prometheus, "Exposition formats", text format 0.0.4.
"""

from __future__ import annotations

import bisect
import hmac
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path

from flask import Flask, current_app, request
from sqlalchemy import QueuePool, RowMapping
from sqlalchemy.exc import SQLAlchemyError

import geo
from geo.database import query
from geo.disk import rooms
from geo.pooled import MOST_CONNECTIONS
from geo.settings import Settings
from webmap.pools import Pools

TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
# in seconds; 0.15 and 0.8 are what tiles and lists are to keep
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 0.8, 1.5, 3.0, 10.0, 30.0)
AGES = {
    "loaded_at": ("last_load", "anything was last loaded"),
    "backed_up_at": ("last_backup", "the database was last backed up"),
    "anchored_at": ("last_anchor", "the record was last anchored"),
    "retained_at": ("last_retain", "retention was last applied"),
    "verified_at": ("last_verification", "the record was last proved"),
}
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """What this process has answered since it began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answered: Counter[tuple[str, str, int]] = Counter()
        self._within: dict[str, list[int]] = {}
        self._seconds: Counter[str] = Counter()

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        with self._lock:
            self._answered[method, route, status] += 1
            within = self._within.setdefault(route, [0] * (len(BUCKETS) + 1))
            within[bisect.bisect_left(BUCKETS, seconds)] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]

    def lines(self) -> Iterator[str]:
        """Yield the figures of requests."""
        with self._lock:
            answered = dict(self._answered)
            within = {route: list(found) for route, found in self._within.items()}
            seconds = dict(self._seconds)
        yield from _head("nightjar_requests_total", "counter", "requests that were answered")
        for (method, route, status), number in sorted(answered.items()):
            labels = (("method", method), ("route", route), ("status", str(status)))
            yield _line("nightjar_requests_total", labels, number)
        name = "nightjar_request_seconds"
        yield from _head(name, "histogram", "how long requests took, in seconds")
        for route, found in sorted(within.items()):
            so_far = 0
            for limit, number in zip((*map(str, BUCKETS), "+Inf"), found, strict=True):
                so_far += number
                yield _line(f"{name}_bucket", (("route", route), ("le", limit)), so_far)
            yield _line(f"{name}_sum", (("route", route),), round(seconds[route], 6))
            yield _line(f"{name}_count", (("route", route),), so_far)


def register(app: Flask) -> None:
    """Begin to count."""
    app.extensions["nightjar_metrics"] = Metrics()


def current() -> Metrics:
    """Return the figures of the application that is answering."""
    found = current_app.extensions["nightjar_metrics"]
    assert isinstance(found, Metrics)
    return found


def may_be_asked(settings: Settings) -> bool:
    """Whether whoever asks may have the figures.

    With NIGHTJAR_METRICS_TOKEN_FILE: who brings its token. Without: a program of this machine, of a
    server that nobody else reaches, since behind a proxy everybody seems to be on this machine.
    """
    if settings.metrics_token_file is not None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        wanted = _token(settings.metrics_token_file)
        return wanted is not None and hmac.compare_digest(given, wanted)
    passed_on = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers.keys())
    return settings.address is None and not passed_on and _is_local(request.remote_addr)


def text(pools: Pools, settings: Settings, threads_waiting: int | None) -> str:
    """Return all figures."""
    lines = [
        *_head("nightjar_info", "gauge", "the release that answers"),
        _line("nightjar_info", (("version", geo.__version__),), 1),
        *current().lines(),
        *_pools(pools),
        *_disks(settings),
        *_operation(pools),
    ]
    if threads_waiting is not None:
        name = "nightjar_requests_waiting"
        lines += [*_head(name, "gauge", "requests that wait for a thread")]
        lines += [_line(name, (), threads_waiting)]
    return "\n".join(lines) + "\n"


def _pools(pools: Pools) -> Iterator[str]:
    name = "nightjar_pool_connections"
    yield from _head(name, "gauge", "connections of each pool that are in use, and may be")
    for audience, engine in pools.named():
        pool = engine.pool
        if isinstance(pool, QueuePool):
            used = (("pool", audience), ("state", "in_use"))
            yield _line(name, used, pool.checkedout())
            yield _line(name, (("pool", audience), ("state", "allowed")), MOST_CONNECTIONS)


def _disks(settings: Settings) -> Iterator[str]:
    """Yield the room of this machine's disks; of a database elsewhere its own watch must tell."""
    name, found = "nightjar_disk_bytes", list(rooms(settings))
    yield from _head(name, "gauge", "room on the disks of data and of the write-ahead log")
    for each in found:
        yield _line(name, (("disk", each.place), ("state", "free")), each.free)
        yield _line(name, (("disk", each.place), ("state", "whole")), each.whole)


def _operation(pools: Pools) -> Iterator[str]:
    """Yield what the database says; where it does not answer, that and nothing else."""
    try:
        with pools.apart[None].connect() as connection:
            row = connection.execute(query("gate_operation")).mappings().one()
    except SQLAlchemyError:
        row = None
    yield from _head("nightjar_database_up", "gauge", "whether the database answers")
    yield _line("nightjar_database_up", (), int(row is not None))
    if row is None:
        return
    yield from _of_database(row)


def _of_database(row: RowMapping) -> Iterator[str]:
    now = row["asked_at"]
    name = "nightjar_queue_length"
    yield from _head(name, "gauge", "what waits for the worker or is with it")
    yield _line(name, (("queue", "uploads"),), row["uploads_waiting"] + row["uploads_under_way"])
    yield _line(name, (("queue", "questions"),), row["askings_waiting"])
    name = "nightjar_queue_oldest_seconds"
    yield from _head(name, "gauge", "how long the first of a queue has waited")
    yield _line(name, (("queue", "uploads"),), float(row["uploads_oldest_s"] or 0))
    yield _line(name, (("queue", "questions"),), float(row["askings_oldest_s"] or 0))
    yield from _head("nightjar_sessions", "gauge", "sessions that are kept")
    yield _line("nightjar_sessions", (), row["sessions_open"])
    name = "nightjar_database_connections"
    yield from _head(name, "gauge", "connections of the database that are in use, and may be")
    yield _line(name, (("state", "in_use"),), row["connections"])
    yield _line(name, (("state", "allowed"),), row["connections_allowed"])
    for column, (short, words) in AGES.items():
        if row[column] is not None:
            name = f"nightjar_{short}_age_seconds"
            yield from _head(name, "gauge", f"how long ago {words}")
            yield _line(name, (), round((now - row[column]).total_seconds(), 3))
    if row["record_stands"] is not None:
        name = "nightjar_record_stands"
        yield from _head(name, "gauge", "whether the record stood when it was last proved")
        yield _line(name, (), int(row["record_stands"]))


def _head(name: str, kind: str, words: str) -> Iterable[str]:
    return f"# HELP {name} {words}", f"# TYPE {name} {kind}"


def _line(name: str, labels: Labels, value: float) -> str:
    said = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
    return f"{name}{{{said}}} {value}" if said else f"{name} {value}"


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _token(path: Path) -> bytes | None:
    """Return the token that a file holds; what is missing or short lets nobody in."""
    try:
        found = path.read_bytes().strip()
    except OSError:
        return None
    return found if len(found) >= 16 else None


def _is_local(given: str | None) -> bool:
    try:
        return ip_address(given or "").is_loopback
    except ValueError:
        return False
