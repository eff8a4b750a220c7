"""One thing that ``nightjar doctor`` looked at: how it is, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

WELL, ATTEND, WRONG = "well", "attend", "wrong"


@dataclass(frozen=True)
class Line:
    """What was looked at, how it is, and what to do about it."""

    check: str
    state: str
    found: str
    do: str = ""

    def describe(self) -> dict[str, str]:
        """Return it as plain values, for JSON."""
        return asdict(self)
