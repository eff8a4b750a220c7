"""The moment of a fault: inside the transaction of a load or a publication, and at which stage.

A command needs a second or two before it begins its transaction, and half a second after; a fault
there proves little. So the owner's connection looks on, the fault waits until the transaction is
open, and then for a random part of the time that it takes undisturbed.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from geo.database import engine, query
from geo.errors import SetupError
from geo.settings import Settings

OUTSIDE = "outside its transaction"
LOOK_EACH_S = 0.002
SHORT_S = 0.02
MOST = 0.9  # of the time that it takes undisturbed: later, many a transaction would have ended

Look = Callable[[], str | None]


@dataclass(frozen=True)
class Pace:
    """How long a transaction takes undisturbed, and each stage of it, in seconds."""

    transaction: float
    stages: dict[str, float]

    def part(self, stage: str | None) -> float:
        """Return how long a stage takes; ``None``: the whole transaction."""
        return self.transaction if stage is None else self.stages.get(stage, 0.0)


@contextmanager
def looking(settings: Settings, login: str) -> Iterator[Look]:
    """Give what tells the stage of the login's transaction; None while there is none."""
    # of one transaction, PostgreSQL would show the same moment again and again
    found = engine(settings).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with found.connect() as connection:
            yield lambda: connection.scalar(query("at_work"), {"login": login})
    finally:
        found.dispose()


def pace_of(look: Look, process: subprocess.Popen[str]) -> Pace:
    """Watch a command to its end. Raises: SetupError if its transaction was not seen."""
    seen: Counter[str] = Counter()
    last = time.monotonic()
    while process.poll() is None:
        stage, now = look(), time.monotonic()
        if stage is not None:
            seen[stage] += round((now - last) * 1_000_000)
        last = now
        time.sleep(LOOK_EACH_S)
    if not seen:
        raise SetupError("the command's transaction must be seen from another connection: none was")
    stages = {stage: lasts / 1_000_000 for stage, lasts in seen.items()}
    return Pace(sum(stages.values()), stages)


def moment(
    look: Look,
    process: subprocess.Popen[str],
    pace: Pace,
    stage: str | None,
    chance: random.Random,
    missed: int = 0,
) -> str:
    """Wait for a random moment of a transaction, or of one stage, and return the stage it is at.

    The transaction may have ended by then, since no two runs take the same time. ``missed``: how
    often one had; the machine is less busy than when its pace was taken, and each time half as long
    is waited. A stage is looked for without a rest: one may last a thousandth of a second.
    """
    lasts = chance.uniform(0, MOST * pace.part(stage) / 2**missed)
    while process.poll() is None:
        now = look()
        if now is not None and stage in (None, now):
            if stage is not None and lasts < SHORT_S:
                return now  # another look would take longer than there is
            time.sleep(lasts)
            break
        if stage is None:
            time.sleep(LOOK_EACH_S)
    return look() or OUTSIDE
