"""The drill of hostile files: each is sent through the closed process, and what became of it.

A file passes if it is refused in a sentence (or, where it says why it may be read, its rows add
up), in time and in memory, and nothing else happened: this process lives, no file outside the
folder of the upload changed, nothing was written where archives aim, nobody called the server that
files point at, and no word of a file outside is said.
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from geo.keys import Keys
from geo.settings import Settings
from loaders import cage
from loaders.caged import LONGEST_SENTENCE
from loaders.drills import hostile_maps, hostile_places, hostile_text, hostile_workbooks
from loaders.drills.hostile_file import Hostile, Trap
from loaders.drills.hostile_watch import SECRET, SPOOL, Watch, prints
from loaders.drills.invented import boundary
from loaders.worker import PASSED_ON

MOST_S, MOST_MEMORY_MB = 10.0, 512
PATIENCE_S = 240.0  # after which a process is ended; it has failed long before


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``faults``: what should not have been; none if it passed.

    ``read_because``: why it may be read; empty where it must be refused. ``refused``: it was.
    ``seconds`` leaves out those in which it stood in line for a processor: a busy machine is not
    the file's doing.
    """

    file: str
    harm: str
    read_because: str
    refused: bool
    said: str
    seconds: float
    memory_mb: int
    faults: tuple[str, ...]

    def describe(self) -> dict[str, Any]:
        """Return it for JSON."""
        expected = "refused or read" if self.read_because else "refused"
        return asdict(self) | {"expected": expected, "passed": not self.faults}


def corpus() -> list[Hostile]:
    """Return every hostile file."""
    made = (hostile_text, hostile_workbooks, hostile_maps, hostile_places)
    return [each for module in made for each in module.files()]


def drill(
    settings: Settings,
    folder: Path,
    say: Callable[[str], None],
    chosen: Callable[[Hostile], bool] = lambda _: True,
) -> Iterator[Outcome]:
    """Send the files, one after another, and yield what became of each.

    ``settings``: of a database that is made for it. ``folder``: an empty one, where all is kept.
    """
    Keys(settings.key_folder).make_missing()
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        watch = Watch(folder, server)
        first = _send(settings, folder, KNOWN, watch.trap, "commit")
        if first.faults:
            say(f"the authority could not be loaded: {first.said}")
            yield first
            return
        for each in corpus():
            if not chosen(each):
                continue
            watch.begin()
            done = _send(settings, folder, each, watch.trap, "check")
            outcome = replace(done, faults=(*done.faults, *watch.faults()))
            say(f"{each.name!r}: {'; '.join(outcome.faults) or 'passed'}")
            yield outcome


def _known(path: Path, _trap: Trap) -> None:
    path.write_text(boundary())


KNOWN = Hostile(
    *("boundaries", "known.geojson", "", _known),
    read_because="the county that the others are loaded into",
    options={"area_kind": "authority"},
)


def _send(settings: Settings, folder: Path, hostile: Hostile, trap: Trap, act: str) -> Outcome:
    home = folder / SPOOL
    shutil.rmtree(home, ignore_errors=True)
    (home / "0").mkdir(parents=True)
    (home / "work").mkdir()
    path = home / "0" / hostile.name
    hostile.make(path, trap)
    order = {
        "upload": "00000000-0000-0000-0000-000000000000",
        "act": act,
        "kind": hostile.kind,
        "options": hostile.sent_as,
        "paths": [str(path)],
        "parent": os.getpid(),
        "work": str(home / "work"),
    }
    sent, beginning = prints(home / "0"), time.monotonic()
    said, stood_s = _read(settings, order)
    seconds = time.monotonic() - beginning - stood_s
    memory = int((said or {}).get("memory_mb") or 0)
    faults = [*_of_answer(hostile, said)]
    if seconds > MOST_S:
        faults.append(f"it took {seconds:.0f} s")
    if memory > MOST_MEMORY_MB:
        faults.append(f"it took {memory} MB")
    if SECRET in json.dumps(said):
        faults.append("it read a file outside")
    if prints(home / "0") != sent or {each.name for each in home.iterdir()} != {"0", "work"}:
        faults.append("the folder of the upload was changed")
    shutil.rmtree(home, ignore_errors=True)
    refusal = (said or {}).get("refusal")
    return Outcome(
        file=hostile.name,
        harm=hostile.harm,
        read_because=hostile.read_because,
        refused=refusal is not None,
        said=str(refusal or _counts(said)),
        seconds=round(seconds, 1),
        memory_mb=memory,
        faults=tuple(faults),
    )


def _read(settings: Settings, order: dict[str, Any]) -> tuple[dict[str, Any] | None, float]:
    """Have a closed process read a file, as a worker does.

    Returns what it said last, and for how many seconds it stood in line for a processor.
    """
    kept = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "loaders.caged"],
        env={**kept, **cage.FRUGAL, **settings.as_environment()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(order).encode() + b"\n")
    child.stdin.close()
    heard, ends = b"", time.monotonic() + PATIENCE_S
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        while (left := ends - time.monotonic()) > 0:
            if not waiting.select(left):
                break
            block = os.read(child.stdout.fileno(), 1 << 16)
            if not block:
                break
            heard += block
    os.kill(child.pid, signal.SIGKILL)
    stood_s = _stood_in_line(child.pid)
    child.wait()
    child.stdout.close()
    lines = [json.loads(line) for line in heard.splitlines()]
    answers = [line for line in lines if "done" not in line]
    return (answers[-1] if answers else None), stood_s


def _stood_in_line(pid: int) -> float:
    """Return for how many seconds a process was ready and had no processor; 0 if none says."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _of_answer(hostile: Hostile, said: dict[str, Any] | None) -> Iterator[str]:
    if said is None:
        yield "it ended without an answer"
        return
    refusal = said.get("refusal")
    if refusal is None:
        if not hostile.read_because:
            yield "it was not refused"
        told = said.get("report") or {}
        parts = [told.get(name) or 0 for name in ("accepted", "rejected", "already_held")]
        if told.get("read") != sum(parts):
            yield "its rows do not add up"
        return
    if "Error" in refusal or "\n" in refusal.strip() or len(refusal) > LONGEST_SENTENCE:
        yield f"what was said is no sentence: {refusal[:80]!r}"


def _counts(said: dict[str, Any] | None) -> str:
    told = (said or {}).get("report") or {}
    return ", ".join(
        f"{told.get(name, 0)} {name.replace('_', ' ')}"
        for name in ("read", "accepted", "rejected", "already_held")
    )
