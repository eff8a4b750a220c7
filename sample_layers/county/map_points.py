"""The fixed points to which suppliers snap what they send. CRS: EPSG:27700, whole metres."""

from dataclasses import dataclass
from math import hypot

import shapely

from .boundaries import Geography
from .coast import Point
from .draw import Draw
from .roads import Road, length_m
from .settlements import BY_NAME, TOWNS
from .towns import Block

_TOWN_EVERY_M, _COUNTRY_EVERY_M = 175, 700
_APART_M = 55  # so that equal points and points within 50 m mean the same, but where planted


@dataclass(frozen=True)
class MapPoint:
    """A point that stands for the middle of a street or for a public place."""

    at: Point
    place: str  # a settlement, or blank in the country
    authority: str
    kind: str  # street, open_space or transport

    @property
    def centre_m(self) -> float:
        """How far from the market place, or 9 km in the country."""
        if not self.place:
            return 9_000.0
        return metres(self.at, BY_NAME[self.place].at)


def metres(a: Point, b: Point) -> float:
    """The distance between two points."""
    return hypot(a[0] - b[0], a[1] - b[1])


class Near:
    """Points in squares, to ask which lie within a distance."""

    def __init__(self, side_m: int) -> None:
        self._side = side_m
        self._squares: dict[tuple[int, int], list[Point]] = {}

    def add(self, point: Point) -> None:
        """Remember a point."""
        self._squares.setdefault(self._square(point), []).append(point)

    def any_within(self, point: Point, radius_m: float) -> bool:
        """Whether a remembered point lies nearer than the radius, which is at most a side."""
        column, row = self._square(point)
        return any(
            metres(point, other) < radius_m
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in self._squares.get((x, y), ())
        )

    def _square(self, point: Point) -> tuple[int, int]:
        return point[0] // self._side, point[1] // self._side


def map_points(
    seed: int, roads: list[Road], blocks: list[Block], areas: Geography
) -> list[MapPoint]:
    """Parks and stations, then the middles of streets, none within 55 m of another."""
    draw = Draw(seed, "map points")
    wanted = _parks(blocks) + _stations(roads, draw) + _streets(roads, draw)
    kept: list[tuple[Point, str, str]] = []
    near = Near(_APART_M)
    for at, place, kind in wanted:
        if not near.any_within(at, _APART_M):
            near.add(at)
            kept.append((at, place, kind))
    owners = areas.authority_of([at for at, _, _ in kept])
    return [
        MapPoint(at, place, owner, kind)
        for (at, place, kind), owner in zip(kept, owners, strict=True)
        if owner
    ]


def _parks(blocks: list[Block]) -> list[tuple[Point, str, str]]:
    found = []
    for block in blocks:
        if block.use == "park":
            middle = shapely.centroid(block.outline)
            found.append(((round(middle.x), round(middle.y)), block.town.name, "open_space"))
    return found


def _stations(roads: list[Road], draw: Draw) -> list[tuple[Point, str, str]]:
    """A bus station in each town, off the market place, and the end of a quay or green."""
    found = []
    for town in TOWNS:
        main = [
            road for road in roads
            if road.place == town.name and road.ring == 1 and road.kind in {"a", "b"}
        ]  # fmt: skip
        road = draw.pick(main)
        found.append((road.points[len(road.points) // 2], town.name, "transport"))
        edge = [road for road in roads if road.place == town.name and road.ring == 3]
        for road in draw.some(edge, 3):
            found.append((road.points[0], town.name, "open_space"))
    return found


def _streets(roads: list[Road], draw: Draw) -> list[tuple[Point, str, str]]:
    found = []
    for road in roads:
        if road.kind == "motorway":
            continue
        every = _TOWN_EVERY_M if road.place else _COUNTRY_EVERY_M
        pieces = max(1, round(length_m(road.points) / every))
        line = shapely.LineString(road.points)
        for piece in range(pieces):
            middle = shapely.line_interpolate_point(line, (piece + 0.5) / pieces, normalized=True)
            found.append(((round(middle.x), round(middle.y)), road.place, "street"))
    return draw.shuffled(found)
