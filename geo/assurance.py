"""What an attack reports: what was tried, what was found, and against which threshold.

An attack is a program of ``geo.attacks`` that tries to learn from what is published more than it
should say. They run on any installation, as the login that publishes, and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from geo.errors import NightjarError


@dataclass(frozen=True)
class Finding:
    """One figure of an attack, or of what protection costs."""

    check: str
    tried: str
    found: float | str  # words where there is no figure: why it could not be run
    threshold: str
    passed: bool

    def describe(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        word = "passed" if self.passed else "FAILED"
        return f"{self.check}: tried {self.tried}; found {self.said}; {self.threshold}: {word}"

    @property
    def said(self) -> str:
        """What was found, for a person to read."""
        return self.found if isinstance(self.found, str) else f"{self.found:g}"


Attack = Callable[[Connection], Sequence[Finding]]


def at_most(check: str, tried: str, found: float, limit: float) -> Finding:
    """Return a finding that passes up to a limit."""
    return Finding(check, tried, found, f"at most {limit:g}", found <= limit)


def at_least(check: str, tried: str, found: float, limit: float) -> Finding:
    """Return a finding that passes from a limit on."""
    return Finding(check, tried, found, f"at least {limit:g}", found >= limit)


def not_run(check: str, tried: str, why: str) -> Finding:
    """Return what stands for a check that could not be run: it has not passed."""
    return Finding(check, tried, f"could not be run: {why}", "must be run", passed=False)


@dataclass(frozen=True)
class Section:
    """What belongs together on the page: which danger is tried, in plain words, and on what."""

    title: str
    danger: str
    where: str
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether every finding has passed; a section without any has not."""
        return bool(self.findings) and all(each.passed for each in self.findings)


def tried(title: str, danger: str, where: str, attack: Callable[[], Sequence[Finding]]) -> Section:
    """Run one attack. Whatever keeps it from running, or from finding anything, is a failure.

    What went wrong is told by its kind alone, unless it is a sentence of ours: the words of other
    errors may carry a row.
    """
    try:
        findings = tuple(attack())
        why = "it had nothing to try"
    except NightjarError as error:
        findings, why = (), str(error)
    except Exception as error:
        findings, why = (), f"it ended in {type(error).__name__}"
    return Section(title, danger, where, findings or (not_run(title, danger, why),))
