"""The map of a snapshot: the wards as one SVG picture, which needs nothing from anywhere.

Presentation attributes alone, no style, no script and no link: a browser, a printer and a strict
content-security policy all take it as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from geo.released_board import SHOWN

Feature = Mapping[str, Any]
WIDTH = 460
RAMP = ((21, "#3b0a5c"), (11, "#6f2f9f"), (0, "#a06cc4"))  # as the map of the pages has them
LAND, EDGE = "#f3f2f1", "#505a5f"
_HATCH = (
    '<defs><pattern id="not-shown" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/>'
    '<rect width="1" height="5" fill="#8a949b"/></pattern></defs>'
)


def svg(features: Sequence[Feature], numbers: Mapping[str, int], label: str) -> str:
    """Draw wards, given in EPSG:4326; ``numbers`` are those of the rows beside the map, by code.

    North is up; a degree of longitude is as long as it is in the middle of the map.
    """
    points = [point for each in features for ring in _rings(each) for point in ring]
    if not points:
        return ""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 4) / max((east - west) * narrow, 1e-6)
    height = round((north - south) * scale + 4)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return round((x - west) * narrow * scale + 2, 1), round((north - y) * scale + 2, 1)

    drawn = [
        f'<path d="{_path(each, place)}" fill="{_fill(each)}" stroke="{EDGE}" stroke-width="0.6" '
        f'fill-rule="evenodd"><title>{escape(str(each["properties"]["name"]))}</title></path>'
        for each in features
    ]
    drawn += [
        _number(numbers[code], place(_middle(each)))
        for each in features
        if (code := each["properties"]["code"]) in numbers
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f"{_HATCH}{''.join(drawn)}</svg>"
    )


def swatch(band_from: int | None) -> str:
    """Draw what a colour of the map means; None is a ward that is not shown."""
    fill = "url(#not-shown)" if band_from is None else _colour(band_from)
    return (
        '<svg viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">'
        f'<rect x="0.5" y="0.5" width="17" height="11" fill="{fill}" stroke="{EDGE}"/></svg>'
    )


def _fill(feature: Feature) -> str:
    told = feature["properties"]
    if told["state"] == SHOWN:
        return _colour(told["band_from"])
    return "url(#not-shown)" if told["state"] == "not_shown" else LAND


def _colour(band_from: int) -> str:
    return next(colour for least, colour in RAMP if band_from >= least)


def _number(number: int, at: tuple[float, float]) -> str:
    return (
        f'<circle cx="{at[0]}" cy="{at[1]}" r="8" fill="#ffffff" stroke="#0b0c0c"/>'
        f'<text x="{at[0]}" y="{round(at[1] + 3.5, 1)}" text-anchor="middle" font-size="10" '
        f'font-family="Arial, sans-serif" fill="#0b0c0c">{number}</text>'
    )


def _path(feature: Feature, place: Any) -> str:
    return "".join(
        "M" + "L".join(f"{x} {y}" for x, y in (place(point) for point in ring)) + "Z"
        for ring in _rings(feature)
    )


def _rings(feature: Feature) -> Iterator[list[tuple[float, float]]]:
    shape = feature["geometry"]
    single = shape["type"] == "Polygon"
    for polygon in [shape["coordinates"]] if single else shape["coordinates"]:
        yield from ([(x, y) for x, y, *_ in ring] for ring in polygon)


def _middle(feature: Feature) -> tuple[float, float]:
    """Return a point of the ward's own, also where its middle is outside of it."""
    from shapely.geometry import shape

    point = shape(feature["geometry"]).representative_point()
    return point.x, point.y
