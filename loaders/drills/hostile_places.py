"""What stands where a file should: pipes, devices, folders, links; and names that do harm."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from loaders.drills.hostile_file import Hostile, Maker, Trap, holding
from loaders.drills.invented import episodes, register

GB = 2**30


def _pipe(path: Path, _trap: Trap) -> None:
    os.mkfifo(path)


def _folder(path: Path, _trap: Trap) -> None:
    path.mkdir()


def _device(path: Path, _trap: Trap) -> None:
    path.symlink_to("/dev/zero")


def _link(path: Path, trap: Trap) -> None:
    path.symlink_to(trap.secret)


def _sparse(gigabytes: float) -> Maker:
    def make(path: Path, _trap: Trap) -> None:
        with path.open("wb") as file:
            file.truncate(int(gigabytes * GB))

    return make


def files() -> Iterator[Hostile]:
    """Yield them."""
    for kind, lead in (("premises", ""), ("episodes", "e_")):
        yield Hostile(kind, f"{lead}pipe.csv", "a pipe that nobody writes to", _pipe)
        yield Hostile(kind, f"{lead}folder.csv", "a folder", _folder)
        yield Hostile(kind, f"{lead}device.csv", "a device without end", _device)
        yield Hostile(kind, f"{lead}link.csv", "a link to a file outside", _link)
    for name, size in (("sparse.csv", 1.9), ("vast.csv", 2.1)):
        yield Hostile("premises", name, f"{size} GB of nothing", _sparse(size))
    yield Hostile("episodes", "e_sparse.csv", "1.9 GB of nothing", _sparse(1.9))
    whole = register([])
    for name in ("-rf.csv", "two\nlines.csv", "a|layername=b.csv", "$(reboot).csv", "é" * 120):
        yield Hostile("premises", name, "a name", holding(whole))
    yield Hostile("episodes", "-e;x`id`.csv", "a name", holding(episodes([])))
