"""The drill of faults: whatever is killed, cut off or sent twice, the end state is the same.

A database is loaded and published undisturbed; others, with a fault at a moment of chance in each
step. After each fault the state is what it was before the step or after it, and never between; at
the end both have one hash.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geo.database import LOADER, PUBLISHER
from loaders.drills.findings import Finding, Tally
from loaders.drills.ground import QUARTER, Ground, load_line, said_in_a_sentence
from loaders.drills.moments import OUTSIDE, Pace, looking, moment, pace_of

FIRST = 6  # deliveries that are also sent truncated, twice, and in another order
PUBLISH = ("cells", "publish", "--quarter", QUARTER)
LARGE = 1_000_000  # the number of the one delivery that is large
ROWS = 100_000  # of that: enough for a load that makes the indexes of episodes anew
# every other fault falls at any moment of the transaction, the others in one stage of it: some
# stages are so short that chance alone would hardly ever meet them
OF_LARGE = (None, "commit", None, "indexes", None, "copying", None, "reading")
OF_DELIVERY = (None, "statements", None, "commit")
OF_PUBLICATION = (None, "commit", None, "statements")
EACH_OF_LARGE = 3  # large loads to each delivery: one that is cut off needs no second run


@dataclass(frozen=True)
class Plan:
    """How often each fault is had, and how many episodes the large load has."""

    kills: int = 20
    server_kills: int = 10
    rows: int = ROWS

    @property
    def cuts(self) -> int:
        """How often a connection is cut."""
        return max(self.kills // 4, 1)

    @property
    def deliveries(self) -> int:
        """How many loads of a delivery of its own meet a fault: the others are large."""
        each = (self.kills, self.cuts, self.server_kills)
        return max(sum(times // (EACH_OF_LARGE + 1) for times in each), FIRST)


# what a fault does; seconds until the server was ready again, if it ended it
Fault = Callable[[Ground, "subprocess.Popen[str]", str], float | None]


@dataclass(frozen=True)
class Step:
    """A command that a fault meets, its pace, and the states before and after it."""

    ground: Ground
    line: tuple[str, ...]
    login: str
    pace: Pace
    before: str
    whole: str


@dataclass
class Drill:
    """One run: the ground, the chance, how long things take undisturbed and what they come to.

    ``ground`` holds all that comes before episodes, and is copied. ``states``: the undisturbed
    states, before the first delivery and after each. ``published`` and ``large``: after the
    publication, and after the large load.
    """

    ground: Ground
    chance: random.Random
    plan: Plan
    paces: dict[str, Pace]
    states: list[str]
    published: str
    large: str
    given: int = 0  # how many deliveries the database with faults has had

    @classmethod
    def begin(cls, ground: Ground, plan: Plan, seed: int) -> Drill:
        """Load and publish undisturbed, beside the databases that faults will meet."""
        ground.prepare()
        quiet, paces = ground.copy("undisturbed"), {}
        states = [quiet.state()]
        for number in range(plan.deliveries):
            paces["delivery"] = _pace(quiet, load_line(quiet.delivery(number)), LOADER)
            states.append(quiet.state())
        paces["publish"] = _pace(quiet, PUBLISH, PUBLISHER)
        published = quiet.state()
        quiet.drop()
        quiet = ground.copy("undisturbed")
        line = load_line(ground.delivery(LARGE, plan.rows))
        paces["large"] = _pace(quiet, line, LOADER)
        large = quiet.state()
        quiet.drop()
        # nothing is kept secret by this chance, and the same seed must give the same drill
        chance = random.Random(seed)  # noqa: S311
        return cls(ground, chance, plan, paces, states, published, large)

    def run(self) -> Iterator[Finding]:
        """Do every drill, and yield what came of each."""
        yield self.deliveries(self.ground.copy("deliveries"))
        self.ground.copy("large")
        faulty, plan = self.ground.copy("faulty"), self.plan
        yield self.loads(faulty, "the loader is killed", plan.kills, _kill)
        yield self.loads(faulty, "the loader's connection is lost", plan.cuts, _cut_off)
        yield self.loads(faulty, "the server is killed in a load", plan.server_kills, _kill_server)
        yield self.loads(faulty, "the server is restarted in a load", 1, _restart)
        for number in range(self.given, len(self.states) - 1):
            faulty.load(faulty.delivery(number))
        yield self.publishing(faulty, "the publisher is killed", plan.kills, _kill)
        yield self.publishing(faulty, "the publisher's connection is lost", plan.cuts, _cut_off)
        killed = max(plan.server_kills // 4, 1)
        yield self.publishing(faulty, "the server is killed in a publication", killed, _kill_server)
        yield self.end(faulty)

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
        if before != self.states[FIRST]:
            faults.append("another order of deliveries came to another state")
        ground.drop()
        name = "deliveries truncated, repeated, overlapping and out of order"
        return Finding(name, FIRST, cut, tuple(dict.fromkeys(faults)))

    def loads(self, faulty: Ground, name: str, times: int, fault: Fault) -> Finding:
        """Have a fault in the middle of loads: of deliveries, each then loaded, and of a large one.

        The large one meets a database without episodes again and again, until a load came to its
        end; every fourth fault is for a delivery.
        """
        tally = Tally(name)
        for turn in range(1, times + 1):
            delivery, left = divmod(turn, EACH_OF_LARGE + 1)
            if left:
                self._meet_large(tally, OF_LARGE[(turn - 1 - delivery) % len(OF_LARGE)], fault)
            else:
                stage = OF_DELIVERY[(delivery - 1) % len(OF_DELIVERY)]
                self._meet_delivery(faulty, tally, stage, fault)
        return tally.finding()

    def _meet_large(self, tally: Tally, stage: str | None, fault: Fault) -> None:
        ground = self.ground.named("large")
        line = load_line(ground.delivery(LARGE, self.plan.rows))
        step = Step(ground, line, LOADER, self.paces["large"], self.states[0], self.large)
        if self._meet(step, tally, stage, fault):
            self.ground.copy("large")

    def _meet_delivery(self, ground: Ground, tally: Tally, stage: str | None, fault: Fault) -> None:
        line = load_line(ground.delivery(self.given))
        before, whole = self.states[self.given : self.given + 2]
        self.given += 1
        step = Step(ground, line, LOADER, self.paces["delivery"], before, whole)
        if not self._meet(step, tally, stage, fault):
            ground.must(*line)
            if ground.state() != whole:
                tally.faults.append("a load after one that was interrupted came to another state")

    def publishing(self, loaded: Ground, name: str, times: int, fault: Fault) -> Finding:
        """Have a fault in the middle of publications; one that came to its end is final.

        The next fault then meets a copy of what was loaded, of which nothing is published.
        """
        tally, ground = Tally(name), loaded.copy("publication")
        step = Step(
            *(ground, PUBLISH, PUBLISHER, self.paces["publish"], self.states[-1], self.published),
        )
        for turn in range(times):
            stage = OF_PUBLICATION[turn % len(OF_PUBLICATION)]
            if self._meet(step, tally, stage, fault):
                loaded.copy("publication")
        return tally.finding()

    def _meet(self, step: Step, tally: Tally, stage: str | None, fault: Fault) -> bool:
        """Begin a command, have the fault inside its transaction, and judge what is left.

        Whether all of its work is there.
        """
        ground, process = step.ground, step.ground.begin(*step.line)
        with looking(ground.settings, step.login) as look:
            missed = tally.stages[OUTSIDE]
            at = moment(look, process, step.pace, stage, self.chance, missed)
        ready = fault(ground, process, step.login)
        done = ground.end_of(process)
        ground.settled(step.login)
        after = ground.state()
        tally.times += 1
        tally.stages[at] += 1
        tally.interrupted += done.code != 0
        tally.ready_s += [] if ready is None else [ready]
        if done.hung:
            tally.faults.append("a command that was interrupted did not end")
        if done.code == 1 and not said_in_a_sentence(done):
            tally.faults.append(f"an interrupted command said so in no sentence: {done.said!r}")
        if after not in (step.before, step.whole):
            tally.faults.append("an interrupted command left a part of its work")
        if done.code == 0 and after != step.whole:
            tally.faults.append("a command said that it had ended well, and its work is not there")
        return after == step.whole

    def end(self, faulty: Ground) -> Finding:
        """Do what is left undisturbed where faults were, and compare with where none was."""
        published, large = self.ground.named("publication"), self.ground.named("large")
        published.must(*PUBLISH)
        large.load(large.delivery(LARGE, self.plan.rows))
        same = (published.state(), large.state()) == (self.published, self.large)
        for ground in (published, large, faulty):
            ground.drop()
        fault = () if same else ("the end state is another",)
        return Finding("the end state is that of the undisturbed run", 1, 0, fault)


def _pace(ground: Ground, line: tuple[str, ...], login: str) -> Pace:
    process = ground.begin(*line)
    with looking(ground.settings, login) as look:
        pace = pace_of(look, process)
    ground.succeeded(ground.end_of(process), line)
    return pace


def _kill(_ground: Ground, process: subprocess.Popen[str], _login: str) -> None:
    process.kill()


def _cut_off(ground: Ground, _process: subprocess.Popen[str], login: str) -> None:
    ground.end_sessions(login)


def _kill_server(ground: Ground, _process: subprocess.Popen[str], _login: str) -> float:
    return ground.kill_server()


def _restart(ground: Ground, _process: subprocess.Popen[str], _login: str) -> None:
    ground.cluster.stop()
    ground.started()
