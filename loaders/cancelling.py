"""Work that a person may cancel while the database is at it: its statement is ended.

What is computed between two statements goes on to its end; the statement after it is ended, and
whoever keeps what came of it asks once more before it does.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

LOOKS_EACH_S = 0.5
CANCELS_WITHIN_S = 2.0


@dataclass
class Watched:
    """Work that is watched; ``cancelled`` once somebody said that it is not wanted."""

    cancelled: bool = False


@contextmanager
def watched(connection: Connection, is_cancelled: Callable[[], bool]) -> Iterator[Watched]:
    """End what ``connection`` runs when ``is_cancelled`` says so, which is asked twice a second.

    ``is_cancelled`` runs in a thread of its own and must use another connection, which nobody else
    uses meanwhile.
    """
    found, over = Watched(), threading.Event()
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)

    def look() -> None:
        while not over.wait(LOOKS_EACH_S):
            try:
                found.cancelled = found.cancelled or is_cancelled()
                if found.cancelled:  # each time: between two statements there is none to end
                    raw.cancel_safe(timeout=CANCELS_WITHIN_S)
            except (psycopg.Error, DBAPIError):
                log.warning("whether work was cancelled could not be asked: it goes on")

    thread = threading.Thread(target=look, daemon=True, name="cancelling")
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()
