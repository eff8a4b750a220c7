"""What became of every row of a load, counted so that it adds up, and said in plain words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from geo.reasons import REASONS

__all__ = ["NOTHING_READ", "REASONS", "Reject", "Report", "total"]


# what a script finds of a file that was refused before a row was read
NOTHING_READ: dict[str, Any] = {
    **dict.fromkeys(("read", "blank", "accepted", "rejected", "already_held"), 0),
    "reasons": {},
}


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was turned away: its line, the column at fault, why, and what kind of thing."""

    line: int
    column: str
    reason: str
    found: str
    part: str = ""  # which of several files that were loaded as one


@dataclass
class Report:
    """The account of one load. ``read`` = ``accepted`` + ``rejected`` + ``already_held``."""

    kind: str
    file: str
    read: int = 0
    blank: int = 0
    accepted: int = 0
    already_held: int = 0
    rejects: list[Reject] = field(default_factory=list)
    issues: Counter[tuple[str, str]] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    facts: dict[str, Any] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    mapping: dict[str, list[str]] = field(default_factory=dict)
    told_by: dict[str, str] = field(default_factory=dict)  # how each column was told
    unused: list[str] = field(default_factory=list)  # columns that nothing was read from
    encoding: str | None = None
    data_from: dt.date | None = None
    data_to: dt.date | None = None
    state: str = "loaded"
    load: str | None = None
    seconds: float = 0.0
    stored: dict[str, Any] | None = None

    @property
    def rejected(self) -> int:
        """The rows turned away: a row with several faults is one row."""
        return len({(reject.part, reject.line) for reject in self.rejects})

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were turned away for each reason, the first of each row counting."""
        first: dict[tuple[str, int], str] = {}
        for reject in self.rejects:
            first.setdefault((reject.part, reject.line), reject.reason)
        return dict(sorted(Counter(first.values()).items()))

    def adds_up(self) -> bool:
        """Whether every row read is accounted for."""
        return self.read == self.accepted + self.rejected + self.already_held

    def describe(self) -> dict[str, Any]:
        """Return the account as plain values, for JSON."""
        if self.stored is not None:
            return self.stored
        by_column = Counter((reject.column, reject.reason) for reject in self.rejects)
        return {
            "load": self.load,
            "kind": self.kind,
            "file": self.file,
            "state": self.state,
            "read": self.read,
            "blank": self.blank,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "already_held": self.already_held,
            "reasons": self.reasons,
            "rejected_by_column": _pairs(by_column),
            "issues": _pairs(self.issues),
            "placed": dict(sorted(self.placed.items())),
            "mapping": self.mapping,
            "told_by": self.told_by,
            "unused": self.unused,
            "encoding": self.encoding,
            "data_from": self.data_from.isoformat() if self.data_from else None,
            "data_to": self.data_to.isoformat() if self.data_to else None,
            "notices": self.notices,
            "seconds": round(self.seconds, 3),
            **self.facts,
        }


def _pairs(counted: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"column": column, "reason": reason, "rows": rows}
        for (column, reason), rows in sorted(counted.items())
    ]


def total(reports: list[Report]) -> dict[str, Any]:
    """Return one account of several files that were loaded together."""
    described = [report.describe() for report in reports]
    if len(described) == 1:
        return described[0]
    summed: dict[str, Any] = {
        name: sum(each[name] for each in described)
        for name in ("read", "blank", "accepted", "rejected", "already_held")
    }
    reasons: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for each in described:
        reasons.update(each["reasons"])
        placed.update(each["placed"])
    states = {each["state"] for each in described}
    return {
        "kind": described[0]["kind"],
        "state": states.pop() if len(states) == 1 else "loaded",
        **summed,
        "reasons": dict(sorted(reasons.items())),
        "placed": dict(sorted(placed.items())),
        "notices": list(dict.fromkeys(note for each in described for note in each["notices"])),
        "seconds": round(sum(each["seconds"] for each in described), 3),
        "files": described,
    }
