"""Exact tails of chance, and the correction for asking it many times.

Only sums, products and quotients of numbers are taken, in a set order: these are the same to the
last bit on any machine, which logarithms and gamma functions of its mathematics library are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.alike import alike

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

SMALLEST = 1e-300
_NEGLIGIBLE = 1e-17  # below this a term no longer changes a sum


def binomial_tail(seen: Wholes, trials: Wholes, part: Wholes, whole: Wholes) -> Numbers:
    """Return the chance of ``seen`` or more among ``trials``, each with chance ``part / whole``.

    The exact tail that dealing the trials anew without end would come to: what was seen is counted
    in it, so that it is never 0. Terms are taken from ``seen`` on, as multiples of its own.
    """
    first, which = alike(seen, trials, part, whole)
    return _tail(seen[first], trials[first], part[first], whole[first])[which]


def _tail(seen: Wholes, trials: Wholes, part: Wholes, whole: Wholes) -> Numbers:
    tail = np.ones(len(seen))
    sure = (seen <= 0) | (part >= whole)
    never = ~sure & ((part <= 0) | (seen > trials))
    tail[never] = SMALLEST
    asked = np.flatnonzero(~sure & ~never)
    if len(asked):
        odds = part[asked] / (whole[asked] - part[asked])
        above = _sum(seen[asked], trials[asked], odds, up=True)
        below = _sum(seen[asked], trials[asked], odds, up=False)
        with np.errstate(invalid="ignore"):
            found = (1 + above) / (1 + above + below)
        # both past counting: what was seen is far below what is usual
        tail[asked] = np.where(np.isnan(found), 1.0, np.maximum(found, SMALLEST))
    return tail


def _sum(seen: Wholes, trials: Wholes, odds: Numbers, *, up: bool) -> Numbers:
    """Return the terms above or below ``seen``, together, as multiples of the term at it."""
    total, term = np.zeros(len(seen)), np.ones(len(seen))
    at = seen.copy()
    going = np.arange(len(seen))
    with np.errstate(over="ignore"):
        while len(going):
            here, most = at[going], trials[going]
            if up:
                step = (most - here) / (here + 1.0) * odds[going]
                at[going] += 1
            else:
                step = here / ((most - here + 1.0) * odds[going])
                at[going] -= 1
            term[going] *= step
            total[going] += term[going]
            # past the largest term they only fall
            more = (step >= 1) | (term[going] > _NEGLIGIBLE * total[going])
            inside = (at[going] < most) if up else (at[going] > 0)
            going = going[more & inside & np.isfinite(total[going])]
    return total


def adjusted(chances: Numbers) -> Numbers:
    """Return Benjamini and Hochberg's adjusted chances, over all that were asked.

    Those at or below q hold, in the long run, at most q of false ones.
    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    if not len(chances):
        return chances
    order = np.argsort(chances, kind="stable")
    scaled = chances[order] * len(chances) / np.arange(1, len(chances) + 1)
    least = np.minimum.accumulate(scaled[::-1])[::-1]
    found = np.empty(len(chances))
    found[order] = np.minimum(least, 1.0)
    return found
