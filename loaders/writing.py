"""Copies that go to the database while the next batch is read: two processors, one transaction."""

from __future__ import annotations

import queue
import threading
from types import TracebackType
from typing import Any, TypeAlias

from sqlalchemy import Connection

from geo.database import query
from loaders.copying import driver
from loaders.staging import HEADER, TRAILER, Column, encode

AHEAD = 5  # batches that may wait, each of some megabytes: more would only fill memory
# the server keeps a message whole before it takes rows from it: one of megabytes leaves the caches
# of its processor meanwhile, and takes it a seventh longer
MESSAGE_BYTES = 32_768

Sent: TypeAlias = bytes | memoryview


class Writer:
    """Sends batches by binary COPY from a thread of its own, in the order they were given."""

    def __init__(self, connection: Connection) -> None:
        self._driver = driver(connection)
        self._waiting: queue.Queue[list[tuple[str, Sent]] | None] = queue.Queue(AHEAD)
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._send, name="copy", daemon=True)
        # a connection does one thing at a time: whoever else asks it something takes a turn
        self.turn = threading.Lock()

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        theirs, self._fault = self._fault, self._fault or error  # what waits is not sent
        self._waiting.put(None)
        self._thread.join()
        if error is None:
            theirs = self._fault
        # a connection that broke in a copy fails whatever else is asked of it: the first tells why;
        # whoever stops the program is told that it was stopped
        if theirs is not None and (error is None or isinstance(error, Exception)):
            raise theirs from None

    def give(self, copies: list[tuple[str, list[Column]]]) -> None:
        """Queue a batch: the name of a copy statement and its columns, for each table."""
        if self._fault is not None:
            raise self._fault
        encoded = [
            (query(f"copy_{name}").text, encode(columns))
            for name, columns in copies
            if columns and len(columns[0].payload)
        ]
        if encoded:
            self._waiting.put(encoded)

    def _send(self) -> None:
        while (batch := self._waiting.get()) is not None:
            ended = False
            while not self._waiting.empty():  # what piled up goes in one statement a table
                if (more := self._waiting.get()) is None:
                    ended = True
                    break
                batch = [*batch, *more]
            if self._fault is None:
                self._send_together(batch)
            if ended:
                return

    def _send_together(self, batch: list[tuple[str, Sent]]) -> None:
        joined: dict[str, list[Sent]] = {}
        for statement, rows in batch:
            joined.setdefault(statement, []).append(rows)
        with self.turn:
            try:
                for statement, parts in joined.items():
                    self._copy(statement, parts)
            except BaseException as error:  # handed to the thread that gives
                self._fault = error

    def _copy(self, statement: Any, parts: list[Sent]) -> None:
        with self._driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(HEADER)
            for rows in parts:
                whole = memoryview(rows)
                for at in range(0, len(rows), MESSAGE_BYTES):
                    copy.write(whole[at : at + MESSAGE_BYTES])
            copy.write(TRAILER)
