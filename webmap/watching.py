"""Statements that nobody waits for any more are cancelled: whoever asked has gone, or it is late.

The database would go on computing an answer for a browser that was closed, and hold a connection
for it. One thread looks at what runs, twice a second.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
from flask import Flask, current_app, request
from sqlalchemy import Connection

log = logging.getLogger(__name__)

LONGEST_REQUEST_S = 60.0
LOOKS_EACH_S = 0.5
CANCELS_WITHIN_S = 2.0


@dataclass(eq=False)
class Running:
    """A request that holds a connection."""

    raw: psycopg.Connection[tuple[object, ...]]
    gone: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)
    cancelled: bool = False


class Watch:
    """What runs now in this process."""

    def __init__(self, longest_s: float = LONGEST_REQUEST_S) -> None:
        self._longest_s = longest_s
        self._running: set[Running] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, connection: Connection) -> Running | None:
        """Watch the connection of this request until ``end``."""
        raw = connection.connection.driver_connection
        if not isinstance(raw, psycopg.Connection):
            return None
        # waitress says whether whoever asked is still there; where nothing does, time alone counts
        found = Running(raw, request.environ.get("waitress.client_disconnected", _never))
        with self._lock:
            self._running.add(found)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, daemon=True, name="watch")
                self._thread.start()
        return found

    def end(self, running: Running, connection: Connection) -> None:
        """Watch no longer. A connection that was cancelled is closed: nobody else gets it."""
        with self._lock:
            self._running.discard(running)
        if running.cancelled:
            connection.invalidate()

    def look(self) -> None:
        """Cancel what nobody waits for."""
        now = time.monotonic()
        with self._lock:  # held while it is cancelled: its connection is nobody else's meanwhile
            for each in self._running:
                late = now - each.began > self._longest_s
                if each.cancelled or not (late or each.gone()):
                    continue
                each.cancelled = True
                try:
                    each.raw.cancel_safe(timeout=CANCELS_WITHIN_S)
                except psycopg.Error:
                    log.warning("a statement that nobody waits for could not be cancelled")

    def _run(self) -> None:
        while True:
            time.sleep(LOOKS_EACH_S)
            self.look()


def register(app: Flask) -> None:
    """Watch over the statements of this application."""
    app.extensions["nightjar_watch"] = Watch()


def current() -> Watch:
    """Return the watch of the application that is answering."""
    found = current_app.extensions["nightjar_watch"]
    assert isinstance(found, Watch)
    return found


def _never() -> bool:
    return False
