"""The land: one island with bays, an estuary and a peninsula, and an islet. CRS: EPSG:27700."""

from math import hypot

import shapely
from shapely import MultiPolygon, Polygon

from .draw import Draw

WEST, SOUTH, EAST, NORTH = 285_000, 395_000, 315_000, 425_000
"""The box of open sea that everything stays inside."""

Point = tuple[int, int]

# Kilometres east and north of the corner of the box, anticlockwise from the south-west headland.
_ISLAND = [
    (3.0, 3.2), (4.6, 2.6), (6.4, 3.6), (7.6, 5.2), (9.4, 5.6), (11.2, 4.4), (13.4, 2.9),
    (15.6, 2.3), (17.8, 2.8), (19.4, 4.0), (21.4, 4.2), (23.4, 3.4), (25.4, 4.2), (26.9, 6.2),
    (27.3, 8.4), (26.4, 10.2), (25.4, 11.5), (23.8, 12.0), (22.0, 11.9), (20.2, 12.5),
    (18.4, 13.3), (16.9, 14.3), (15.7, 15.3), (15.3, 15.9), (16.2, 15.9), (17.6, 15.3),
    (19.2, 14.6), (21.0, 14.5), (22.8, 14.8), (24.6, 14.3), (26.0, 14.6), (27.4, 16.2),
    (27.6, 18.4), (26.6, 20.2), (25.6, 22.2), (24.0, 23.4), (22.2, 24.0), (20.6, 25.6),
    (18.2, 26.8), (16.0, 26.6), (14.6, 25.6), (13.6, 24.9), (12.2, 24.9), (10.8, 25.8),
    (8.8, 26.4), (6.8, 25.8), (5.2, 24.4), (3.8, 22.6), (3.0, 20.6), (3.4, 18.6), (5.0, 17.4),
    (6.2, 16.2), (6.4, 14.8), (5.8, 13.4), (4.4, 12.2), (3.0, 11.2), (2.3, 9.4), (2.7, 7.6),
    (3.6, 6.2), (2.7, 4.7),
]  # fmt: skip
_ISLET = [(2.6, 14.2), (3.3, 14.0), (3.9, 14.5), (3.8, 15.2), (3.1, 15.5), (2.5, 15.0)]

_SHORTEST_M = 95.0
_ROUGHNESS = 0.24  # each midpoint moves up to this share of its side: Norfolk, not Norway


def land(seed: int) -> MultiPolygon:
    """The island and its islet, in whole metres, roughened until the sides are short."""
    draw = Draw(seed, "coast")
    for _ in range(20):
        rings = [_roughened(_metres(shape), draw) for shape in (_ISLAND, _ISLET)]
        shape = MultiPolygon([Polygon(ring) for ring in rings])
        if bool(shapely.is_valid(shape)):
            return shape
    raise ValueError("the coast crosses itself with this seed: choose another")


def _metres(shape: list[tuple[float, float]]) -> list[Point]:
    return [(WEST + round(x * 1000), SOUTH + round(y * 1000)) for x, y in shape]


def _roughened(ring: list[Point], draw: Draw) -> list[Point]:
    """Move the midpoint of each side across it, and again, until every side is short."""
    rough = ring
    while True:
        finer: list[Point] = []
        for (x, y), (to_x, to_y) in zip(rough, rough[1:] + rough[:1], strict=True):
            finer.append((x, y))
            if hypot(to_x - x, to_y - y) > _SHORTEST_M:
                push = draw.between(-_ROUGHNESS, _ROUGHNESS)
                finer.append(
                    (
                        round((x + to_x) / 2 - push * (to_y - y)),
                        round((y + to_y) / 2 + push * (to_x - x)),
                    )
                )
        if len(finer) == len(rough):
            return rough
        rough = finer
