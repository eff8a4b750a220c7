"""GeoJSON, GeoPackage and shapefile: a feature's properties are a record, its geometry is kept.

A file of another kind in disguise (a virtual layer can read any file on the machine) is never
opened: ``loaders/drivers.py`` has which driver may open what.
"""

from __future__ import annotations

import json
import re
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError as UnknownCrs
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo.crs import NATIONAL_GRID, WGS84
from geo.errors import SourceError
from loaders.drivers import GEOPACKAGE, SHAPEFILE, gdal, require_beginning, require_driver
from loaders.packages import refuse_programs

PARTS = frozenset({".shp", ".dbf", ".shx", ".prj", ".cpg"})
MOST_PARTS = 1_000
LARGEST_UNPACKED = 2**30
STEEPEST = 100  # a table's blanks pack twenty to one; a bomb packs a thousand to one
NOT_GEOJSON = (
    "must be a GeoJSON FeatureCollection and is other JSON, such as a data portal's answer: "
    "download it from there as CSV or GeoJSON"
)
MOST_LAYERS = 50  # that are looked at, and named
_BEGINS = re.compile(r"[^\s\x1e]")  # a sequence's records have a sign of their own between them
DEEPEST = 64  # real GeoJSON nests about ten deep; a hostile one thousands, which crashes parsers


@dataclass
class Features:
    """Features in file order: their properties as text, geometries (or None) and their CRS."""

    properties: list[dict[str, str]]
    geometries: list[BaseGeometry | None]
    epsg: int
    notices: list[str] = field(default_factory=list)


Fits = Callable[[Sequence[str]], float]  # how well a layer's fields are those that are looked for


def read_geojson(data: bytes, name: str) -> Features:
    """Read a GeoJSON feature collection; EPSG:4326 unless its crs member says otherwise.

    A file of features alone, one a line (GeoJSONL, GeoJSON text sequences), is one as well.
    Raises: SourceError if it is not one.
    """
    text = data.decode("utf-8-sig", errors="replace")
    if _depth(text) > DEEPEST:
        raise SourceError(f"{name} nests deeper than any map does: it is refused.")
    whole = _whole(text, name)
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        raise SourceError(f"{name} {NOT_GEOJSON}.")
    listed = whole.get("features")
    if not isinstance(listed, list):
        raise SourceError(f"{name} must have a list of features, and has none.")
    properties: list[dict[str, str]] = []
    geometries: list[BaseGeometry | None] = []
    for listed_feature in listed:
        feature = listed_feature if isinstance(listed_feature, dict) else {}
        stated = feature.get("properties")
        stated = stated if isinstance(stated, dict) else {}
        properties.append(dict(_flat(stated)))
        geometries.append(_shape(feature.get("geometry")))
    return Features(properties, geometries, _crs_member(whole.get("crs"), name))


