"""A drawing as a list of shapes, so that a page and a PDF draw the same from one description.

Units are those of the drawing's own width and height, y downwards. As SVG it has presentation
attributes alone, no style, no script and no link: a browser, a printer and a strict
content-security policy all take it as it is. Every text is escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

INK, QUIET, PAPER = "#0b0c0c", "#505a5f", "#ffffff"
HATCH_EVERY, HATCH_INK = 5, "#8a949b"
Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A closed shape of one or several rings; ``hatched`` stands for what is not shown."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str = PAPER
    stroke: str | None = QUIET
    width: float = 0.6
    hatched: bool = False
    name: str = ""

    @classmethod
    def box(
        cls,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        hatched: bool = False,
        stroke: str | None = INK,
    ) -> Area:
        """Return a rectangle."""
        right, low = x + width, y + height
        ring = ((x, y), (right, y), (right, low), (x, low))
        return cls((ring,), fill, stroke, 0.8, hatched)


@dataclass(frozen=True)
class Line:
    """A straight line."""

    start: Point
    end: Point
    stroke: str = INK
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float
    fill: str = PAPER
    stroke: str = INK


@dataclass(frozen=True)
class Words:
    """A line of text; ``at`` is where its baseline starts, has its middle, or ends."""

    at: Point
    text: str
    size: float = 10
    anchor: str = "start"
    bold: bool = False
    fill: str = INK


_UNSAID = 'aria-hidden="true"'  # words stand beside it
Shape = Area | Line | Disc | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet of a size, with what it shows in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    label: str

    def svg(self, hatch: str = "hatch") -> str:
        """Write it as an SVG element; ``hatch`` names its pattern, once in a page."""
        hatched = any(isinstance(shape, Area) and shape.hatched for shape in self.shapes)
        if not self.height:
            return ""
        said = f'role="img" aria-label={quoteattr(self.label)}' if self.label else _UNSAID
        return (
            f'<svg viewBox="0 0 {_n(self.width)} {_n(self.height)}" {said}>'
            f"{pattern(hatch) if hatched else ''}"
            f"{''.join(_written(shape, hatch) for shape in self.shapes)}</svg>"
        )


def pattern(name: str) -> str:
    """Write the pattern of what is not shown."""
    every = HATCH_EVERY
    return (
        f'<defs><pattern id="{name}" width="{every}" height="{every}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{every}" height="{every}" fill="{PAPER}"/>'
        f'<rect width="1" height="{every}" fill="{HATCH_INK}"/></pattern></defs>'
    )


def _written(shape: Shape, hatch: str) -> str:
    if isinstance(shape, Area):
        path = "".join(
            "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + "Z" for ring in shape.rings
        )
        fill = f"url(#{hatch})" if shape.hatched else shape.fill
        edge = f' stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"' if shape.stroke else ""
        title = f"<title>{escape(shape.name)}</title>" if shape.name else ""
        return f'<path d="{path}" fill="{fill}"{edge} fill-rule="evenodd">{title}</path>'
    if isinstance(shape, Line):
        (x1, y1), (x2, y2) = shape.start, shape.end
        dashes = ' stroke-dasharray="4 3"' if shape.dashed else ""
        return (
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
            f'stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"{dashes}/>'
        )
    if isinstance(shape, Disc):
        x, y = shape.centre
        return (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(shape.radius)}" fill="{shape.fill}" '
            f'stroke="{shape.stroke}"/>'
        )
    x, y = shape.at
    bold = ' font-weight="700"' if shape.bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{shape.anchor}" font-size="{_n(shape.size)}" '
        f'font-family="Arial, sans-serif"{bold} fill="{shape.fill}">{escape(shape.text)}</text>'
    )


def _n(number: float) -> str:
    return f"{round(number, 1):g}"
