"""Whether an adjusted count changed between two quarters, or only seems to have.

Both counts were adjusted by a key, so a small difference may be the key's alone. Counts under
``SMALLEST`` are not compared: they vary so much by chance that any word would mislead.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from geo.perturbation import changes, noise_variance

SMALLEST = 10


class Trend(StrEnum):
    """What may be said of two counts of the same thing."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_COMPARED = "not compared"


def trend(before: int | None, now: int | None) -> Trend:
    """Return what may be said of two adjusted counts; None is a count that is not shown.

    A change is told when the difference is more than twice its own standard deviation, were the
    true counts equal: |difference| > 2 x sqrt(2 x variance of the adjustment).
    """
    if before is None or now is None:
        return Trend.NOT_COMPARED
    difference = now - before
    if min(before, now) < SMALLEST or difference**2 <= _least_squared():
        return Trend.NO_CLEAR_CHANGE
    return Trend.HIGHER if difference > 0 else Trend.LOWER


def by_adjustment_alone() -> Fraction:
    """Return how often two equal counts of children who share no key seem to have changed."""
    shares = changes()
    return sum(
        (
            before_share * now_share
            for before, before_share in shares.items()
            for now, now_share in shares.items()
            if (now - before) ** 2 > _least_squared()
        ),
        Fraction(),
    )


def _least_squared() -> Fraction:
    return 4 * 2 * noise_variance()  # squared, since a root is no fraction
