"""The sample county with its episodes drawn anew: other venues, children and days for each seed.

Towns, premises and map points are those of the county; every licensed premises stands where its
postcode does, as four in five of the county's registers would place it.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.analysis.significance import Terms, Tested, Visits, ask_chance

LAYERS = Path(__file__).parents[4] / "sample_layers"
TERMS = Terms(200, 400, 250, 20, 3, 15, 3, 0.10)
AS_AT = dt.date(2026, 9, 30)
BESIDE_M = 260  # a premises this near a planted site is near what was planted


@dataclass(frozen=True)
class Outcome:
    """Of one seed: planted venues, those found unusual, premises found, and those found falsely."""

    planted: int
    recovered: int
    found: int
    false: int


class County:
    """What stays the same for every seed."""

    def __init__(self, seed: int = 2026) -> None:
        if str(LAYERS) not in sys.path:
            sys.path.insert(0, str(LAYERS))
        from county import boundaries, businesses, institutions, map_points
        from county.addresses import settle
        from county.coast import land
        from county.roads import routes
        from county.streets import network
        from county.towns import shore

        coast = land(seed)
        net = network(seed, coast, routes(seed))
        homes = settle(seed, net.roads, shore(coast))
        areas = boundaries.divide(seed, coast, [home.slot.at for home in homes.addresses])
        self.businesses = businesses.businesses(seed, net.roads, homes, areas)
        self.postcodes = {postcode.code: postcode.at for postcode in homes.postcodes}
        self.points = map_points.map_points(seed, net.roads, net.blocks, areas)
        self.fixed = institutions.institutions(seed, self.points, self.businesses)
        self.tested = [b for b in self.businesses if b.kind not in {"care", "school", "mobile"}]
        self.premises = _millimetres(self.postcodes[b.postcode] for b in self.tested)
        codes = sorted({b.authority for b in self.tested})
        self.authorities = np.array([codes.index(b.authority) for b in self.tested])

    def outcome(self, seed: int, *, plant: bool = True) -> Outcome:
        """Draw the episodes of a seed, ask what is unusual, and compare with what was planted."""
        from county import children, planted, police_episodes
        from county.haunts import Haunts

        sites = planted.sites(seed, self.points, self.businesses, self.fixed, self.postcodes)
        haunts = Haunts(self.points, self.fixed, planted.own_points(sites), self.businesses)
        kids = children.children(seed, self.points, self.fixed, haunts.usual())
        episodes = police_episodes.background(seed, kids, self.fixed, haunts)
        if plant:
            episodes += planted.arrange(seed, sites, kids)
        tested = self.test(episodes)
        unusual = tested.unusual(TERMS.false_discovery)
        venues = [site for site in sites if site.venue and not site.dominated]
        numbers = {b.number: row for row, b in enumerate(self.tested)}
        spots = _millimetres(p for site in sites for p in site.points) if plant else None
        return Outcome(
            len(venues),
            sum(bool(unusual[numbers[s.venue.number]]) for s in venues),
            int(unusual.sum()),
            sum(_far(self.premises[row], spots) for row in np.flatnonzero(unusual)),
        )

    def test(self, episodes: list[Any]) -> Tested:
        """Ask of each premises whether what recurs near it is more than chance explains."""
        from county.recording import COUNTING_ROLES, RESIDENTIAL_OR_INSTITUTIONAL

        first = AS_AT - dt.timedelta(days=89)
        kids: dict[int, int] = {}
        rows, ever = [], set()
        for number, episode in enumerate(episodes):
            child = kids.setdefault(id(episode.child), len(kids))
            for place in episode.places:
                if place.role in COUNTING_ROLES and place.kind not in RESIDENTIAL_OR_INSTITUTIONAL:
                    ever.add(place.at)
                    if first <= episode.start.date() <= AS_AT:
                        rows.append((place.at, number, child))
        points = sorted(ever)
        which = {at: row for row, at in enumerate(points)}
        visits = np.array([(which[at], number, child) for at, number, child in rows])
        return ask_chance(
            self.premises,
            self.authorities,
            _millimetres(points),
            Visits(*visits.T),
            TERMS,
            merge_mm=50_000,
            reach_m=400,
        )


def _millimetres(points: Any) -> Any:
    return np.rint(np.array(list(points), float) * 1000).astype(np.int64)


def _far(at: Any, spots: Any) -> bool:
    return spots is None or bool((((spots - at) ** 2).sum(axis=1) > (BESIDE_M * 1000) ** 2).all())
