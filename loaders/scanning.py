"""One pass over a file, before anything of it is believed: its encoding, its quotes, its end.

Standard library only: hashing needs it before what will read the file is imported.
"""

from __future__ import annotations

import codecs
import gzip
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path

from geo.errors import SourceError

PIECE_BYTES = 2**19  # at a time: what a processor keeps near is looked through sooner
ALWAYS_UNPACKED_BYTES = 64 * 2**20
STEEPEST = 100  # a table packs five to twenty to one; a bomb packs a thousand to one


@dataclass(frozen=True)
class Scan:
    """What one pass over a file tells: its encoding, and how it ends.

    ``quotes``: there are any. ``quotes_are_odd``: a quote was opened that is not closed, if quotes
    stand round fields alone. ``presumed``: see ``presume``.
    """

    encoding: str
    ends_with_newline: bool
    zipped: bool
    quotes: bool = True
    quotes_are_odd: bool = False
    presumed: bool = False


class Otherwise(Exception):
    """A file goes on otherwise than its beginning let presume: it has to be scanned, and reread."""


def scan(path: Path) -> Scan:
    """Read a file once for its encoding.

    Raises: SourceError if it is missing, empty, binary, or a broken gzip.
    """
    require_file(path)
    try:
        return _scan(path)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(broken(path, error)) from error
    except OSError as error:
        raise SourceError(unreadable(path, error)) from error


def presume(path: Path) -> Scan:
    """Take a plain file in UTF-8 without quotes for such a one by its beginning and its end.

    Whoever reads it then watches each block, see ``Watch``, and so spares a reading of it all. Of
    any other file this is a scan. Raises: SourceError as that does.
    """
    require_file(path)
    try:
        with path.open("rb") as file:
            begins = file.read(PIECE_BYTES)
            if len(begins) < PIECE_BYTES or begins.startswith(b"\x1f\x8b"):
                return scan(path)
            file.seek(-1, os.SEEK_END)
            ends = file.read()
    except OSError as error:
        raise SourceError(unreadable(path, error)) from error
    text = _Text(path)
    text.take(begins)
    if not text.is_plain or not begins.strip():
        return scan(path)
    return Scan("utf8", ends in (b"\n", b"\r"), zipped=False, quotes=False, presumed=True)


class Watch:
    """Looks at a file's blocks while it is read: whether it is what was presumed of it."""

    def __init__(self, path: Path) -> None:
        self._text = _Text(path)

    def take(self, block: bytes) -> None:
        """Look at the next block, of which none is left if it is empty.

        Raises: Otherwise if it is not as was presumed; SourceError if it is no text.
        """
        self._text.take(block)
        if not self._text.is_plain or (not block and self._text.breaks_off):
            raise Otherwise


def require_file(path: Path) -> None:
    """Refuse what is no file that can be read. Raises: SourceError."""
    shown = os.fsencode(path).decode(errors="replace")
    if shown != str(path):
        raise SourceError(f"{shown} must have a name in UTF-8, so that it can be noted: rename it.")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise SourceError(f"{path} must be a file, and there is none of that name.") from error
    except OSError as error:
        raise SourceError(unreadable(path, error)) from error
    if not stat.S_ISREG(mode):
        raise SourceError(f"{path} must be a file, and is a folder, a pipe or a device.")


def unreadable(path: Path, error: OSError) -> str:
    """Say in a sentence why a file cannot be opened or read."""
    why = (error.strerror or "it cannot be read").lower()
    return (
        f"{path.name[:100]} cannot be read ({why}): check its name, its permissions and its disk."
    )


def _scan(path: Path) -> Scan:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    text, taken, packed = _Text(path), 0, path.stat().st_size
    with gzip.open(path) if zipped else path.open("rb") as stream:
        while block := stream.read(PIECE_BYTES):
            taken += len(block)
            if zipped and too_steep(taken, packed):
                raise SourceError(steep(path.name))
            text.take(block)
    return text.scan(zipped)


def too_steep(unpacked_bytes: int, packed_bytes: int) -> bool:
    """Whether a file unpacks to so many times its size as no table does."""
    return unpacked_bytes > ALWAYS_UNPACKED_BYTES and unpacked_bytes > STEEPEST * packed_bytes


def steep(name: str) -> str:
    """Say in a sentence that a file is a bomb."""
    return (
        f"{name} unpacks to more than {STEEPEST} times its size, as no table does: it is refused."
    )


class _Text:
    """What the blocks of a file tell of its text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._last, self._empty = b"", True
        self._quotes = 0

    def take(self, block: bytes) -> None:
        """Look at the next block. Raises: SourceError if it is no text."""
        if not self._encoding:
            self._encoding = _start(block, self._path)
        if self._encoding != "utf-16" and b"\x00" in block:
            raise SourceError(f"{self._path.name} must be text, and holds binary data.")
        if self._encoding == "utf8" and not (block.isascii() and not self._decoder.getstate()[0]):
            try:
                self._decoder.decode(block)
            except UnicodeDecodeError:
                self._encoding = "cp1252"
        if b'"' in block:  # most files quote nothing, which is told sooner than how often
            self._quotes += block.count(b'"')
        self._empty = self._empty and not block.strip()
        self._last = (self._last + block[-2:])[-2:]

    @property
    def is_plain(self) -> bool:
        """Whether all of it so far is UTF-8 without quotes."""
        return self._encoding == "utf8" and not self._quotes

    @property
    def breaks_off(self) -> bool:
        """Whether its last character has no end, which UTF-8's would have."""
        return bool(self._decoder.getstate()[0])

    def scan(self, zipped: bool) -> Scan:
        """Return what was told. Raises: SourceError if there was nothing."""
        if self._empty:
            raise SourceError(f"{self._path.name} is empty: it must have a header and rows.")
        if self._encoding == "utf8" and self.breaks_off:
            self._encoding = "cp1252"
        wide = self._encoding == "utf-16"
        ends = self._last in (b"\n\x00", b"\x00\n") if wide else self._last[-1:] in (b"\n", b"\r")
        odd = self._quotes % 2 == 1 and not wide  # whose bytes come in pairs
        return Scan(self._encoding, ends, zipped, self._quotes > 0, odd)


def _start(block: bytes, path: Path) -> str:
    if block.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as UTF-16
        raise SourceError(f"{path.name} must be text in UTF-8, and is in UTF-32: save it as UTF-8.")
    if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if block.startswith((b"PK\x03\x04", b"SQLite format 3\x00", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise SourceError(f"{path.name} must be CSV, and is of another kind: save it as CSV.")
    return "utf8"


def broken(path: Path, error: Exception) -> str:
    """Say in a sentence why a file cannot be read."""
    said = (str(error).splitlines() or [""])[0][:160]
    if isinstance(error, EOFError | gzip.BadGzipFile | zlib.error) or "zlib" in said.lower():
        return f"{path.name} is not a whole gzip file: it was cut off or damaged; ask for it again."
    return f"{path.name} cannot be read as a table: {said}."
