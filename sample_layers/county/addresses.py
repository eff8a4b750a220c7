"""Homes along the streets, and their postcodes. CRS: EPSG:27700, whole metres."""

from dataclasses import dataclass
from math import atan2, hypot

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .coast import Point
from .draw import Draw
from .roads import Road, length_m
from .settlements import BY_NAME, SETTLEMENTS, Settlement

_FRONTAGE = {0: 0.62, 1: 0.62, 2: 0.85, 3: 1.0, 4: 1.25}  # of the settlement's own mean
_SET_BACK_M = 11.0
_CLEAR_M = 6.5  # a home nearer than this to another carriageway would stand in it
_PER_POSTCODE = 15
_FIRST_UPRN = 990_000_000_001
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail never uses C I K M O V in a unit


@dataclass(frozen=True)
class Slot:
    """A plot on a street: where a building with a number stands."""

    street: int
    number: int
    at: Point


@dataclass(frozen=True)
class Address:
    """A residential address."""

    uprn: int
    slot: Slot
    postcode: str


@dataclass(frozen=True)
class Postcode:
    """A postcode unit: the homes of one stretch of street."""

    code: str
    at: Point
    street: int
    place: Settlement


@dataclass(frozen=True)
class Homes:
    """All addresses and postcodes, and the postcode of each street and number."""

    addresses: list[Address]
    postcodes: list[Postcode]
    slots: list[Slot]


