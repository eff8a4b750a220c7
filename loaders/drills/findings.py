"""What came of the drills of faults: how often, at which stage, and what should not have been."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

READY_WITHIN_S = 10.0  # a server that was killed must let people in again


@dataclass(frozen=True)
class Finding:
    """What came of one kind of fault.

    ``stages``: how many faults fell at which stage of a transaction; ``ready_s``: seconds until a
    server that was killed let people in again; ``faults``: what should not have been.
    """

    drill: str
    times: int
    interrupted: int
    faults: tuple[str, ...]
    stages: dict[str, int] = field(default_factory=dict)
    ready_s: tuple[float, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing was lost, and the server was there again in time."""
        return not self.faults and max(self.ready_s, default=0.0) <= READY_WITHIN_S

    def describe(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self) | {"passed": self.passed}

    @property
    def verdict(self) -> str:
        """Say in a line what came of it."""
        late = max(self.ready_s, default=0.0)
        said = list(self.faults)
        if late > READY_WITHIN_S:
            said.append(f"the server must be ready within {READY_WITHIN_S:.0f} s, took {late:.1f}")
        return "; ".join(said) or "passed"


@dataclass
class Tally:
    """What faults of one kind have come to so far."""

    name: str
    times: int = 0
    interrupted: int = 0
    faults: list[str] = field(default_factory=list)
    stages: Counter[str] = field(default_factory=Counter)
    ready_s: list[float] = field(default_factory=list)

    def finding(self) -> Finding:
        """Return it as what came of the drill."""
        return Finding(
            *(self.name, self.times, self.interrupted, tuple(dict.fromkeys(self.faults))),
            *(dict(self.stages), tuple(round(each, 2) for each in self.ready_s)),
        )
