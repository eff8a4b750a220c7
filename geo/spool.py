"""The closed folder in which files that were sent by a page wait to be loaded.

Each upload has a folder of its own, named by its number, in which the server names the files: of
what a sender called them, letters, digits and a few signs are kept. Whoever else has an account on
the machine can neither enter nor list it. It is emptied when an upload is settled.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from geo.errors import SourceError
from geo.settings import Settings

LONGEST_NAME = 80
NAMELESS = "file"
BLOCK_BYTES = 1 << 20
ORPHANED_S = 3600.0  # a folder that no upload is recorded for by then was never recorded


@dataclass(frozen=True)
class Kept:
    """A file as it was kept: what it is called, how many bytes it has, and their hash."""

    name: str
    bytes: int
    sha256: str


class Spool:
    """The folder of an installation; it is made when the first file is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: Settings) -> Spool:
        """Return the spool of an installation, inside its data folder."""
        return cls(settings.data / "spool")

    def keep(self, upload_id: UUID, number: int, given: str, file: BinaryIO) -> Kept:
        """Keep one of an upload's files. Raises: SourceError if it is empty; OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)
        place = self.folder / str(upload_id) / str(number)
        place.mkdir(parents=True, mode=0o700)
        name, whole, size = shown_name(given), hashlib.sha256(), 0
        with (place / name).open("xb") as kept:
            (place / name).chmod(0o600)
            while block := file.read(BLOCK_BYTES):
                whole.update(block)
                size += kept.write(block)
        if not size:
            raise SourceError(f"{name} is empty: it must have a header and rows.")
        return Kept(name, size, whole.hexdigest())

    def paths(self, upload_id: UUID, names: Iterable[str]) -> list[Path]:
        """Return where an upload's files are."""
        home = self.folder / str(upload_id)
        return [home / str(number) / shown_name(name) for number, name in enumerate(names)]

    def work(self, upload_id: UUID) -> Path:
        """Return an empty folder for what reading an upload unpacks; it goes with the upload."""
        folder = self.folder / str(upload_id) / "work"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        return folder

    def forget(self, upload_id: UUID) -> None:
        """Delete the files of an upload, if they are there."""
        shutil.rmtree(self.folder / str(upload_id), ignore_errors=True)

    def sweep(self, needed: Iterable[UUID]) -> int:
        """Delete what no upload needs any more, and return how many folders that were."""
        keep, old = {str(each) for each in needed}, time.time() - ORPHANED_S
        found = [each for each in self._folders() if each.name not in keep]
        found = [each for each in found if _changed(each) < old]
        for each in found:
            shutil.rmtree(each, ignore_errors=True)
        return len(found)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from (each for each in self.folder.iterdir() if each.is_dir())


def _changed(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return float("inf")  # it is gone, or going


def shown_name(given: str) -> str:
    """Return what a file is called here: the last part of its path, of harmless signs alone."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    kept = re.sub(r"[^\w .()+-]", "", last, flags=re.ASCII)
    tidy = " ".join(kept.split()).strip(". ")
    if len(tidy) > LONGEST_NAME:  # its end tells its format
        tidy = tidy[: LONGEST_NAME - 20].rstrip(". ") + tidy[-20:]
    return tidy or NAMELESS
