"""Areas: authorities, wards, LSOAs, police forces and the land, each with its code's vintage.

CRS: EPSG:27700, or EPSG:4326 converted by OSTN15. Source: ONS Open Geography, and others alike.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import NATIONAL_GRID, shape_to_grid
from geo.database import query
from geo.errors import SourceError
from loaders.features import Features
from loaders.loading import Load
from loaders.source import Source, read_features
from loaders.values import kind_of, text

KINDS = ("authority", "ward", "lsoa", "force", "land")
PREFIXES = {
    "authority": ("E06", "E07", "E08", "E09", "W06", "S12"),
    "ward": ("E05", "W05", "S13"),
    "lsoa": ("E01", "W01", "S01"),
    "force": ("E23", "W15", "S32"),
    "land": (),
}
STEMS = {
    "authority": ("lad", "laua", "utla", "ltla", "ctyua"),
    "ward": ("wd", "ward"),
    "lsoa": ("lsoa",),
    "force": ("pfa", "force"),
    "land": ("land",),
}
LONGEST_CODE, LONGEST_NAME = 40, 200
MOST_CHANGE = 0.01  # of an area, by repairing it
# in one area: the longest coasts of Britain have several hundred thousand in full detail
MOST_CORNERS = 1_000_000
# in one piece of land: no real one has so many, and to look at them takes as long as their square
MOST_HOLES = 1_000


@dataclass(frozen=True)
class Columns:
    """The properties that an area's code, name and authority are read from, and its vintage.

    ``official``: codes are those of the Office for National Statistics, some of them at least.
    """

    code: str | None
    name: str | None
    authority: str | None
    vintage: int | None
    official: bool = False


def load_boundaries(source: Source, kind: str, vintage: int | None = None) -> partial[None]:
    """Return the work of loading one file of areas, for ``loading.run``."""
    return partial(_load, source=source, kind=kind, vintage=vintage)


def _load(load: Load, *, source: Source, kind: str, vintage: int | None) -> None:
    features = read_features(source, lambda names: sum(_is_code(each, kind) for each in names))
    report = load.report
    report.notices += features.notices
    report.read = len(features.properties)
    if not report.read:
        raise SourceError(f"{source.path.name} must have areas, and has none.")
    _refuse_degrees(features, source.path.name)
    columns = _columns(features, kind, source.path.name)
    year = vintage or columns.vintage or dt.datetime.now(tz=dt.UTC).year
    if vintage is None and columns.vintage is None:
        report.notices.append(f"the file says no vintage: {year} was taken; --vintage sets it")
    report.mapping = {
        ours: [theirs]
        for ours, theirs in (
            ("code", columns.code),
            ("name", columns.name),
            ("authority", columns.authority),
        )
        if theirs
    }
    rows = []
    for line, (properties, shape) in enumerate(
        zip(features.properties, features.geometries, strict=True), start=1
    ):
        load.progress(line, report.read)
        row = _row(load, line, properties, shape, features.epsg, kind, columns)
        if row is not None:
            rows.append(row | {"vintage": year, "kind": kind, "load_id": load.load_id})
    _refuse_repeated(rows, source.path.name)
    for row in rows:
        changed = load.connection.scalar(query("store_boundary"), row)
        report.accepted += changed is not None
        report.already_held += changed is None
        if kind == "authority":
            load.connection.execute(query("know_authority"), row)


def _refuse_degrees(features: Features, name: str) -> None:
    """Refuse degrees that are called metres, which would lie within a stone's throw of 0, 0."""
    shapes = [shape for shape in features.geometries if shape is not None]
    if features.epsg != NATIONAL_GRID or not shapes:
        return
    if np.abs(shapely.total_bounds(shapes)).max() <= 180:
        raise SourceError(
            f"{name} says that it is in EPSG:27700, and its coordinates are degrees: ask for it "
            "in the system that it says."
        )


def _columns(features: Features, kind: str, name: str) -> Columns:
    """Find the code of this kind of area: a file of wards names their authorities too."""
    first = features.properties[0]
    stems = "|".join(STEMS[kind])
    code = area_name = authority = None
    vintage: int | None = None
    for column in sorted(first, key=_year):  # of several vintages the newest, which comes last
        plain = column.lower()
        if found := re.fullmatch(rf"(?:{stems})(\d\d)?(?:cd|code|_code)", plain):
            code, vintage = column, 2000 + int(found[1]) if found[1] else None
        elif re.fullmatch(rf"(?:{stems})(\d\d)?(?:nm|name|_name)", plain):
            area_name = column
        elif re.fullmatch(r"lad(\d\d)?(cd|code|_code)", plain):
            authority = column
    if code is None:
        code = _column_of_codes(features, PREFIXES[kind])
    if area_name is None:
        area_name = next((c for c in first if re.fullmatch(r"name|nm|label", c.lower())), None)
    if code is None and area_name is None and kind != "land":
        raise SourceError(
            f"{name} must have a column with the ONS codes of areas of kind {kind} "
            f"({' or '.join(PREFIXES[kind]) or 'any'}...), and has only: {', '.join(first)}."
        )
    codes = {properties.get(code or "", "").strip() for properties in features.properties}
    official = any(_is_of(each, PREFIXES[kind]) for each in codes if PREFIXES[kind])
    return Columns(code, area_name, authority, vintage, official)


