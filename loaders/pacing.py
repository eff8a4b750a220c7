"""A file read no further ahead than what reads it can use.

pyarrow's reader of streams takes up to 32 blocks ahead of the rows that it gives, which would be
most of a load's memory.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Semaphore

import pyarrow as pa
import pyarrow.csv as pcsv

AHEAD = 3  # blocks
PATIENCE_S = 1.0  # a block need not hold a row, and what waits for the next must come to an end


class PacedFile(io.RawIOBase):
    """A file, plain or gzipped, of which one block more may be read at each ``more``.

    Whoever stops early must close it: a thread of pyarrow's that still reads through Python when
    the program ends aborts it.
    """

    def __init__(
        self, path: Path, *, zipped: bool, watch: Callable[[bytes], None] | None = None
    ) -> None:
        """``watch`` is shown each block, and an empty one at the end; what it raises is read."""
        self._bytes = path.open("rb", buffering=0)
        self._file: io.RawIOBase | gzip.GzipFile = self._bytes
        if zipped:
            self._file = gzip.GzipFile(fileobj=self._bytes)
        self._blocks = Semaphore(AHEAD)
        self._ended = False
        self._watch = watch

    def more(self) -> None:
        """Let one block more be read."""
        self._blocks.release()

    def readable(self) -> bool:
        """Whether it can be read, which it can."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read a block once one may be read."""
        self._blocks.acquire(timeout=PATIENCE_S)
        if self._ended:
            return b""
        block = self._file.read(size) or b""
        if self._watch is not None:
            self._watch(block)
        return block

    def end(self) -> None:
        """Be at the end from now on, and let go whoever waits to read."""
        self._ended = True
        self._blocks.release()

    def close(self) -> None:
        """Close the file, and let go whoever waits to read it."""
        self.end()
        self._file.close()
        self._bytes.close()
        super().close()


class ReadAhead:
    """Batches of a file, each read while the one before is worked on, the first from now on.

    Who stops early must close it.
    """

    def __init__(
        self, paced: PacedFile, opening: Callable[[PacedFile], pcsv.CSVStreamingReader]
    ) -> None:
        """``opening`` makes the reader, which takes the first block, in the thread that reads."""
        self._paced, self._opening = paced, opening
        self._reader: pcsv.CSVStreamingReader | None = None
        self._pool = ThreadPoolExecutor(1, "read")
        self._following = self._pool.submit(self._next)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield each batch once. Raises: what reading it raised."""
        while (found := self._following.result()) is not None:
            self._paced.more()
            self._following = self._pool.submit(self._next)
            yield found

    def _next(self) -> pa.RecordBatch | None:
        """Read the next batch; None at the end."""
        if self._reader is None:
            self._reader = self._opening(self._paced)
        try:
            return self._reader.read_next_batch()
        except StopIteration:
            return None

    def close(self) -> None:
        """Read no further, and close the file."""
        # a reader that is closed while a thread is in it may never let that thread go, and the
        # program then waits for it at its end
        self._paced.end()
        wait([self._following])
        self._pool.shutdown()
        if self._reader is not None:
            self._reader.close()
        self._paced.close()
