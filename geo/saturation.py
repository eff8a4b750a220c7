"""What share of all premises a radius catches: a flag that most premises have tells little.

Premises and places where children are found both lie in town centres, so a wide radius in a small
town catches nearly everything. Whoever reads a list must be told before drawing on it.
"""

from __future__ import annotations

# from here on the radius does not tell premises apart; the field's own rule of thumb
SATURATED = 0.25


def share(premises: int, tested: int) -> float:
    """Return the share of the premises looked at that were flagged, from 0 to 1; 0 if none were."""
    return premises / tested if tested else 0.0


def warning(premises: int, tested: int) -> str:
    """Say that a run flagged so many that a flag tells little by itself; nothing if it did not."""
    flagged = share(premises, tested)
    if flagged <= SATURATED:
        return ""
    return (
        f"{flagged:.0%} of all premises looked at are this near to a repeat location, so being "
        "listed tells little by itself: begin with the nearest band, or ask with a smaller radius."
    )