def _is_code(column: str, kind: str) -> bool:
    stems = "|".join(STEMS[kind])
    return re.fullmatch(rf"(?:{stems})(\d\d)?(?:cd|code|_code)", column.lower()) is not None


def _year(column: str) -> int:
    found = re.search(r"\d\d", column)
    return int(found[0]) if found else 0


def _column_of_codes(features: Features, prefixes: tuple[str, ...]) -> str | None:
    for column in features.properties[0]:
        cells = [properties.get(column, "").strip() for properties in features.properties]
        if prefixes and all(_is_of(cell, prefixes) for cell in cells):
            return column
    return None


def _is_of(code: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a code is one of the Office for National Statistics for such areas."""
    return bool(re.fullmatch(r"[EWSNK]\d{8}", code)) and code.startswith(prefixes)


def _row(
    load: Load,
    line: int,
    properties: dict[str, str],
    shape: BaseGeometry | None,
    epsg: int,
    kind: str,
    columns: Columns,
) -> dict[str, object] | None:
    name = text(properties.get(columns.name or "", "")) if columns.name else None
    code = text(properties.get(columns.code or "", "")) if columns.code else name
    if kind == "land":
        code = code or f"part {line}"  # a coast has no codes
    if code is None:
        load.reject(line, columns.code or "code", "required", "nothing")
        return None
    # Northern Ireland's are turned away by where they are
    if columns.official and not _is_of(code, (*PREFIXES[kind], "N")):
        load.reject(line, columns.code or "code", "code_of_another_kind", kind_of(code))
        return None
    for column, said, longest in (
        (columns.code, code, LONGEST_CODE),
        (columns.name, name, LONGEST_NAME),
    ):
        if said is not None and len(said) > longest:
            load.reject(line, column or "code", "too_long", f"{len(said)} characters")
            return None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
        load.reject(line, "geometry", "not_a_shape", shape.geom_type if shape else "nothing")
        return None
    if (corners := int(shapely.get_num_coordinates(shape))) > MOST_CORNERS:
        load.reject(line, "geometry", "too_many_corners", f"{corners:,} corners")
        return None
    area = shape_to_grid(shape, epsg)
    if area is None:
        load.reject(line, "geometry", "coordinates_not_in_britain", "an area")
        return None
    mended, repaired = _repair(area)
    if mended is None:
        found = "an area that crosses itself" if repaired else f"more than {MOST_HOLES:,} holes"
        load.reject(line, "geometry", "cannot_be_repaired", found)
        return None
    if repaired:
        load.report.issues["geometry", "repaired"] += 1
        load.report.notices.append(
            f"{name or code} crossed itself and was repaired: its {area.area / 1e6:,.3f} km\u00b2 "
            f"became {mended.area / 1e6:,.3f} km\u00b2"
        )
    return {
        "code": code,
        "name": name or code,
        "authority": text(properties.get(columns.authority, "")) if columns.authority else None,
        "geom": shapely.to_wkb(mended, include_srid=True),
        "repaired": repaired,
    }


def _repair(area: BaseGeometry) -> tuple[BaseGeometry | None, bool]:
    """Return the area as a valid multipolygon with its SRID, and whether it had to be mended."""
    if shapely.get_num_interior_rings(shapely.get_parts(area)).max(initial=0) > MOST_HOLES:
        return None, False
    repaired = not area.is_valid
    if repaired:
        made = shapely.make_valid(area)
        parts = [each for each in shapely.get_parts(made) if each.geom_type == "Polygon"]
        parts += [
            each
            for part in shapely.get_parts(made)
            if part.geom_type == "MultiPolygon"
            for each in part.geoms
        ]
        mended = shapely.unary_union(parts) if parts else None
        if mended is None or abs(mended.area - area.area) > MOST_CHANGE * mended.area:
            return None, True
        area = mended
    polygons = [each for each in shapely.get_parts(area) if each.geom_type == "Polygon"]
    flat = shapely.force_2d(shapely.multipolygons(polygons))  # some maps give heights, all 0
    return shapely.set_srid(flat, NATIONAL_GRID), repaired


def _refuse_repeated(rows: list[dict[str, object]], name: str) -> None:
    often = [code for code, count in Counter(str(row["code"]) for row in rows).items() if count > 1]
    if often:
        raise SourceError(
            f"{name} must have one area for each code, and has several for {often[0]} "
            f"and {len(often) - 1} others: is --kind right?"
        )
