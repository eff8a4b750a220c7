"""A file read no further ahead than what reads it can use.

pyarrow's reader of streams takes up to 32 blocks ahead of the rows that it gives, which would be
most of a load's memory.
"""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from threading import Semaphore

AHEAD = 2  # blocks
PATIENCE_S = 1.0  # a block need not hold a row, and what waits for the next must come to an end


class PacedFile(io.RawIOBase):
    """A file, plain or gzipped, of which one block more may be read at each ``more``.

    Whoever stops early must close it: a thread of pyarrow's that still reads through Python when
    the program ends aborts it.
    """

    def __init__(self, path: Path, *, zipped: bool) -> None:
        self._bytes = path.open("rb", buffering=0)
        self._file: io.RawIOBase | gzip.GzipFile = self._bytes
        if zipped:
            self._file = gzip.GzipFile(fileobj=self._bytes)
        self._blocks = Semaphore(AHEAD)
        self._ended = False

    def more(self) -> None:
        """Let one block more be read."""
        self._blocks.release()

    def readable(self) -> bool:
        """Whether it can be read, which it can."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read a block once one may be read."""
        self._blocks.acquire(timeout=PATIENCE_S)
        return b"" if self._ended else self._file.read(size) or b""

    def close(self) -> None:
        """Close the file, and let go whoever waits to read it."""
        self._ended = True
        self._blocks.release()
        self._file.close()
        self._bytes.close()
        super().close()
