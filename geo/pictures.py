"""A result as a picture: SVG by shapes, PNG by dots, each with its scale and nothing from outside.

Darker is more. CRS: EPSG:27700, north up; a bar says how large it is. Both have the
same legend: what is drawn, and where each step of its colour ends.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np

from geo import band_pictures

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

FORMATS = (".svg", ".png")
RAMP = ("#e9ddf3", "#c9a9e0", "#a06cc4", "#6f2f9f", "#3b0a5c")
WIDTH, _EDGE, _FOOT = 900, 20, 50
_STEP, _SWATCH, _TYPE = 170, 14, 14  # pixels: from step to step of the legend, its colour, its type
_LIGHT, _INK = "#f3f2f1", "#0b0c0c"


def write(frame: GeoDataFrame, path: Path, value: str, title: str) -> None:
    """Draw the shapes of a frame by the number in its column ``value``; pairs as a table."""
    if {*frame.columns} >= band_pictures.COLUMNS:
        if path.suffix.lower() == ".png":
            path.write_bytes(_png(band_pictures.as_pixels(frame, RAMP)))
        else:
            path.write_text(band_pictures.as_svg(frame, RAMP, title), encoding="utf-8")
        return
    if path.suffix.lower() == ".png":
        path.write_bytes(_png(_pixels(frame, value)))
    else:
        path.write_text(_svg(frame, value, title), encoding="utf-8")


def _classes(frame: GeoDataFrame, value: str) -> tuple[Any, list[float]]:
    """Return a class of the ramp for each row, by quantiles of what differs, and their ends."""
    numbers = frame[value].to_numpy(float)
    if not len(numbers):
        return np.zeros(0, int), []
    ends = np.quantile(numbers, np.linspace(0, 1, len(RAMP) + 1))[1:-1]
    if (numbers == np.round(numbers)).all():
        ends = np.floor(ends)  # of counts none lies between 4 and 4.8
    ends = np.unique(ends)
    return np.searchsorted(ends, numbers, "left"), [*ends.tolist(), float(numbers.max())]


def _frame(frame: GeoDataFrame) -> tuple[float, float, float, int]:
    """Return west, north, pixels to the metre, and the height in pixels."""
    west, south, east, north = frame.total_bounds if len(frame) else (0.0, 0.0, 1.0, 1.0)
    scale = (WIDTH - 2 * _EDGE) / max(east - west, north - south, 1.0)
    return float(west), float(north), scale, round((north - south) * scale) + 2 * _EDGE


def _svg(frame: GeoDataFrame, value: str, title: str) -> str:
    west, north, scale, height = _frame(frame)
    of, ends = _classes(frame, value)

    def ring(line: Any) -> str:
        spots = [
            f"{_EDGE + (x - west) * scale:.1f} {_EDGE + (north - y) * scale:.1f}"
            for x, y, *_ in line.coords
        ]
        return f"M{'L'.join(spots)}Z"

    drawn = [
        f'<path d="{"".join(ring(each) for each in _rings(shape))}" fill="{RAMP[number]}" '
        f'fill-rule="evenodd" stroke="#505a5f" stroke-width="0.3"><title>{value}: '
        f"{escape(f'{told:g}')}</title></path>"
        for shape, number, told in zip(frame.geometry, of, frame[value], strict=True)
    ]
    steps = [
        f'<rect x="{_EDGE + _STEP * n}" y="{height + 8}" width="{_SWATCH}" height="{_SWATCH}" '
        f'fill="{RAMP[n]}"/>'
        for n in range(len(ends))
    ]
    steps.append(
        f'<path d="M{_EDGE} {height + 36}h{_bar(scale) * scale:.1f}" stroke="{_INK}" '
        'stroke-width="2"/>'
    )
    steps += [
        f'<text x="{x:.1f}" y="{y + 12:.1f}" font-size="{_TYPE}">{escape(words)}</text>'
        for x, y, words in _legend(value, ends, scale, height)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + _FOOT}" '
        f'role="img" font-family="Arial, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{height + _FOOT}" fill="{_LIGHT}"/>'
        f"{''.join(drawn)}{''.join(steps)}</svg>\n"
    )


def _legend(
    value: str, ends: list[float], scale: float, height: int
) -> list[tuple[float, float, str]]:
    """Return the words of the legend, and where the upper left corner of each is, in pixels."""
    steps = [
        (_EDGE + _STEP * n + _SWATCH + 6.0, height + 8.0, f"to {end:.4g}")
        for n, end in enumerate(ends)
    ]
    metres = _bar(scale)
    length = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    what = f"{length}; darker is more: {value.replace('_', ' ')}"
    return [*steps, (_EDGE + metres * scale + 6, height + 28.0, what)]


def _bar(scale: float) -> int:
    """Return how many metres the bar is long: a kilometre, or less where there is not room."""
    return next((each for each in (1000, 100) if each * scale <= WIDTH / 2), 10)


def _rings(shape: Any) -> list[Any]:
    parts = getattr(shape, "geoms", [shape])
    return [
        ring
        for part in parts
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]


def _pixels(frame: GeoDataFrame, value: str) -> Any:
    """Return the picture as rows of red, green and blue; the last shape that holds a dot has it."""
    import shapely

    west, north, scale, height = _frame(frame)
    of, ends = _classes(frame, value)
    found = np.empty((height + _FOOT, WIDTH, 3), np.uint8)
    found[:] = _colour(_LIGHT)
    for shape, number in sorted(zip(frame.geometry, of, strict=True), key=lambda each: each[1]):
        left, bottom, right, top = shape.bounds
        columns = slice(*(round(_EDGE + (x - west) * scale) for x in (left, right)))
        rows = slice(*(round(_EDGE + (north - y) * scale) for y in (top, bottom)))
        part = found[rows, columns]
        across = west + (np.arange(columns.start, columns.stop) + 0.5 - _EDGE) / scale
        up = north - (np.arange(rows.start, rows.stop) + 0.5 - _EDGE) / scale
        inside = shapely.contains_xy(shape, *np.meshgrid(across, up))
        part[inside[: part.shape[0], : part.shape[1]]] = _colour(RAMP[number])
    for n in range(len(ends)):
        rows, left = slice(height + 8, height + 8 + _SWATCH), _EDGE + _STEP * n
        found[rows, left : left + _SWATCH] = _colour(RAMP[n])
    found[height + 34 : height + 37, _EDGE : _EDGE + max(round(_bar(scale) * scale), 1)] = 0
    return _lettered(found, _legend(value, ends, scale, height))


def _lettered(pixels: Any, words: list[tuple[float, float, str]]) -> Any:
    """Return a picture with words on it, in the type that Pillow has in itself."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.fromarray(pixels)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(_TYPE)
    for x, y, each in words:
        pen.text((x, y), each, fill=_INK, font=font)
    return np.asarray(picture)


def _colour(name: str) -> list[int]:
    return [int(name[at : at + 2], 16) for at in (1, 3, 5)]


def _png(pixels: Any) -> bytes:
    """Return rows of red, green and blue as a PNG file (RFC 2083)."""
    height, width = pixels.shape[:2]
    lines = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(lines.tobytes(), 9)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
