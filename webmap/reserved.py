"""A thread that is kept for whoever watches over the server: it answers when all others wait.

Waitress gives requests to its threads in turn. When each of them waits for the database, /health
would wait behind them, and whoever watches would take a busy server for a dead one.
"""

from __future__ import annotations

from typing import Any

from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

WATCHED = frozenset({"/health", "/metrics"})


class Reserved(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Threads for the pages, and one beside them for /health and /metrics."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.set_thread_count(threads)
        self._beside = ThreadedTaskDispatcher()
        self._beside.set_thread_count(1)

    @property
    def waiting(self) -> int:
        """How many requests wait for a thread."""
        return len(self.queue)

    def add_task(self, task: Any) -> None:
        """Give a request to the thread that is kept for it, or to the others."""
        if _path(task) in WATCHED:
            self._beside.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        """End every thread."""
        self._beside.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


def _path(channel: Any) -> str:
    """Return the path that the first request of a channel asks for."""
    requests = getattr(channel, "requests", None)
    return str(getattr(requests[0], "path", "")) if requests else ""
