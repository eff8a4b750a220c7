"""The drill of faults: whatever is killed, cut off or sent twice, the end state is the same.

A database is loaded and published undisturbed; another, with a fault at a moment of chance in each
step. After each fault the state is what it was before the step or after it, and never between; at
the end both have one hash.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from geo.database import LOADER, PUBLISHER
from loaders.drills.ground import QUARTER, Done, Ground, load_line, said_in_a_sentence

FIRST = 6  # deliveries that are also sent truncated, twice, and in another order
PUBLISH = ("cells", "publish", "--quarter", QUARTER)


@dataclass(frozen=True)
class Plan:
    """How often each fault is had."""

    kills: int = 20
    server_kills: int = 5

    @property
    def cuts(self) -> int:
        """How often a connection is cut."""
        return max(self.kills // 4, 1)

    @property
    def loads(self) -> int:
        """How many loads meet a fault: each of a delivery of its own."""
        return self.kills + self.cuts + self.server_kills + 1


@dataclass(frozen=True)
class Finding:
    """What came of one kind of fault. ``faults``: what should not have been."""

    drill: str
    times: int
    interrupted: int
    faults: tuple[str, ...]

    def describe(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self) | {"passed": not self.faults}


Fault = Callable[["Drill", "subprocess.Popen[str]", str], None]


@dataclass
class Drill:
    """One run: the ground, the chance, and how long each command takes undisturbed, in seconds.

    ``early`` and ``whole`` are the undisturbed states after the first deliveries and at the end.
    """

    ground: Ground
    chance: random.Random
    plan: Plan
    lasts: dict[str, float]
    early: str
    whole: str
    given: int = 0  # how many deliveries the database with faults has had

    @classmethod
    def begin(cls, ground: Ground, plan: Plan, seed: int) -> Drill:
        """Load and publish undisturbed, beside the database that faults will meet."""
        quiet = ground.other("undisturbed")
        quiet.prepare()
        lasts, early = {"load": 0.0, "publish": 0.0}, ""
        for number in range(max(plan.loads, FIRST)):
            if number == FIRST:
                early = quiet.state()
            lasts["load"] = _seconds(quiet, *load_line(quiet.delivery(number)))
        early = early or quiet.state()
        lasts["publish"] = _seconds(quiet, *PUBLISH)
        # nothing is kept secret by this chance, and the same seed must give the same drill
        chance = random.Random(seed)  # noqa: S311
        return cls(ground, chance, plan, lasts, early, quiet.state())

    def run(self) -> Iterator[Finding]:
        """Do every drill, and yield what came of each."""
        first = self.ground.other("deliveries")
        first.prepare()
        yield self.deliveries(first)
        self.ground.prepare()
        plan = self.plan
        yield self.loads("the loader is killed", plan.kills, _kill)
        yield self.loads("the loader's connection is lost", plan.cuts, _cut_off)
        yield self.loads("the server is killed in a load", plan.server_kills, _kill_server)
        yield self.loads("the server is restarted in a load", 1, _restart)
        for number in range(self.given, FIRST):
            self.ground.load(self.ground.delivery(number))
        yield self.publishing("the publisher is killed", plan.kills, _kill)
        yield self.publishing("the publisher's connection is lost", plan.cuts, _cut_off)
        yield self.publishing("the server is killed in a publication", 1, _kill_server)
        self.ground.must(*PUBLISH)
        fault = () if self.ground.state() == self.whole else ("the end state is another",)
        yield Finding("the end state is that of the undisturbed run", 1, 0, fault)

    def deliveries(self, ground: Ground) -> Finding:
        """Send deliveries truncated, in another order, and twice: they overlap one another."""
        faults, cut = [], 0
        order = list(range(FIRST))
        self.chance.shuffle(order)
        for number in order:
            path, before = ground.delivery(number), ground.state()
            whole = path.read_bytes()
            part = path.with_name(f"part_{path.name}")
            end = self.chance.randrange(len(whole) // 4, len(whole) - 2)
            part.write_bytes(whole[:end].rstrip(b"\r\n"))
            done = ground.run(*load_line(part))
            cut += done.code == 1
            if done.code == 1 and ground.state() != before:
                faults.append("a truncated delivery that was refused left something")
            if done.code not in (0, 1) or (done.code == 1 and not said_in_a_sentence(done)):
                faults.append("a truncated delivery was refused in no sentence")
            ground.load(path)
        before = ground.state()
        for number in self.chance.sample(order, 2):
            ground.load(ground.delivery(number))
        if ground.state() != before:
            faults.append("a delivery that was sent again changed something")
        if before != self.early:
            faults.append("another order of deliveries came to another state")
        name = "deliveries truncated, repeated, overlapping and out of order"
        return Finding(name, FIRST, cut, tuple(dict.fromkeys(faults)))

    def loads(self, name: str, times: int, fault: Fault) -> Finding:
        """Have a fault in the middle of loads, each of a delivery of its own; then load it."""
        faults: list[str] = []
        interrupted = 0
        for _ in range(times):
            line = load_line(self.ground.delivery(self.given))
            self.given += 1
            interrupted += self._faulty(line, self.lasts["load"], LOADER, fault, faults)
            self.ground.must(*line)
        return Finding(name, times, interrupted, tuple(dict.fromkeys(faults)))

    def publishing(self, name: str, times: int, fault: Fault) -> Finding:
        """Have a fault in the middle of publications, until one came to its end: it is final."""
        faults: list[str] = []
        interrupted = tried = 0
        while tried < times:
            tried += 1
            cut = self._faulty(PUBLISH, self.lasts["publish"], PUBLISHER, fault, faults)
            interrupted += cut
            if not cut:
                break
        return Finding(name, tried, interrupted, tuple(dict.fromkeys(faults)))

    def _faulty(
        self,
        line: tuple[str, ...],
        lasts: float,
        login: str,
        fault: Fault,
        faults: list[str],
    ) -> bool:
        """Begin a command, have the fault at a moment of chance, and judge what is left.

        Whether it was interrupted: False if it had come to its end before.
        """
        ground, before = self.ground, self.ground.state()
        process = ground.begin(*line)
        time.sleep(self.chance.uniform(0.3, 0.95) * lasts)
        fault(self, process, login)
        done = ground.end_of(process)
        ground.settled(login)
        after = ground.state()
        if done.code == 0:
            return False
        if done.code == 1 and not said_in_a_sentence(done):
            faults.append("a command that was interrupted said so in no sentence")
        if after != before and not self._came_to_its_end(line, after):
            faults.append("an interrupted command left a part of its work")
        return True

    def _came_to_its_end(self, line: tuple[str, ...], after: str) -> bool:
        """Whether a command that was killed had committed: doing it again changes nothing."""
        again: Done = self.ground.run(*line)
        return again.code == 0 and self.ground.state() == after


def _seconds(ground: Ground, *line: str) -> float:
    began = time.monotonic()
    ground.must(*line)
    return time.monotonic() - began


def _kill(_drill: Drill, process: subprocess.Popen[str], _login: str) -> None:
    process.kill()


def _cut_off(drill: Drill, process: subprocess.Popen[str], login: str) -> None:
    ends = time.monotonic() + 2 * sum(drill.lasts.values())
    while process.poll() is None and time.monotonic() < ends:
        if drill.ground.end_sessions(login):
            return


def _kill_server(drill: Drill, process: subprocess.Popen[str], _login: str) -> None:
    drill.ground.kill_server()
    process.poll()


def _restart(drill: Drill, process: subprocess.Popen[str], _login: str) -> None:
    drill.ground.cluster.stop()
    drill.ground.started()
    process.poll()
