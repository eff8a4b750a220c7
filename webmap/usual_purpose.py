"""What most people of an audience come for, which one press states."""

from __future__ import annotations

from geo.audit import Purpose
from webmap.audience import Audience

# the record shows the reason as the usual one
USUAL = {
    Audience.ANALYST: ("analysis", "Review flagged premises", "usual: review of flagged premises"),
    Audience.OFFICER: ("licensing", "Plan licensing visits", "usual: planning licensing visits"),
}


def usual(audience: Audience) -> Purpose:
    """Return the usual purpose of an audience. Raises: KeyError if it has none."""
    code, _, reason = USUAL[audience]
    return Purpose(code, reason=reason)
