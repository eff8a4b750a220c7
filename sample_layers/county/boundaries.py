"""Small areas, wards, authorities and the force, nested and sharing their borders exactly."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from string import ascii_uppercase

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .coast import EAST, NORTH, SOUTH, WEST, Point
from .draw import Draw
from .names import stems
from .settlements import (
    AUTHORITIES,
    AUTHORITY_NAME,
    FORCE_CODE,
    FORCE_NAME,
    SETTLEMENTS,
    SKERROWBY,
    VILLAGES,
)

_LSOAS, _PER_WARD = 160, 4
_FIELD_M = 900  # a lattice of empty land, so that the country is divided too
_ROUNDS = 12

Whole = NDArray[np.int64]

# land that lies nearer, over the water, to a town on the other bank
_FAR_BANK = [
    (WEST + 19_500, SOUTH + 15_400),
    (WEST + 22_400, SOUTH + 15_600),
    (WEST + 25_400, SOUTH + 15_600),
]
_FAR_BANK_REACH_M = 1_500


@dataclass(frozen=True)
class Area:
    """One area of one layer. ``inside`` is the code of the area that holds it."""

    code: str
    name: str
    inside: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Geography:
    """Four nested layers of areas. CRS: EPSG:27700, whole metres."""

    lsoas: list[Area]
    wards: list[Area]
    authorities: list[Area]
    force: Area

    def ward_of(self, points: list[Point]) -> list[str]:
        """The code of the ward that holds each point, blank outside them all."""
        return _lookup(self.wards, points)

    def authority_of(self, points: list[Point]) -> list[str]:
        """The code of the authority that holds each point, blank outside them all."""
        return _lookup(self.authorities, points)


def divide(seed: int, land: MultiPolygon, homes: list[Point]) -> Geography:
    """Divide the land so that each small area has about as many homes as the next."""
    draw = Draw(seed, "boundaries")
    pool = homes + _fields(land)
    owner = [_nearest_authority(point) for point in pool]
    seeds: list[Point] = []
    parents: list[tuple[str, int]] = []
    for authority in AUTHORITIES:
        mine = np.array([p for p, code in zip(pool, owner, strict=True) if code == authority.code])
        count = round(_LSOAS * len(mine) / len(pool))
        centres = _middles(mine, count, draw)
        groups = _middles(centres, round(count / _PER_WARD), draw)
        ward = _closest(centres, groups)
        seeds += [(int(x), int(y)) for x, y in centres]
        parents += [(authority.code, int(number)) for number in ward]
    cells = _cells(seeds, land, draw)
    kept = [at for at, cell in enumerate(cells) if cell is not None]  # a seed may have no land
    return _name(
        [cell for cell in cells if cell is not None],
        [parents[at] for at in kept],
        [seeds[at] for at in kept],
        draw,
    )


def _fields(land: MultiPolygon) -> list[Point]:
    lattice = [(x, y) for x in range(WEST, EAST, _FIELD_M) for y in range(SOUTH, NORTH, _FIELD_M)]
    inside = shapely.contains(land, shapely.points(np.array(lattice, dtype=float)))
    kept: list[bool] = np.asarray(inside).tolist()
    return [point for point, keep in zip(lattice, kept, strict=True) if keep]


def _nearest_authority(point: Point) -> str:
    """A town's council reaches as far again beyond its last ring as a village's does."""

    def reach(place_index: int) -> float:
        place = SETTLEMENTS[place_index]
        edge = place.rings_m[-1] if place.is_town else 0
        return hypot(place.easting - point[0], place.northing - point[1]) - edge

    nearest = min(range(len(SETTLEMENTS)), key=reach)
    over_water = min(hypot(x - point[0], y - point[1]) for x, y in _FAR_BANK) - _FAR_BANK_REACH_M
    return SKERROWBY if over_water < reach(nearest) else SETTLEMENTS[nearest].authority


def _closest(points: Whole, centres: Whole) -> Whole:
    apart = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest: Whole = apart.argmin(axis=1).astype(np.int64)
    return nearest


def _middles(points: Whole, count: int, draw: Draw) -> Whole:
    """Lloyd's k-means in whole metres, so that no machine's rounding can differ."""
    chosen = draw.some(range(len(points)), count)
    centres = points[sorted(chosen)]
    for _ in range(_ROUNDS):
        nearest = _closest(points, centres)
        for number in range(count):
            members = points[nearest == number]
            if len(members):
                centres[number] = members.sum(axis=0) // len(members)
    return centres


def _cells(seeds: list[Point], land: MultiPolygon, draw: Draw) -> list[BaseGeometry | None]:
    """The land nearest to each seed, in whole metres, along borders that wander."""
    net = shapely.voronoi_polygons(
        shapely.MultiPoint(seeds), extend_to=shapely.box(WEST, SOUTH, EAST, NORTH), only_edges=True
    )
    edges = set()
    for part in shapely.get_parts(shapely.get_parts(net)):
        ends = [(round(x), round(y)) for x, y in part.coords]
        edges |= {(min(a, b), max(a, b)) for a, b in pairwise(ends)}
    borders = [shapely.LineString(_wandering(*edge, draw)) for edge in sorted(edges)]
    noded = shapely.union_all([*borders, shapely.boundary(land)], grid_size=1.0)
    whole = shapely.buffer(land, 1.0)
    pieces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))
    faces: list[BaseGeometry] = [piece for piece in pieces if whole.contains(piece)]
    owners = _owners(faces, seeds)
    cells: list[BaseGeometry | None] = []
    for number in range(len(seeds)):
        mine = [face for face, owner in zip(faces, owners, strict=True) if owner == number]
        cells.append(shapely.coverage_union_all(mine) if mine else None)
    return cells


def _owners(faces: list[BaseGeometry], seeds: list[Point]) -> list[int]:
    """The seed of each face: the nearest, but a face cut off by water joins its own bank."""
    tree = shapely.STRtree([shapely.Point(seed) for seed in seeds])
    owners = [int(tree.nearest(shapely.point_on_surface(face))) for face in faces]
    home = {
        owner: min(
            (at for at, o in enumerate(owners) if o == owner),
            key=lambda at: faces[at].distance(shapely.Point(seeds[owners[at]])),
        )
        for owner in set(owners)
    }
    joined = list(owners)
    for at, face in enumerate(faces):
        beside = [
            (shapely.intersection(face, faces[other]).length, owner)
            for owner, other in home.items()
            if other != at and face.touches(faces[other])
        ]
        if at != home[owners[at]] and beside:
            joined[at] = max(beside)[1]
    return joined


def _wandering(start: Point, end: Point, draw: Draw) -> list[Point]:
    """A border between two corners that follows hedges, as it were, not a ruler."""
    line = [start, end]
    while hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]) > 130 and len(line) < 33:
        finer = [line[0]]
        for a, b in pairwise(line):
            push = draw.between(-0.11, 0.11)
            middle = (
                round((a[0] + b[0]) / 2 - push * (b[1] - a[1])),
                round((a[1] + b[1]) / 2 + push * (b[0] - a[0])),
            )
            finer += [middle, b]
        line = finer
    return line


def _name(
    cells: list[BaseGeometry], parents: list[tuple[str, int]], seeds: list[Point], draw: Draw
) -> Geography:
    """Give every area its code and name, from the smallest up."""
    invented = stems(draw)
    lsoas: list[Area] = []
    wards: list[Area] = []
    authorities: list[Area] = []
    for authority in AUTHORITIES:
        numbers = sorted({number for code, number in parents if code == authority.code})
        for order, number in enumerate(numbers, start=1):
            mine = [at for at, parent in enumerate(parents) if parent == (authority.code, number)]
            mine.sort(key=lambda at: seeds[at])
            shapes = [cells[at] for at in mine]
            ward_code = f"E05999{len(wards) + 1:03d}"
            outline = shapely.coverage_union_all(shapes)
            wards.append(
                Area(ward_code, _ward_name(outline, next(invented)), authority.code, _tidy(outline))
            )
            for letter, shape in zip(ascii_uppercase, shapes, strict=False):
                name = f"{AUTHORITY_NAME[authority.code]} {order:03d}{letter}"
                code = f"E01999{len(lsoas) + 1:03d}"
                lsoas.append(Area(code, name, ward_code, _tidy(shape)))
        whole = shapely.coverage_union_all([w.shape for w in wards if w.inside == authority.code])
        authorities.append(Area(authority.code, authority.name, FORCE_CODE, _tidy(whole)))
    county = shapely.coverage_union_all([area.shape for area in authorities])
    return Geography(lsoas, wards, authorities, Area(FORCE_CODE, FORCE_NAME, "", _tidy(county)))


def _ward_name(outline: BaseGeometry, invented: str) -> str:
    held = [v.name for v in VILLAGES if shapely.contains_xy(outline, v.easting, v.northing)]
    if not held:
        return invented
    *most, last = sorted(held)
    return f"{', '.join(most)} and {last}" if most else last


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    """One order of rings and corners, whichever release of GEOS joined them."""
    polygons = [Polygon(p.exterior, p.interiors) for p in shapely.get_parts(shape)]
    return shapely.normalize(MultiPolygon(polygons) if len(polygons) > 1 else polygons[0])


def _lookup(areas: list[Area], points: list[Point]) -> list[str]:
    tree = shapely.STRtree([area.shape for area in areas])
    found = [""] * len(points)
    at, which = tree.query(shapely.points(np.array(points, dtype=float)), predicate="intersects")
    # a point on a border belongs to the first area of the list, whatever the tree's order
    for point, area in sorted(zip(at.tolist(), which.tolist(), strict=True), reverse=True):
        found[point] = areas[area].code
    return found
