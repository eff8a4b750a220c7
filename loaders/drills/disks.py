"""The drills of a full disk: a load meets a disk without room, for the data or for the log.

The disk is a small one in memory, which only an account that may mount can make (root); the drill
says where it was not run. The server's data, or its write-ahead log, lie there for the while.
Without room for data a load is refused; without room for its log the server itself stops. Neither
may lose anything, leave a part of a load, or damage a table or an index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.drills.crash import Drill
from loaders.drills.findings import Finding
from loaders.drills.ground import Ground, load_line, said_in_a_sentence

LEFT_BYTES = 128 * 1024
LOG_FILE = re.compile(r"[0-9A-F]{24}")


@dataclass(frozen=True)
class Disk:
    """A part of the server's folder that gets a disk of its own, and a load too large for it."""

    name: str
    part: str
    room_mb: int
    episodes: int


DATA = Disk("the data's disk is full", "base", 700, 20_000)  # some three megabytes of data
# some 50 MB of log (125 bytes an episode): of the log's files of 16 MB one is left, which may be a
# new one, and the server may have made the next beforehand
LOG = Disk("the log's disk is full", "pg_wal", 300, 400_000)


def drills(drill: Drill) -> Iterator[Finding]:
    """Fill the disk of the data, then that of the log, and yield what came of each."""
    for disk in (DATA, LOG):
        if os.geteuid() == 0:
            yield _drill(drill.ground.copy("full"), disk)
        else:
            why = "not run, since only root may mount a small disk"
            yield Finding(f"{disk.name}: {why}", 0, 0, ())


def _drill(ground: Ground, what: Disk) -> Finding:
    before, faults = ground.state(), []
    path = ground.delivery(1_000 + what.room_mb, what.episodes)
    with _small(ground, what.part, what.room_mb) as disk:
        ground.started()
        filler = disk / "filler"
        _fill(filler)
        done = ground.run(*load_line(path))
        if done.code == 0:
            faults.append("a load had room where there was none")
        elif not said_in_a_sentence(done):
            faults.append("a load without room said so in no sentence")
        filler.unlink()
        ground.started()
        if ground.state() != before:
            faults.append("a load without room left a part of its work")
        ground.load(path)
        if ground.state() == before:
            faults.append("the load could not be done once there was room")
        faults += [f"amcheck found damage: {each}" for each in ground.damage()]
        ground.cluster.stop()
    ground.started()
    return Finding(what.name, 1, int(done.code != 0), tuple(faults))


def _forget_spare(folder: Path) -> None:
    """Delete the log's files that were made beforehand: they would be room.

    The server was stopped in order, and what it wrote to last is the file that it goes on in.
    """
    files = [each for each in folder.iterdir() if LOG_FILE.fullmatch(each.name)]
    last = max(files, key=lambda each: each.stat().st_mtime_ns)
    for spare in [each for each in files if each.name > last.name]:
        spare.unlink()


@contextmanager
def _small(ground: Ground, part: str, room_mb: int) -> Iterator[Path]:
    """Move a part of the server's data to a small disk, and back at the end."""
    ground.cluster.stop()
    if part == LOG.part:
        _forget_spare(ground.cluster.data / part)
    at, kept = ground.cluster.data / part, ground.cluster.folder / f"{part}_kept"
    disk = ground.cluster.folder / "small"
    disk.mkdir()
    owner = at.stat()
    size = f"size={room_mb}m,mode=0700,uid={owner.st_uid},gid={owner.st_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "nightjar", str(disk)], check=True)
    try:
        _move(at, disk / part)
        at.symlink_to(disk / part)
        yield disk
    finally:
        ground.cluster.stop()
        if at.is_symlink():
            _move(disk / part, kept)
            at.unlink()
            kept.rename(at)
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()


def _move(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    shutil.rmtree(source)


def _fill(filler: Path) -> None:
    """Take the room of a disk but for a little."""
    free = shutil.disk_usage(filler.parent).free - LEFT_BYTES
    with filler.open("wb") as file:
        while free > 0:
            free -= file.write(bytes(min(free, 2**20)))
