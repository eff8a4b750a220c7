"""Whether one kind of place lies among another more than among all: the colocation quotient.

1 means as often as anybody; above 1, more. The chance is by dealing the kinds anew among all
places, which keeps where places are. Sources: Leslie and Kronenfeld (2011), Geographical Analysis
43, 306-326; Cromley and others (2014), Annals of the AAG 104, 1193-1206 (local).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from geo.analysis.rounds import rounds
from geo.errors import QuestionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_CRUMB = 1e-12  # what sums in another order may differ by


@dataclass(frozen=True)
class About:
    """A quotient and its chance over all places, and for each of them with how far it looked."""

    quotient: float
    chance: float
    local: Numbers
    chances: Numbers
    reach_m: Numbers


@dataclass(frozen=True)
class Colocation:
    """The quotient over all, its chance, and the quotient about each place of the first kind."""

    quotient: float
    chance: float
    local: Numbers


def about_places(
    places: Numbers,
    premises: Numbers,
    among: Flags,
    *,
    neighbours: int = 10,
    shuffles: int = 999,
    seed: int = 1,
) -> About:
    """Return how far premises ``among`` a kind are over-represented about places of another sort.

    Neighbours are the nearest premises, weighted by a Gaussian whose bandwidth is the furthest of
    them; the quotient is their share of the kind over that of all premises. Chance deals the kind
    anew among all premises, and counts what was seen (Wang and others (2017), Annals of the AAG
    107, 638-654). Raises: QuestionError if there is no place, none of the
    kind, or too few premises.
    """
    if not len(places) or not among.any() or len(premises) < neighbours:
        raise QuestionError(
            f"colocation needs places, premises of the kind and at least {neighbours} premises, "
            f"found {len(places)}, {int(among.sum())} and {len(premises)}"
        )
    apart, near = cKDTree(premises).query(places, neighbours)
    apart, near = apart.reshape(-1, neighbours), near.reshape(-1, neighbours)
    weight = np.exp(-0.5 * (apart / np.maximum(apart[:, -1:], 1e-9)) ** 2)
    weight /= weight.sum(axis=1, keepdims=True)
    usual = among.mean()
    local = (weight * among[near]).sum(axis=1) / usual
    whole, over_all, over_each = float(local.mean()), 1, np.ones(len(places), np.int64)
    draw = np.random.default_rng(seed)
    for _ in rounds(shuffles):
        dealt = (weight * draw.permutation(among)[near]).sum(axis=1) / usual
        over_each += dealt >= local - _CRUMB
        over_all += float(dealt.mean()) >= whole - _CRUMB
    every = shuffles + 1
    return About(whole, over_all / every, local, over_each / every, apart[:, -1])


def colocation(
    points: Numbers,
    of: Flags,
    among: Flags,
    *,
    neighbours: int = 10,
    shuffles: int = 999,
    seed: int = 1,
) -> Colocation:
    """Return how far places ``of`` a kind have places ``among`` another near them.

    The ``neighbours`` nearest are weighted by a Gaussian whose bandwidth is the furthest of them.
    Raises: QuestionError if a kind has no place, or there are no more places than neighbours.
    """
    if not of.any() or not among.any() or len(points) <= neighbours:
        raise QuestionError(
            f"colocation needs places of both kinds and more than {neighbours} places, found "
            f"{int(of.sum())} and {int(among.sum())} of {len(points)}"
        )
    apart, near = cKDTree(points).query(points[of], neighbours + 1)
    own = near == np.flatnonzero(of)[:, None]
    # where several places share a point, a place may not be first among its own neighbours
    own[~own.any(axis=1), -1] = True
    apart, near = (each[~own].reshape(-1, neighbours) for each in (apart, near))
    width = np.maximum(apart[:, -1:], 1e-9)
    weight = np.exp(-0.5 * (apart / width) ** 2)
    weight /= weight.sum(axis=1, keepdims=True)

    def quotients(kind: Flags) -> Numbers:
        usual = (among.sum() - among[of]) / (len(points) - 1)
        share = (weight * kind[near]).sum(axis=1)
        return np.asarray(np.divide(share, usual, out=np.full(len(share), np.nan), where=usual > 0))

    local = quotients(among)
    whole = float(np.nanmean(local))
    draw = np.random.default_rng(seed)
    reached = sum(
        float(np.nanmean(quotients(draw.permutation(among)))) >= whole for _ in rounds(shuffles)
    )
    return Colocation(whole, (reached + 1) / (shuffles + 1), local)
