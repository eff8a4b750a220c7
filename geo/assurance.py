"""What an attack reports: what was tried, what was found, and against which threshold.

An attack is a program of ``geo.attacks`` that tries to learn from what is published more than it
should say. They run on any installation, as the login that publishes, and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection


@dataclass(frozen=True)
class Finding:
    """One figure of an attack, or of what protection costs."""

    check: str
    tried: str
    found: float
    threshold: str
    passed: bool

    def describe(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        word = "passed" if self.passed else "FAILED"
        return f"{self.check}: tried {self.tried}; found {self.found:g}; {self.threshold}: {word}"


Attack = Callable[[Connection], Sequence[Finding]]


def at_most(check: str, tried: str, found: float, limit: float) -> Finding:
    """Return a finding that passes up to a limit."""
    return Finding(check, tried, found, f"at most {limit:g}", found <= limit)


def at_least(check: str, tried: str, found: float, limit: float) -> Finding:
    """Return a finding that passes from a limit on."""
    return Finding(check, tried, found, f"at least {limit:g}", found >= limit)
