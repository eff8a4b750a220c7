"""The plan of a town: main roads out of a market place, rings round it, blocks between them."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from .coast import Point
from .draw import Draw
from .names import StreetNames
from .roads import Road
from .settlements import Settlement

_WIDEST = 1.05  # radians between neighbouring radials before another is put in
_NO_RING = 0.2  # share of the stretches of ring road that were never built
_SHORE_M = 38.0  # no carriageway nearer to the water than this, but for the quay
_BUILT = (1.0, 1.0, 0.9, 0.87, 0.55)  # share of the blocks of each ring that are built up


@dataclass(frozen=True)
class Block:
    """The land between two radials and two rings of a town."""

    town: Settlement
    ring: int
    bearing: float
    outline: BaseGeometry
    use: str  # streets, park or field


@dataclass(frozen=True)
class Spoke:
    """A road out of the market place, as far as the outermost ring."""

    kind: str
    bearing: float
    points: tuple[Point, ...]
    knots: tuple[int, ...]  # which of the points lie on rings


def shore(land: BaseGeometry) -> BaseGeometry:
    """The land on which carriageways may lie."""
    return shapely.buffer(land, -_SHORE_M, quad_segs=2)


def plan(
    town: Settlement, routes: list[Road], dry: BaseGeometry, names: StreetNames, draw: Draw
) -> tuple[list[Road], list[Block]]:
    """The spokes and rings of a town, and the blocks that they enclose."""
    spokes = _spokes(town, routes, draw)
    arcs = [
        [_arc(town, radius, spokes, at, draw) for at in range(len(spokes))]
        for radius in town.rings_m
    ]
    blocks = [
        block
        for ring in range(1, len(town.rings_m))
        for at in range(len(spokes))
        if (block := _block(town, spokes, arcs, ring, at, dry, draw))
    ]
    built = {(block.ring, round(block.bearing, 6)) for block in blocks if block.use != "field"}
    roads: list[Road] = []
    for at, spoke in enumerate(spokes):
        name = names.next(2, main=True)
        for ring in range(1, len(town.rings_m)):
            beside = {(ring, round(spokes[side % len(spokes)].bearing, 6)) for side in (at - 1, at)}
            if spoke.kind != "street" or beside & built:
                line = spoke.points[spoke.knots[ring - 1] : spoke.knots[ring] + 1]
                roads += _dry_parts(name, line, spoke.kind, town, ring, dry)
    for ring in range(len(town.rings_m)):
        name = names.next(min(ring, 3))
        for at, spoke in enumerate(spokes):
            if ring and at % 2 == 0:
                name = names.next(min(ring, 3))
            beside = {(side, round(spoke.bearing, 6)) for side in (ring, ring + 1)}
            missing = ring > 0 and draw.chance(_NO_RING)
            if ring == 0 or (beside & built and not missing):
                roads += _dry_parts(name, tuple(arcs[ring][at]), "street", town, ring, dry)
    roads += _quay(town, names.next(2), blocks, dry)
    return roads, blocks


def outside(road: Road, towns: tuple[Settlement, ...]) -> list[Road]:
    """What is left of a route when the streets of the towns at its ends are taken off."""
    points = list(road.points)
    for town in towns:
        while points and _from(town, points[0]) < town.rings_m[-1]:
            points = points[1:]
        while points and _from(town, points[-1]) < town.rings_m[-1]:
            points = points[:-1]
    ends = [_crossing(road, town, town.rings_m[-1]) for town in towns]
    for end in ends:
        if end is not None and points:
            if hypot(end[0] - points[0][0], end[1] - points[0][1]) < hypot(
                end[0] - points[-1][0], end[1] - points[-1][1]
            ):
                points.insert(0, end)
            else:
                points.append(end)
    return [Road(road.name, road.kind, tuple(points))] if len(points) > 1 else []


def _from(town: Settlement, point: Point) -> float:
    return hypot(point[0] - town.easting, point[1] - town.northing)


def _crossing(road: Road, town: Settlement, radius: int) -> Point | None:
    """Where a route that ends in the town first comes to a distance from the centre."""
    points = road.points if road.points[0] == town.at else road.points[::-1]
    if points[0] != town.at:
        return None
    for near, far in pairwise(points):
        if _from(town, near) < radius <= _from(town, far):
            share = (radius - _from(town, near)) / (_from(town, far) - _from(town, near))
            return (
                round(near[0] + share * (far[0] - near[0])),
                round(near[1] + share * (far[1] - near[1])),
            )
    return None


def _spokes(town: Settlement, routes: list[Road], draw: Draw) -> list[Spoke]:
    """The routes that end here, in order round the town, and streets to fill wide gaps."""
    spokes = [_route_spoke(town, road) for road in routes if _crossing(road, town, 1) is not None]
    spokes.sort(key=lambda spoke: spoke.bearing)
    full: list[Spoke] = []
    for at, spoke in enumerate(spokes):
        full.append(spoke)
        following = spokes[(at + 1) % len(spokes)].bearing
        gap = (following - spoke.bearing) % (2 * pi) or 2 * pi
        extra = int(gap / _WIDEST)
        for number in range(1, extra + 1):
            bearing = spoke.bearing + gap * number / (extra + 1)
            full.append(_street_spoke(town, bearing, draw))
    return full


def _route_spoke(town: Settlement, road: Road) -> Spoke:
    points = list(road.points if road.points[0] == town.at else road.points[::-1])
    line: list[Point] = []
    knots: list[int] = []
    for radius in town.rings_m:
        knot = _crossing(road, town, radius) or points[-1]
        inner = _from(town, line[-1]) if line else radius
        line += [p for p in points if inner < _from(town, p) < radius - 5]
        knots.append(len(line))
        line.append(knot)
    middle = line[knots[len(knots) // 2]]
    bearing = atan2(middle[1] - town.northing, middle[0] - town.easting)
    return Spoke(road.kind, bearing, tuple(line), tuple(knots))


def _street_spoke(town: Settlement, bearing: float, draw: Draw) -> Spoke:
    reach = draw.between(0.74, 1.02)  # towns grow out along their main roads first
    line = [
        _polar(town, radius, bearing + draw.between(-0.08, 0.08), reach * draw.between(0.95, 1.05))
        for radius in town.rings_m
    ]
    return Spoke("street", bearing, tuple(line), tuple(range(len(line))))


def _polar(town: Settlement, radius: float, bearing: float, stretch: float = 1.0) -> Point:
    reach = radius * stretch
    return (
        round(town.easting + reach * cos(bearing)),
        round(town.northing + reach * sin(bearing)),
    )


def _arc(town: Settlement, radius: int, spokes: list[Spoke], at: int, draw: Draw) -> list[Point]:
    """A ring road from one spoke to the next, not quite round."""
    ring = town.rings_m.index(radius)
    start = spokes[at].points[spokes[at].knots[ring]]
    after = spokes[(at + 1) % len(spokes)]
    end = after.points[after.knots[ring]]
    bearing = atan2(start[1] - town.northing, start[0] - town.easting)
    turn = (atan2(end[1] - town.northing, end[0] - town.easting) - bearing) % (2 * pi)
    reach, reach_end = _from(town, start), _from(town, end)
    pieces = 1 if ring == 0 else max(2, round(radius * turn / 150))
    bulge = draw.between(0.84, 1.05)
    line = [start]
    for piece in range(1, pieces):
        t = piece / pieces
        stretch = 1 + (bulge - 1) * 4 * t * (1 - t) + draw.between(-0.02, 0.02)
        line.append(_polar(town, (reach + t * (reach_end - reach)) * stretch, bearing + turn * t))
    return [*line, end]


def _block(
    town: Settlement,
    spokes: list[Spoke],
    arcs: list[list[list[Point]]],
    ring: int,
    at: int,
    dry: BaseGeometry,
    draw: Draw,
) -> Block | None:
    here, after = spokes[at], spokes[(at + 1) % len(spokes)]
    out = list(here.points[here.knots[ring - 1] : here.knots[ring] + 1])
    back = list(after.points[after.knots[ring - 1] : after.knots[ring] + 1])[::-1]
    outline = shapely.make_valid(
        Polygon([*out, *arcs[ring][at][1:-1], *back, *arcs[ring - 1][at][::-1][1:-1]])
    )
    luck = draw.unit()
    outline = shapely.intersection(outline, dry)
    if outline.area < 4_000:
        return None
    use = "streets"
    if luck >= _BUILT[ring]:
        use = "park" if ring < len(town.rings_m) - 1 else "field"
    return Block(town, ring, here.bearing, outline, use)


def _dry_parts(
    name: str, line: tuple[Point, ...], kind: str, town: Settlement, ring: int, dry: BaseGeometry
) -> list[Road]:
    inside = shapely.intersection(shapely.LineString(line), dry)
    return [
        Road(name, kind, points, town.name, ring) for points in lines(inside) if len(points) > 1
    ]


def _quay(town: Settlement, name: str, blocks: list[Block], dry: BaseGeometry) -> list[Road]:
    """The road along the water, wherever a built-up block comes down to it."""
    built = shapely.union_all([b.outline for b in blocks if b.use == "streets"])
    edge = shapely.intersection(shapely.boundary(dry), shapely.buffer(built, 2.0, quad_segs=2))
    merged = shapely.line_merge(shapely.simplify(edge, 8.0))
    return [
        Road(name, "street", points, town.name, 2)
        for points in lines(merged)
        if shapely.LineString(points).length > 120
    ]


def lines(shape: BaseGeometry) -> list[tuple[Point, ...]]:
    """The lines of a geometry in whole metres, in an order that does not depend on GEOS."""
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type in {"LineString", "LinearRing"} and part.length > 1:
            points = [(round(x), round(y)) for x, y in part.coords]
            points = [p for at, p in enumerate(points) if at == 0 or p != points[at - 1]]
            found.append(tuple(points if points[0] <= points[-1] else points[::-1]))
    return sorted(line for line in found if len(line) > 1)
