"""Is it chance? What recurs near premises, against a null that keeps the town's form.

The null. The visits of a stratum (places of one centre, with premises about as dense round them)
are dealt anew: each falls to a premises of any kind, all alike, and is recorded at one of the
points round it. At a place then lies a binomial number of them, so the tail is exact: it is what
dealing without end would come to. A child counts at most ``child_visits`` times at a place, since
one child's habit is not the place's.

A premises is as unusual as the most unusual place within its reach, times the number of places it
might have been near; and Benjamini and Hochberg's correction is taken over all premises tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.analysis import centres, divided
from geo.analysis.alike import alike
from geo.analysis.tails import adjusted, binomial_tail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wholes = NDArray[np.int64]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Terms:
    """The terms of the test; distances in metres. They are dated rows of the database."""

    reach_m: int
    spread_m: int
    centre_link_m: int
    centre_premises: int
    density_classes: int
    class_places: int
    child_visits: int
    false_discovery: float


@dataclass(frozen=True)
class Visits:
    """Where episodes were in the window: a row for each episode at each of its points.

    ``child`` is any number that is one child's own; who is not known is a child apart.
    """

    point: Wholes
    episode: Wholes
    child: Wholes


@dataclass(frozen=True)
class Tested:
    """What came of it, a row for each premises; ``place`` is -1 where none is within reach."""

    place: Wholes
    places: Wholes
    near: Wholes
    seen: Wholes
    expected: Numbers
    chance: Numbers
    adjusted: Numbers
    strata: int
    compared: int
    left_out: int

    def unusual(self, false_discovery: float) -> NDArray[np.bool_]:
        """Which premises are unusual, with at most this share of false ones in the long run."""
        return self.adjusted <= false_discovery

    def expected_by_chance(self, false_discovery: float) -> float:
        """How many premises would be called unusual if nothing but chance were at work."""
        called = self.chance[self.unusual(false_discovery)]
        return float(called.max()) * len(self.chance) if len(called) else 0.0


def ask_chance(
    premises: Wholes,
    authorities: Wholes,
    points: Wholes,
    visits: Visits,
    terms: Terms,
    *,
    merge_mm: int,
    reach_m: int,
    asked: NDArray[np.bool_] | None = None,
) -> Tested:
    """Ask of each premises whether what recurs near it is more than its centre's form explains.

    The centre is made by premises of every kind; those that are ``asked`` of are tested, and the
    answer has a row for each of them. Positions are whole millimetres in EPSG:27700. ``points``
    are all that places which count were ever recorded at, in one order on any machine; ``visits``
    name them by row.
    """
    places = places_of(points, visits, merge_mm)
    seen = visits_at(places, visits, terms.child_visits)
    kept = places >= 0
    at, of_place = points[kept], places[kept]
    weight = divided.weights(premises, at, of_place, terms.spread_m)
    centre = centres.centres(
        premises, authorities, terms.centre_link_m * divided.MILLIMETRES, terms.centre_premises
    )
    stratum = centres.strata(
        *(premises, centre, at, of_place, weight, terms.spread_m),
        *(terms.density_classes, terms.class_places),
    )
    compared = stratum >= 0
    number = int(stratum.max()) + 1 if compared.any() else 0
    trials, whole = (
        np.bincount(stratum[compared], each[compared], minlength=number).astype(np.int64)
        for each in (seen, weight)
    )
    expected, chance = np.zeros(len(seen)), np.ones(len(seen))
    where = stratum[compared]
    expected[compared] = trials[where] * (weight[compared] / whole[where])
    chance[compared] = binomial_tail(seen[compared], trials[where], weight[compared], whole[where])
    reach = min(reach_m, terms.reach_m) * divided.MILLIMETRES
    tested = premises if asked is None else premises[asked]
    return Tested(
        *_of_premises(tested, at, of_place, reach, seen, expected, chance),
        strata=number,
        compared=int(seen[compared].sum()),
        left_out=int(seen[~compared].sum()),
    )


def places_of(points: Wholes, visits: Visits, merge_mm: int) -> Wholes:
    """Return the place of each point, as the question makes them of the points in the window.

    A point of other days is a place by itself, unless it lies within the distance of a place of
    these days: then it is none (-1), since it could not be told apart.
    """
    places = np.full(len(points), -1, np.int64)
    recent = np.unique(visits.point)
    if len(recent):
        places[recent] = divided.chained(points[recent], merge_mm)
    count = int(places.max()) + 1 if len(recent) else 0
    older = np.flatnonzero(places < 0)
    alone = older[divided.nearest(points[older], points[recent], merge_mm)[0] < 0]
    places[alone] = count + np.arange(len(alone))
    return places


def visits_at(places: Wholes, visits: Visits, child_visits: int) -> Wholes:
    """Return the number of episodes at each place, of one child at most ``child_visits``."""
    count = int(places.max()) + 1 if len(places) else 0
    if not len(visits.point):
        return np.zeros(count, np.int64)
    # an episode may have several points at one place, and is one episode all the same
    place = places[visits.point]
    once, _ = alike(place, visits.child, visits.episode)
    of_child, which = alike(place[once], visits.child[once])
    seen = np.zeros(count, np.int64)
    np.add.at(seen, place[once][of_child], np.minimum(np.bincount(which), child_visits))
    return seen


def _of_premises(
    premises: Wholes,
    points: Wholes,
    places: Wholes,
    reach: int,
    seen: Wholes,
    expected: Numbers,
    chance: Numbers,
) -> tuple[Wholes, Wholes, Wholes, Wholes, Numbers, Numbers, Numbers]:
    """Return the most unusual place of each premises, how many it might be near, and its chance."""
    here, there = divided.places_near(premises, points, places, reach)
    many = np.bincount(here, minlength=len(premises)).astype(np.int64)
    near, place = np.zeros(len(premises), np.int64), np.full(len(premises), -1, np.int64)
    some = many > 0
    if len(here):
        # places in one order of how unusual they are: a pair of each place is then compared once
        order = np.lexsort((-seen, chance))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        begins = (np.cumsum(many) - many)[some]  # pairs come by premises
        near[some] = np.add.reduceat(seen[there], begins)
        place[some] = order[np.minimum.reduceat(rank[there], begins)]
    result = np.ones(len(premises))
    result[some] = np.minimum(1.0, chance[place[some]] * many[some])
    shown, usual = np.zeros(len(premises), np.int64), np.zeros(len(premises))
    shown[some], usual[some] = seen[place[some]], expected[place[some]]
    return place, many, near, shown, usual, result, adjusted(result)