def _flat(stated: dict[Any, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """Yield each property as text; those within another have its name before their own."""
    for name, value in stated.items():
        called = f"{within} {_text(name)}".strip()
        if isinstance(value, dict):
            yield from _flat(value, called)
        elif isinstance(value, list):
            yield called, ", ".join(map(_text, value))
        else:
            yield called, _text(value)


def _whole(text: str, name: str) -> Any:
    """Return what JSON says; features one after another, as one a line, are a collection."""
    listed: list[Any] = []
    decoder, place = json.JSONDecoder(), 0
    try:
        while begins := _BEGINS.search(text, place):
            value, place = decoder.raw_decode(text, begins.start())
            listed.append(value)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise SourceError(
            f"{name} must be GeoJSON and breaks off or goes wrong as JSON: ask for it again."
        ) from error
    if all(map(_is_feature, listed)):
        return {"type": "FeatureCollection", "features": listed}
    return listed[0] if len(listed) == 1 else listed


def _is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature" and "properties" in value


def _shape(geometry: Any) -> BaseGeometry | None:
    if not isinstance(geometry, dict) or geometry.get("type") == "GeometryCollection":
        return None
    try:
        made: BaseGeometry = shapely.from_geojson(json.dumps(geometry))
    except ShapelyError:
        return None
    return None if made.is_empty else made


def _crs_member(member: Any, name: str) -> int:
    if not isinstance(member, dict):
        return WGS84
    properties = member.get("properties")
    stated = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if "CRS84" in stated or not stated:
        return WGS84
    return _epsg(stated, name)


def _epsg(stated: str, name: str) -> int:
    try:
        code = CRS.from_user_input(stated).to_epsg()
    except (UnknownCrs, UnicodeError):
        code = None
    if code not in (WGS84, NATIONAL_GRID, 4258):
        raise SourceError(
            f"{name} must be in EPSG:27700 or EPSG:4326, and says {stated[:60]!r}: "
            "ask for it in one of those."
        )
    return NATIONAL_GRID if code == NATIONAL_GRID else WGS84


def _depth(text: str) -> int:
    deepest = depth = 0
    # a text that is not closed runs to the end, or each of its quotes would be tried again
    for sign in re.findall(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', text, re.DOTALL):
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def read_geopackage(data: bytes, name: str, fits: Fits | None = None) -> Features:
    """Read a layer of a GeoPackage: the one that ``fits`` best, or the first of equals.

    Raises: SourceError.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        path.write_bytes(data)
        require_beginning(path, name)
        refuse_programs(path, name)
        return _read_with_gdal(path, GEOPACKAGE, name, fits)


def read_shapefile(data: bytes, name: str) -> Features:
    """Read a zipped shapefile: one .shp with its .dbf, .shx and .prj. Raises: SourceError."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        try:
            with zipfile.ZipFile(_spooled(data)) as archive:
                _refuse_bomb(archive.infolist(), len(data), name)
                for entry in archive.infolist():
                    if entry.is_dir():
                        continue
                    suffix = Path(entry.filename).suffix.lower()
                    # a Mac packs a companion of its own, ._name, beside each file
                    if suffix in PARTS and not Path(entry.filename).name.startswith("._"):
                        # our own names: what an archive calls its entries is not trusted
                        part = target / f"layer{suffix}"
                        if part.exists():
                            raise SourceError(
                                f"{name} must hold one shapefile, and holds several: send each "
                                "in a file of its own."
                            )
                        part.write_bytes(archive.read(entry))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise SourceError(f"{name} must be a zipped shapefile, and is not whole.") from error
        except (RuntimeError, NotImplementedError) as error:
            raise SourceError(
                f"{name} is locked by a password or packed in a way that cannot be read: "
                "send it as a plain zip file."
            ) from error
        if not (target / "layer.shp").exists():
            raise SourceError(
                f"{name} must hold a .shp file, and holds none: unpack it and send the file inside."
            )
        return _read_with_gdal(target / "layer.shp", SHAPEFILE, name)


def _refuse_bomb(entries: list[zipfile.ZipInfo], packed_bytes: int, name: str) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS:
        raise SourceError(
            f"{name} holds {len(entries):,} files, and a shapefile is a handful: it is refused."
        )
    if size > LARGEST_UNPACKED or size > STEEPEST * max(packed_bytes, 2**20):
        raise SourceError(
            f"{name} unpacks to {size // 2**20} MB, which no map needs: it is refused."
        )


def beside(path: Path) -> dict[str, Path]:
    """Return the parts of a shapefile that lie beside its .shp, by their endings."""
    found: dict[str, Path] = {}
    for suffix in sorted(PARTS - {".shp"}):
        for part in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
            if part.exists():
                found.setdefault(suffix, part)
    return found


def read_shapefile_beside(path: Path) -> Features:
    """Read a .shp whose companions lie beside it. Raises: SourceError."""
    for suffix in (".dbf", ".shx"):
        if suffix not in beside(path):
            raise SourceError(f"{path.name} needs its {suffix} file beside it, which is not there.")
    return _read_with_gdal(path, SHAPEFILE, path.name)


def _spooled(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def _read_with_gdal(path: Path, driver: str, name: str, fits: Fits | None = None) -> Features:
    require_beginning(path, name)
    index = next((each for each in path.parent.glob(f"{path.stem}.sh[xX]")), None)
    if index is not None and driver == SHAPEFILE:
        require_beginning(index, name)
    pyogrio = gdal()
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL's, of what it reads all the same
            layers = pyogrio.list_layers(path)
            drawn = [str(each) for each, geometry in layers if geometry][:MOST_LAYERS]
            drawn = drawn or [str(layers[0][0])]
            layer = drawn[0]
            if fits is not None and len(drawn) > 1:
                layer = max(
                    drawn, key=lambda each: fits(pyogrio.read_info(path, layer=each)["fields"])
                )
            info = pyogrio.read_info(path, layer=layer)
            require_driver(info["driver"], driver, name)
            meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, datetime_as_string=True)
    except (DataSourceError, DataLayerError) as error:
        raise SourceError(f"{name} cannot be opened as {driver}: it is damaged.") from error
    if not meta["crs"]:
        raise SourceError(f"{name} must say which coordinate reference system it is in.")
    shapes = shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore")
    geometries: list[BaseGeometry | None] = [
        None if shape is None or shape.is_empty else shape for shape in shapes
    ]
    fields = [str(each) for each in meta["fields"]]
    properties = [
        {field: _text(value) for field, value in zip(fields, values, strict=True)}
        for values in zip(*columns, strict=True)
    ] or [{} for _ in geometries]
    found = Features(properties, geometries, _epsg(str(meta["crs"]), name))
    if aside := [each for each in drawn if each != layer]:
        said = ", ".join(map(repr, aside))
        found.notices.append(f"layer {layer!r} was read; {said} left aside")
    return found


def _text(value: Any) -> str:
    if isinstance(value, np.floating):
        value = float(value)
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # JSON can spell characters that no text in a database can hold
    return str(value).replace("\x00", " ").encode(errors="replace").decode()
