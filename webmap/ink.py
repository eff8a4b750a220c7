"""Draw the shapes of a drawing on a page of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.drawing import HATCH_EVERY, HATCH_INK, Area, Disc, Drawing, Line, Point, Shape, Words


def draw(page: Any, drawing: Drawing, x: float, y: float, scale: float, family: str) -> None:
    """Draw with the drawing's upper left corner at x and y, in points, and its units scaled."""

    def at(point: Point) -> Point:
        return x + point[0] * scale, y + point[1] * scale

    for shape in drawing.shapes:
        _shape(page, shape, at, scale, family)


def hatching(area: Area) -> Iterator[tuple[Point, Point]]:
    """Yield the slanted lines that fill an area which is not shown, cut off at its edge."""
    import shapely

    polygons = [shapely.Polygon(ring) for ring in area.rings if len(ring) > 2]
    whole = shapely.union_all([shapely.make_valid(each) for each in polygons])
    left, top, right, low = whole.bounds
    high = low - top
    place = left - high
    while place < right:
        line = shapely.LineString([(place, low), (place + high, top)])
        cut = whole.intersection(line)
        for part in getattr(cut, "geoms", [cut]):
            if part.geom_type == "LineString" and part.length:
                (x1, y1), (x2, y2) = part.coords[0], part.coords[-1]
                yield (x1, y1), (x2, y2)
        place += HATCH_EVERY * 1.4142


def _shape(page: Any, shape: Shape, at: Any, scale: float, family: str) -> None:
    if isinstance(shape, Area):
        _area(page, shape, at, scale)
    elif isinstance(shape, Line):
        _pen(page, shape.stroke, shape.width * scale)
        if shape.dashed:
            page.set_dash_pattern(dash=3 * scale, gap=2 * scale)
        page.line(*at(shape.start), *at(shape.end))
        page.set_dash_pattern()
    elif isinstance(shape, Disc):
        _pen(page, shape.stroke, 0.8 * scale)
        page.set_fill_color(*_colour(shape.fill))
        page.circle(*at(shape.centre), shape.radius * scale, style="DF")
    else:
        _words(page, shape, at, scale, family)


def _area(page: Any, area: Area, at: Any, scale: float) -> None:
    fill = "#ffffff" if area.hatched else area.fill
    if len(area.rings) == 1 and area.stroke:
        page.set_fill_color(*_colour(fill))
        _pen(page, area.stroke, area.width * scale)
        page.polygon([at(point) for point in area.rings[0]], style="DF")
    else:
        _path(page, area, fill, at, scale)
    if area.hatched:
        _pen(page, HATCH_INK, scale)
        for start, end in hatching(area):
            page.line(*at(start), *at(end))


def _path(page: Any, area: Area, fill: str, at: Any, scale: float) -> None:
    """Draw an area of several rings: a ring within another is a hole."""
    with page.new_path() as path:
        for ring in area.rings:
            path.move_to(*at(ring[0]))
            for point in ring[1:]:
                path.line_to(*at(point))
            path.close()
        path.style.fill_color = fill
        path.style.stroke_color = area.stroke
        path.style.stroke_width = area.width * scale
        path.style.intersection_rule = "evenodd"


def _words(page: Any, words: Words, at: Any, scale: float, family: str) -> None:
    page.set_font(family, "B" if words.bold else "", words.size * scale * 0.95)
    page.set_text_color(*_colour(words.fill))
    known = page.fonts[page.font_family + page.font_style].cmap
    text = "".join(each if ord(each) in known else "□" for each in words.text)
    x, y = at(words.at)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    page.text(x - share * page.get_string_width(text), y, text)


def _pen(page: Any, stroke: str, width: float) -> None:
    page.set_draw_color(*_colour(stroke))
    page.set_line_width(width)


def _colour(written: str) -> tuple[int, int, int]:
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)
