"""Residential streets: a grid turned its own way in each block, and lanes off village roads."""

from dataclasses import dataclass
from math import cos, hypot, pi, sin

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from .coast import Point
from .draw import Draw
from .names import StreetNames
from .roads import Road
from .settlements import TOWNS, VILLAGES, Settlement
from .towns import Block, lines, outside, plan, shore

# Metres between parallel streets, and between the streets that cross them, ring by ring.
_ALONG = (0, 66, 96, 118, 136)
_ACROSS = (0, 120, 200, 250, 290)
_CUL_DE_SAC = (0.0, 0.0, 0.1, 0.35, 0.55)
_SHORTEST_M = 55.0


@dataclass(frozen=True)
class Network:
    """Every road of the county, and the blocks of the towns."""

    roads: list[Road]
    blocks: list[Block]


def network(seed: int, land: BaseGeometry, routes: list[Road]) -> Network:
    """Lay out the towns and villages along the routes between them."""
    dry = shore(land)
    names = StreetNames(Draw(seed, "street names"))
    roads: list[Road] = []
    blocks: list[Block] = []
    for route in routes:
        roads += outside(route, TOWNS)
    for town in TOWNS:
        draw = Draw(seed, f"plan of {town.name}")
        main, around = plan(town, routes, dry, names, draw)
        blocks += around
        roads += main
        for block in around:
            if block.use == "streets":
                roads += _grid(block, names, draw)
    for village in VILLAGES:
        roads += _lanes(village, routes, dry, names, Draw(seed, f"plan of {village.name}"))
    return Network(roads, blocks)


def _grid(block: Block, names: StreetNames, draw: Draw) -> list[Road]:
    """Parallel streets across a block, bowed a little, and streets that cross them."""
    ring = block.ring
    turn = (
        block.bearing + pi / 2 + (draw.between(0.2, 0.5) if ring < 2 else draw.between(-0.9, 0.9))
    )
    along, across = _ALONG[ring], _ACROSS[ring]
    bow = draw.between(-1, 1) * (0.00012 if ring < 3 else 0.0003)
    inner = shapely.buffer(block.outline, 0.5, quad_segs=1)
    west, south, east, north = block.outline.bounds
    reach = hypot(east - west, north - south) / 2 + along
    middle = ((west + east) / 2, (south + north) / 2)

    def at(u: float, v: float) -> tuple[float, float]:
        v += bow * u * u
        return (
            middle[0] + u * cos(turn) - v * sin(turn),
            middle[1] + u * sin(turn) + v * cos(turn),
        )

    found: list[tuple[Point, ...]] = []
    v = -reach + draw.between(0, along)
    while v < reach:
        steps = range(int(-reach), int(reach) + 40, 40)
        line = shapely.LineString([at(u, v) for u in steps])
        for points in lines(shapely.simplify(shapely.intersection(line, inner), 1.5)):
            found.append(_shortened(points, draw) if draw.chance(_CUL_DE_SAC[ring]) else points)
        v += along * draw.between(0.9, 1.12)
    u = -reach + draw.between(0, across)
    while u < reach:
        if not draw.chance(_CUL_DE_SAC[ring] * 0.6):
            ends = sorted((draw.between(-reach, reach), draw.between(-reach, reach)))
            whole = ring < 3 or draw.chance(0.4)
            low, high = (-reach, reach) if whole else ends
            line = shapely.LineString([at(u, low), at(u, (low + high) / 2), at(u, high)])
            found += lines(shapely.intersection(line, inner))
        u += across * draw.between(0.8, 1.25)
    return [
        Road(names.next(ring), "street", points, block.town.name, ring)
        for points in found
        if shapely.LineString(points).length > _SHORTEST_M
    ]


def _shortened(points: tuple[Point, ...], draw: Draw) -> tuple[Point, ...]:
    """A street that stops short of the road at one of its ends."""
    line = shapely.LineString(points if draw.chance(0.5) else points[::-1])
    kept = shapely.ops.substring(line, 0, line.length * draw.between(0.6, 0.85))
    return tuple((round(x), round(y)) for x, y in kept.coords)


def _lanes(
    village: Settlement, routes: list[Road], dry: BaseGeometry, names: StreetNames, draw: Draw
) -> list[Road]:
    """A few lanes off the road through a village, some with a lane off them."""
    found: list[Road] = []
    for route in routes:
        if village.at not in route.points:
            continue
        at = route.points.index(village.at)
        for step in (-1, 1):
            if not 0 <= at + step < len(route.points):
                continue
            beyond = route.points[at + step]
            along = hypot(beyond[0] - village.easting, beyond[1] - village.northing)
            ahead = ((beyond[0] - village.easting) / along, (beyond[1] - village.northing) / along)
            for number in range(3):
                side = draw.pick((-1, 1))
                start_m = 45 + number * draw.between(70, 110)
                length = draw.between(90, 230)
                lean = draw.between(-0.35, 0.35)
                start = (
                    village.easting + ahead[0] * start_m,
                    village.northing + ahead[1] * start_m,
                )
                out = (-ahead[1] * side + lean * ahead[0], ahead[0] * side + lean * ahead[1])
                middle = (start[0] + out[0] * length / 2, start[1] + out[1] * length / 2)
                bend = draw.between(-0.5, 0.5)
                end = (
                    middle[0] + (out[0] + bend * ahead[0]) * length / 2,
                    middle[1] + (out[1] + bend * ahead[1]) * length / 2,
                )
                line = shapely.intersection(shapely.LineString([start, middle, end]), dry)
                found += [
                    Road(names.next(9), "street", points, village.name, 3)
                    for points in lines(line)
                    if shapely.LineString(points).length > _SHORTEST_M
                ]
    return found
