"""The map of a snapshot: the wards as one drawing, which needs nothing from anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo.drawing import INK, PAPER, Area, Disc, Drawing, Point, Shape, Words
from geo.released_board import NOT_SHOWN, SHOWN

Feature = Mapping[str, Any]
WIDTH = 460
RAMP = ((21, "#3b0a5c"), (11, "#6f2f9f"), (0, "#a06cc4"))  # as the map of the pages has them
LAND, EDGE = "#f3f2f1", "#505a5f"


def drawing(features: Sequence[Feature], numbers: Mapping[str, int], label: str) -> Drawing:
    """Draw wards, given in EPSG:4326; ``numbers`` are those of the rows beside the map, by code.

    North is up; a degree of longitude is as long as it is in the middle of the map. Without wards
    it has no height.
    """
    points = [point for each in features for ring in _rings(each) for point in ring]
    if not points:
        return Drawing(WIDTH, 0, (), label)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 4) / max((east - west) * narrow, 1e-6)

    def place(point: Point) -> Point:
        x, y = point
        return round((x - west) * narrow * scale + 2, 1), round((north - y) * scale + 2, 1)

    shapes: list[Shape] = [
        Area(
            tuple(tuple(place(point) for point in ring) for ring in _rings(each)),
            _fill(each),
            EDGE,
            hatched=each["properties"]["state"] == NOT_SHOWN,
            name=str(each["properties"]["name"]),
        )
        for each in features
    ]
    for each in features:
        if (code := each["properties"]["code"]) in numbers:
            x, y = place(_middle(each))
            shapes.append(Disc((x, y), 8, PAPER, INK))
            shapes.append(Words((x, y + 3.5), str(numbers[code]), 10, "middle"))
    return Drawing(WIDTH, round((north - south) * scale + 4), tuple(shapes), label)


def swatch(band_from: int | None) -> Drawing:
    """Draw what a colour of the map means; None is a ward that is not shown."""
    fill = PAPER if band_from is None else _colour(band_from)
    box = Area.box(0.5, 0.5, 17, 11, fill, hatched=band_from is None, stroke=EDGE)
    return Drawing(18, 12, (box,), "")


def _fill(feature: Feature) -> str:
    told = feature["properties"]
    return _colour(told["band_from"]) if told["state"] == SHOWN else LAND


def _colour(band_from: int) -> str:
    return next(colour for least, colour in RAMP if band_from >= least)


def _rings(feature: Feature) -> Iterator[list[Point]]:
    shape = feature["geometry"]
    single = shape["type"] == "Polygon"
    for polygon in [shape["coordinates"]] if single else shape["coordinates"]:
        yield from ([(x, y) for x, y, *_ in ring] for ring in polygon)


def _middle(feature: Feature) -> Point:
    """Return a point of the ward's own, also where its middle is outside of it."""
    from shapely.geometry import shape

    point = shape(feature["geometry"]).representative_point()
    return point.x, point.y
