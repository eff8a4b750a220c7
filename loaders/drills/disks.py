"""The drill of a full disk: a load meets a disk without room for the data.

The disk is a small one in memory, which only an account that may mount can make (root); the drill
says where it was not run. The server's data lie there for the while.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.drills.crash import Drill, Finding
from loaders.drills.ground import Ground, load_line, said_in_a_sentence

DATA_ROOM_MB = 700
LEFT_BYTES = 128 * 1024
EPISODES = 6_000  # more than a megabyte of data, and several of log


def drills(drill: Drill) -> Iterator[Finding]:
    """Fill the disk of the data, and yield what came of it."""
    name = "the data's disk is full"
    if os.geteuid() != 0:
        yield Finding(f"{name}: not run, since only root may mount a small disk", 0, 0, ())
        return
    yield _drill(drill.ground, name, "base", DATA_ROOM_MB)


def _drill(ground: Ground, name: str, part: str, room_mb: int) -> Finding:
    before, faults = ground.state(), []
    path = ground.delivery(1_000 + room_mb, EPISODES)
    with _small(ground, part, room_mb) as disk:
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
        ground.cluster.stop()
    ground.started()
    return Finding(name, 1, int(done.code != 0), tuple(faults))


@contextmanager
def _small(ground: Ground, part: str, room_mb: int) -> Iterator[Path]:
    """Move a part of the server's data to a small disk, and back at the end."""
    ground.cluster.stop()
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
