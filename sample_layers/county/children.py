"""Invented children: where each lives, how often each goes missing, and a keyed pseudonym."""

import hashlib
import hmac
from dataclasses import dataclass, replace

from .coast import Point
from .draw import Draw
from .institutions import Institution
from .map_points import MapPoint, metres
from .settlements import AUTHORITIES, BY_NAME, LORRIMOUTH, SETTLEMENTS, TOWNS

DAYS = 1096  # 1 October 2023 to 30 September 2026
_CHILDREN = 420
_EPISODES = 6_330  # planted ones come on top
_MOST = 95
_TO_A_HOME = 7


@dataclass(frozen=True)
class Child:
    """One child, in the time that the files cover."""

    pid: str
    authority: str
    host: str
    town: str
    home: Point
    home_kind: str  # home, placement or childrens_home
    sex: str
    age_months: int  # on the first day
    first_day: int
    last_day: int
    haunts: tuple[Point, ...]
    episodes: int = 0

    @property
    def looked_after(self) -> bool:
        """Whether a council placed the child."""
        return self.home_kind != "home"


def children(
    seed: int, points: list[MapPoint], homes: list[Institution], haunts: list[Point]
) -> list[Child]:
    """So many children, a few of whom account for most of the episodes."""
    draw = Draw(seed, "children")
    # the key is drawn, used and dropped: a supplier's is never ours to see
    key = bytes(draw.below(256) for _ in range(32))
    houses = [home for home in homes if home.kind == "childrens_home"]
    weights: list[float] = []
    found: list[Child] = []
    for number in range(_CHILDREN):
        pid = hmac.new(key, f"person {number}".encode(), hashlib.sha256).hexdigest()[:32]
        house = houses[number % len(houses)] if number < _TO_A_HOME * len(houses) else None
        child = _child(pid, house, points, haunts, draw)
        found.append(child)
        factor = {"childrens_home": 4.0, "placement": 1.6, "home": 1.0}[child.home_kind]
        weights.append(factor * min(40.0, 1.0 / (draw.unit() + 0.02)))
    scale = _EPISODES / sum(weights)
    for _ in range(8):  # what the cap takes from a few is shared among the rest
        scale *= _EPISODES / sum(min(_MOST, weight * scale) for weight in weights)
    return [
        replace(child, episodes=max(1, round(min(_MOST, weight * scale))))
        for child, weight in zip(found, weights, strict=True)
    ]


def _child(
    pid: str,
    house: Institution | None,
    points: list[MapPoint],
    haunts: list[Point],
    draw: Draw,
) -> Child:
    if house is not None:
        home, kind, place = house.at, "childrens_home", BY_NAME[house.place]
    else:
        place = draw.weighted(SETTLEMENTS, [place.addresses for place in SETTLEMENTS])
        here = [
            point for point in points
            if point.place == place.name and point.kind == "street" and point.centre_m > 60
        ]  # fmt: skip
        home, kind = draw.pick(here).at, draw.weighted(("home", "placement"), (74, 26))
    host = place.authority
    elsewhere = kind != "home" and draw.chance(0.3)
    town = min(TOWNS, key=lambda town: metres(town.at, place.at))
    length = draw.whole(200, 900) if kind == "childrens_home" else draw.whole(40, 700)
    first = draw.below(DAYS) - length // 2
    age = draw.weighted((8, 11, 13, 14, 15, 16), (2, 8, 20, 26, 26, 18)) * 12 + draw.below(12)
    own = tuple(draw.pick(haunts) for _ in range(draw.whole(1, 3)))
    return Child(
        pid=pid,
        authority=draw.pick(AUTHORITIES).code if elsewhere else host,
        host=host,
        town=town.name,
        home=home,
        home_kind=kind,
        sex=draw.weighted(("female", "male", "unknown"), (56, 42, 2)),
        age_months=age,
        first_day=max(0, first),
        last_day=min(DAYS - 1, max(first + length, 20)),
        haunts=() if host == LORRIMOUTH else own,
    )
