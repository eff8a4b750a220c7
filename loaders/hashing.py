"""The SHA-256 of large files, made beside the work on them: it takes as long as checking a file.

Standard library only, so that hashing begins while what will read the files is being imported.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType

from geo.errors import SourceError
from loaders.scanning import PIECE_BYTES, require_file, unreadable

LAST = 19  # the lowest priority


class Hashing:
    """Hashes files one after another in a thread of its own, until its block is left."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Begin at once. Raises: SourceError if a path is no file."""
        for path in paths:
            require_file(path)
        self._left = threading.Event()
        self._at_work = threading.Event()
        self._at_work.set()
        self._pool = ThreadPoolExecutor(1, "hash")
        self._hashes = {path: self._pool.submit(self._hash, path) for path in paths}

    def __enter__(self) -> Hashing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._left.set()
        self._at_work.set()
        self._pool.shutdown(cancel_futures=True)

    def of(self, paths: Sequence[Path]) -> Callable[[], str]:
        """Return what waits for the hash of files that are loaded as one."""
        return partial(self._together, tuple(paths))

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Hash nothing inside, unless it is waited for: the rows want every processor."""
        self._at_work.clear()
        try:
            yield
        finally:
            self._at_work.set()

    def _together(self, paths: Sequence[Path]) -> str:
        self._at_work.set()
        try:
            return hash_together([self._hashes[path].result() for path in paths])
        except OSError as error:
            raise SourceError(unreadable(paths[0], error)) from error

    def _hash(self, path: Path) -> str:
        if sys.platform == "linux":  # where a priority is a thread's own: give way to the work
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)
        whole = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(PIECE_BYTES):
                self._at_work.wait()
                if self._left.is_set():
                    raise CancelledError
                whole.update(block)
        return whole.hexdigest()


def hash_together(hashes: Sequence[str]) -> str:
    """Return one hash for files that belong together, in any order of naming them."""
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()
