"""Before and after: did it change where something was done, and did it move next door?

The weighted displacement difference compares the change of a target area with that of a control,
and the change of the ring about it with that of a ring elsewhere; counts are taken for Poisson's.
Below nothing means fewer than there would have been. Sources: Wheeler and Ratcliffe (2018), Crime
Science 7, 11; Bowers and Johnson (2003), Journal of Quantitative Criminology 19, 275-301 (WDQ).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True)
class Change:
    """Events of an area before and after."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class Displacement:
    """The difference that was made, its interval and chance, and the older quotient beside it.

    ``local``: of the target alone; ``moved``: of the ring alone. ``quotient`` is None where a count
    that it divides by is nothing. ``rate_ratio``: of the target over the control, None likewise.
    """

    wdd: float
    standard_error: float
    z: float
    chance: float
    low: float
    high: float
    local: float
    moved: float
    quotient: float | None
    rate_ratio: float | None
    rate_low: float | None
    rate_high: float | None


def displacement(
    target: Change,
    control: Change,
    ring: Change | None = None,
    control_ring: Change | None = None,
    *,
    weights: tuple[float, float] = (1.0, 1.0),
    sure: float = 0.95,
) -> Displacement:
    """Return what came of it. ``weights``: area of target over control, and of ring over its own.

    Raises: ValueError if a ring is given without its control.
    """
    if (ring is None) != (control_ring is None):
        raise ValueError(
            "a displacement ring needs a control ring, and found one without the other"
        )
    none = Change(0, 0)
    ring, control_ring = ring or none, control_ring or none
    local = target.difference - weights[0] * control.difference
    moved = ring.difference - weights[1] * control_ring.difference
    variance = sum(
        weight**2 * (each.before + each.after)
        for weight, each in (
            (1.0, target),
            (weights[0], control),
            (1.0, ring),
            (weights[1], control_ring),
        )
    )
    error = math.sqrt(variance)
    normal = NormalDist()
    z = (local + moved) / error if error else 0.0
    out = normal.inv_cdf((1 + sure) / 2) * error
    rate, rate_low, rate_high = _rate(target, control, normal.inv_cdf((1 + sure) / 2))
    return Displacement(
        local + moved,
        error,
        z,
        2 * normal.cdf(-abs(z)),
        local + moved - out,
        local + moved + out,
        local,
        moved,
        _quotient(target, control, ring),
        rate,
        rate_low,
        rate_high,
    )


def _quotient(target: Change, control: Change, ring: Change) -> float | None:
    if not (control.before and control.after):
        return None
    success = target.after / control.after - target.before / control.before
    moved = ring.after / control.after - ring.before / control.before
    return moved / success if success else None


def _rate(
    target: Change, control: Change, wide: float
) -> tuple[float | None, float | None, float | None]:
    counts = (target.before, target.after, control.before, control.after)
    if not all(counts):
        return None, None, None
    ratio = math.log(target.after / target.before * control.before / control.after)
    error = wide * math.sqrt(sum(1 / count for count in counts))
    return math.exp(ratio), math.exp(ratio - error), math.exp(ratio + error)
