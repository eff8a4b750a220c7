"""Pairs of events by band as a picture: distances downwards, days across, darker is more.

Each field says its ratio, the pairs that were seen, and their chance. As SVG and as PNG alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

import numpy as np

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

WIDTH, _EDGE, _LEFT, _HEAD, _HIGH = 900, 20, 130, 50, 70  # pixels
_STEP, _SWATCH, _TYPE = 170, 14, 14
# where the steps of observed over expected end; from 1.2 a band is called a repeat
STEPS = (1.0, 1.2, 1.5, 2.0)
COLUMNS = frozenset({"distance_to_m", "days_to", "ratio", "pairs", "chance"})
_NOTHING, _LIGHT, _INK, _WHITE = "#b1b4b6", "#f3f2f1", "#0b0c0c", "#ffffff"


class Box(NamedTuple):
    """A filled rectangle. Unit: pixels, from the upper left."""

    x: float
    y: float
    wide: float
    high: float
    fill: str


class Word(NamedTuple):
    """A line of text by its upper left corner. Unit: pixels."""

    x: float
    y: float
    text: str
    fill: str


def laid_out(frame: GeoDataFrame, ramp: tuple[str, ...]) -> tuple[list[Box], list[Word], int]:
    """Return the boxes and words of a picture of pairs by band, and how high it is."""
    rows = sorted({*frame["distance_to_m"].tolist()})
    columns = sorted({*frame["days_to"].tolist()})
    wide = (WIDTH - 2 * _EDGE - _LEFT) / len(columns)
    boxes, words = [], [Word(_EDGE, _EDGE, "metres, days apart", _INK)]
    begins = frame.drop_duplicates("days_to").set_index("days_to")["days_from"]
    for number, until in enumerate(columns):
        label = f"{begins[until]} to under {until} days"
        words.append(Word(_EDGE + _LEFT + number * wide + 8, _EDGE, label, _INK))
    begins = frame.drop_duplicates("distance_to_m").set_index("distance_to_m")["distance_from_m"]
    for number, until in enumerate(rows):
        label = f"{begins[until]} to under {until} m"
        words.append(Word(_EDGE, _HEAD + number * _HIGH + _HIGH / 2 - 8, label, _INK))
    for field in frame.to_dict("records"):
        x = _EDGE + _LEFT + columns.index(field["days_to"]) * wide
        y = _HEAD + rows.index(field["distance_to_m"]) * _HIGH
        fill, ink = _colours(field["ratio"], ramp)
        boxes.append(Box(x, y, wide - 2, _HIGH - 2, fill))
        for line, said in enumerate(_said(field)):
            words.append(Word(x + 8, y + 8 + 18 * line, said, ink))
    high = _HEAD + len(rows) * _HIGH + 10
    for number, colour in enumerate(ramp):
        x = _EDGE + _STEP * number
        ends = f"to {STEPS[number]:g}" if number < len(STEPS) else f"above {STEPS[-1]:g}"
        boxes.append(Box(x, high, _SWATCH, _SWATCH, colour))
        words.append(Word(x + _SWATCH + 6, high, ends, _INK))
    words.append(Word(_EDGE, high + 22, "pairs for each that chance gives; darker is more", _INK))
    return boxes, words, high + 50


def as_svg(frame: GeoDataFrame, ramp: tuple[str, ...], title: str) -> str:
    """Return the picture as SVG, with nothing from outside."""
    boxes, words, high = laid_out(frame, ramp)
    drawn = [
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.wide:.1f}" height="{box.high:.1f}" '
        f'fill="{box.fill}"/>'
        for box in boxes
    ]
    drawn += [
        f'<text x="{word.x:.1f}" y="{word.y + 12:.1f}" font-size="{_TYPE}" fill="{word.fill}">'
        f"{escape(word.text)}</text>"
        for word in words
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" role="img" '
        f'font-family="Arial, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{high}" fill="{_LIGHT}"/>{"".join(drawn)}</svg>\n'
    )


def as_pixels(frame: GeoDataFrame, ramp: tuple[str, ...]) -> Any:
    """Return the picture as rows of red, green and blue."""
    from PIL import Image, ImageDraw, ImageFont

    boxes, words, high = laid_out(frame, ramp)
    picture = Image.new("RGB", (WIDTH, high), _LIGHT)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(_TYPE)
    for box in boxes:
        pen.rectangle((box.x, box.y, box.x + box.wide, box.y + box.high), fill=box.fill)
    for word in words:
        pen.text((word.x, word.y), word.text, fill=word.fill, font=font)
    return np.asarray(picture)


def _colours(ratio: float, ramp: tuple[str, ...]) -> tuple[str, str]:
    """Return the colour of a field and of the words on it, which must stand out from it."""
    if math.isnan(ratio):
        return _NOTHING, _INK
    step = sum(ratio > end for end in STEPS)
    return ramp[step], _WHITE if step > len(ramp) // 2 else _INK


def _said(field: Mapping[Any, Any]) -> list[str]:
    if math.isnan(field["ratio"]):
        return ["none expected", f"{field['pairs']:,} seen"]
    return [f"{field['ratio']:.2f} times", f"{field['pairs']:,} seen", f"p {field['chance']:.3f}"]