def settle(seed: int, roads: list[Road], dry: BaseGeometry) -> Homes:
    """Put homes along every street and divide them into postcodes."""
    draw = Draw(seed, "addresses")
    slots = _clear(roads, dry, _along_streets(roads, draw) + _farms(roads, draw))
    by_street: dict[int, list[Slot]] = {}
    for slot in slots:
        by_street.setdefault(slot.street, []).append(slot)
    groups: list[tuple[Settlement, str, list[Slot]]] = []
    for street, plots in by_street.items():
        place = _place_of(roads[street], plots[0].at)
        pieces = max(1, round(len(plots) / _PER_POSTCODE * _homes_per_plot(roads[street])))
        size = -(-len(plots) // pieces)
        for first in range(0, len(plots), size):
            group = plots[first : first + size]
            groups.append((place, _district(place, group[0].at), group))
    addresses: list[Address] = []
    postcodes: list[Postcode] = []
    for (place, _, group), code in zip(groups, _codes(groups, draw), strict=True):
        middle = _middle([slot.at for slot in group])
        postcodes.append(Postcode(code, middle, group[0].street, place))
        for slot in group:
            flats = draw.whole(2, 4) if _is_flats(roads[slot.street], draw) else 1
            for _ in range(flats):
                addresses.append(Address(_FIRST_UPRN + len(addresses), slot, code))
    return Homes(addresses, postcodes, slots)


def _is_flats(road: Road, draw: Draw) -> bool:
    return road.ring <= 1 and bool(road.place) and draw.chance(0.16)


def _homes_per_plot(road: Road) -> float:
    return 1.32 if road.ring <= 1 and road.place else 1.0


def _along_streets(roads: list[Road], draw: Draw) -> list[Slot]:
    """Plots on both sides of each street, at a spacing that gives each place its size."""
    weight: dict[str, float] = {}
    for road in roads:
        if road.place:
            share = 2 * length_m(road.points) * _homes_per_plot(road) / _FRONTAGE[min(road.ring, 4)]
            weight[road.place] = weight.get(road.place, 0.0) + share
    slots = []
    last: dict[str, int] = {}  # a road in several pieces is numbered through
    for number, road in enumerate(roads):
        if road.place:
            mean = 0.86 * weight[road.place] / BY_NAME[road.place].addresses
            spacing = mean * _FRONTAGE[min(road.ring, 4)]
            plots = _both_sides(number, road, spacing, last.get(road.name, 0), draw)
            last[road.name] = max((slot.number for slot in plots), default=0)
            slots += plots
    return slots


def _both_sides(street: int, road: Road, spacing: float, after: int, draw: Draw) -> list[Slot]:
    line, length = shapely.LineString(road.points), length_m(road.points)
    slots = []
    along = draw.between(9, 9 + spacing)
    pair = (after + 1) // 2
    while along < length - 9:
        here = shapely.line_interpolate_point(line, along)
        there = shapely.line_interpolate_point(line, min(along + 2.0, length))
        back = shapely.line_interpolate_point(line, max(along - 2.0, 0.0))
        run = hypot(there.x - back.x, there.y - back.y) or 1.0
        across = (-(there.y - back.y) / run, (there.x - back.x) / run)
        for side in (1, -1):
            reach = side * (_SET_BACK_M + draw.between(-2.0, 3.0))
            at = round(here.x + reach * across[0]), round(here.y + reach * across[1])
            slots.append(Slot(street, 2 * pair + (1 if side == 1 else 2), at))
        pair += 1
        along += spacing * draw.between(0.85, 1.15)
    return slots


def _farms(roads: list[Road], draw: Draw) -> list[Slot]:
    """A house here and there along the country roads."""
    slots = []
    for street, road in enumerate(roads):
        if road.place or road.kind == "motorway":
            continue
        line, length = shapely.LineString(road.points), length_m(road.points)
        along, number = draw.between(60, 300), 1
        while along < length - 60:
            here = shapely.line_interpolate_point(line, along)
            at = (
                round(here.x + draw.pick((-1, 1)) * draw.between(18, 55)),
                round(here.y + draw.pick((-1, 1)) * draw.between(18, 55)),
            )
            slots.append(Slot(street, number, at))
            near_village = any(hypot(here.x - v.easting, here.y - v.northing) < 380
                               for v in SETTLEMENTS if not v.is_town)  # fmt: skip
            along += draw.between(14, 30) if near_village else draw.between(90, 420)
            number += 1
    return slots


def _clear(roads: list[Road], dry: BaseGeometry, slots: list[Slot]) -> list[Slot]:
    """The plots that stand on dry land, and in no carriageway."""
    points = shapely.points(np.array([slot.at for slot in slots], dtype=float))
    tree = shapely.STRtree([shapely.LineString(road.points) for road in roads])
    in_road = np.unique(tree.query(points, predicate="dwithin", distance=_CLEAR_M)[0])
    kept = np.array(shapely.contains(dry, points))
    kept[in_road] = False
    taken: set[Point] = set()
    clear = []
    for slot, keep in zip(slots, kept.tolist(), strict=True):
        if keep and slot.at not in taken:
            taken.add(slot.at)
            clear.append(slot)
    return clear


def _place_of(road: Road, at: Point) -> Settlement:
    if road.place:
        return BY_NAME[road.place]
    return min(SETTLEMENTS, key=lambda place: hypot(place.easting - at[0], place.northing - at[1]))


def _district(place: Settlement, at: Point) -> str:
    """The first district is the middle of a town; the others divide the rest by bearing."""
    if len(place.districts) == 1:
        return place.districts[0]
    if hypot(at[0] - place.easting, at[1] - place.northing) < place.rings_m[2]:
        return place.districts[0]
    rest = place.districts[1:]
    turn = (atan2(at[1] - place.northing, at[0] - place.easting) + 1.2) / 6.2832 % 1.0
    return rest[int(turn * len(rest))]


def _codes(groups: list[tuple[Settlement, str, list[Slot]]], draw: Draw) -> list[str]:
    """Codes in order across each district, with gaps as units come and go."""
    codes = [""] * len(groups)
    for district in sorted({district for _, district, _ in groups}):
        members = [at for at, group in enumerate(groups) if group[1] == district]
        members.sort(key=lambda at: (groups[at][2][0].at[0] // 400, groups[at][2][0].at[1]))
        units = []
        for sector in range(1, 10):
            all_units = [a + b for a in UNIT_LETTERS for b in UNIT_LETTERS]
            units += [f"{district} {sector}{unit}" for unit in sorted(draw.some(all_units, 88))]
        for at, code in zip(members, units, strict=False):
            codes[at] = code
    return codes


def _middle(points: list[Point]) -> Point:
    """The point nearest to the mean, as Code-Point has it."""
    mean = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    return min(points, key=lambda p: (hypot(p[0] - mean[0], p[1] - mean[1]), p))
