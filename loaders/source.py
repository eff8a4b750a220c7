"""Open whatever file a supplier sent: unpack it, tell its format, and read it as a table."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from shapely import Point

from geo.crs import NATIONAL_GRID
from geo.errors import SourceError
from loaders import delimited, features, values, workbook
from loaders.encoding import decode
from loaders.features import Features, Fits
from loaders.scanning import PIECE_BYTES, require_file, steep, too_steep, unreadable
from loaders.table import WIDEST, Row, Table, key, tabulate

LARGEST = 2 * 2**30
BEGINNING_BYTES = 4096
SHAPES = b"\x00\x00\x27\x0a"

# the columns that a feature's own point is read as; no supplier can have named one so
POINT_COLUMNS = {
    NATIONAL_GRID: ("(point) easting", "(point) northing"),
    4326: ("(point) longitude", "(point) latitude"),
}


@dataclass(frozen=True)
class Source:
    """A file as it came: its name, its bytes unpacked, and the hash of what was sent."""

    path: Path
    name: str
    data: bytes
    sha256: str

    @property
    def kind(self) -> str:
        """The format, told by the first bytes and then by the name."""
        return _kind(self)


def open_source(path: Path) -> Source:
    """Read a file, unzipping gzip. Raises: SourceError if it is missing, empty or cut off."""
    require_file(path)
    if path.stat().st_size > LARGEST:
        raise SourceError(f"{path.name} is larger than {LARGEST // 2**30} GB: split it.")
    try:
        _refuse_nothing(path)
        data = path.read_bytes()
        sha256 = _hash(path, data)
    except OSError as error:
        raise SourceError(unreadable(path, error)) from error
    name = path.name
    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, name)
        name = name.removesuffix(".gz")
    if not data.strip():
        raise SourceError(f"{path.name} is empty: it must have a header and rows.")
    return Source(path, name, data, sha256)


def _hash(path: Path, data: bytes) -> str:
    """Hash what was sent: of a shapefile all parts, since its codes and names are in another."""
    whole = hashlib.sha256(data)
    if data.startswith(SHAPES):
        for suffix, part in features.beside(path).items():
            whole.update(suffix.encode() + hashlib.sha256(part.read_bytes()).digest())
    return whole.hexdigest()


def _refuse_nothing(path: Path) -> None:
    """Refuse by its beginning what is neither text nor known, before all of it is read."""
    with path.open("rb") as file:
        start = file.read(BEGINNING_BYTES)
    known = start.startswith((b"\x1f\x8b", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    utf32 = start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))
    if (
        b"\x00" in start
        and not (known or utf32)
        and _kind(Source(path, path.name, start, "")) == "text"
    ):
        decode(start, path.name)


def _gunzip(data: bytes, name: str) -> bytes:
    unpacked = bytearray()
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            # a few megabytes can pack a machine's memory
            while len(unpacked) <= LARGEST and (block := packed.read(PIECE_BYTES)):
                unpacked += block
                if too_steep(len(unpacked), len(data)):
                    raise SourceError(steep(name))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(
            f"{name} is not a whole gzip file: it was cut off or damaged; ask for it again."
        ) from error
    if len(unpacked) > LARGEST:
        raise SourceError(f"{name} unpacks to more than {LARGEST // 2**30} GB: split it.")
    return bytes(unpacked)


def _kind(source: Source) -> str:
    data, suffix = source.data, Path(source.name).suffix.lower()
    if data.startswith(b"SQLite format 3\x00"):
        return "geopackage"
    if data.startswith(SHAPES):
        return "shapefile"
    if data.startswith(b"PK\x03\x04") and b"opendocument" in data[:128]:
        raise SourceError(f"{source.name} is an OpenDocument file: save it as XLSX or CSV.")
    if data.startswith(b"PK\x03\x04"):
        return "workbook" if b"[Content_Types].xml" in data[:4096] or suffix == ".xlsx" else "zip"
    for magic, what in (
        (b"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as XLSX or CSV"),
        (b"%PDF", "a PDF: ask for the register as CSV or XLSX"),
        (b"\x89PNG", "a picture: ask for the register as CSV or XLSX"),
        (b"\xff\xd8\xff", "a picture: ask for the register as CSV or XLSX"),
        (b"PAR1", "a Parquet file: save it as CSV"),
        (b"\x7fELF", "a program: this is not a register"),
        (b"MZ", "a program: this is not a register"),
    ):
        if data.startswith(magic):
            raise SourceError(f"{source.name} is {what}.")
    start = data[:512]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", errors="ignore").encode()
    start = start.lstrip(b"\xef\xbb\xbf\x1e \t\r\n")
    if start.startswith(b"<"):
        return "xml"
    if start.startswith(b"{"):
        return "geojson"
    if re.match(rb"\[\s*\{", start):
        raise SourceError(f"{source.name} {features.NOT_GEOJSON}.")
    return "text"


def read_features(source: Source, fits: Fits | None = None) -> Features:
    """Read a map file of any of the formats that carry geometry. Raises: SourceError.

    Of several layers the one is read that ``fits`` best.
    """
    match source.kind:
        case "geojson":
            return features.read_geojson(source.data, source.name)
        case "geopackage":
            return features.read_geopackage(source.data, source.name, fits)
        case "shapefile":
            return features.read_shapefile_beside(source.path)
        case "zip":
            return features.read_shapefile(source.data, source.name)
        case other:
            raise SourceError(
                f"{source.name} must be GeoJSON, GeoPackage or a shapefile, and is {other}."
            )


def read_table(source: Source, known: Collection[str] = (), *, headed: bool | None = None) -> Table:
    """Read a file of any format as a table of text.

    ``known``: the headers that the loader understands (see ``table.key``), by which the header
    row is found. A feature's point becomes two columns of its own. Raises: SourceError.
    """
    match source.kind:
        case "workbook":
            rows, notices, title = workbook.records(source.data, source.name, known)
            table = tabulate(source.name, rows, known, values.plainly_a_value, headed=headed)
            table.title = title
            table.notices[:0] = notices
            return table
        case "geojson" | "geopackage" | "shapefile" | "zip":
            found = read_features(source, lambda names: len({*map(key, names)} & set(known)))
            table = _flatten(found, source.name)
            table.notices += found.notices
            return table
        case "xml":
            raise SourceError(_no_table(source))
        case _:
            return _read_text(source, known, headed)


def _no_table(source: Source) -> str:
    """Say what to do with markup: back offices save web pages and old Excel's XML as ``.xls``."""
    start = source.data[:4096].lower()
    if any(tag in start for tag in (b"<html", b"<!doctype html", b"<table", b"excel.sheet")):
        return (
            f"{source.name} must be a table, and is a web page or Excel's XML of 2003, whatever "
            "its name: open it in a spreadsheet program and save it as XLSX or CSV."
        )
    if b"opengis.net" in start:
        return f"{source.name} is GML or KML: save it as GeoJSON, GeoPackage or CSV."
    return f"{source.name} is XML, and this loader reads tables: see --help."


def _read_text(source: Source, known: Collection[str], headed: bool | None) -> Table:
    text, encoding = decode(source.data, source.name)
    separator = delimited.find_separator(text)
    listed = delimited.records(text, source.name, separator)
    table = tabulate(source.name, listed, known, values.plainly_a_value, headed=headed)
    table.encoding = encoding
    if encoding not in ("utf-8", "cp1252"):
        table.notices.append(f"the text is encoded as {encoding}")
    if separator != ",":
        table.notices.append(f"fields are separated by a {delimited.NAMES[separator]}")
    return table


def _flatten(found: Features, name: str) -> Table:
    """Make a table of features, with the point of each (or a point inside it) as two columns."""
    names = list(dict.fromkeys(column for each in found.properties for column in each))
    if len(names) > WIDEST:
        raise SourceError(
            f"{name} has features of {len(names)} properties, and {WIDEST} is the most that a "
            "register can have."
        )
    columns = (*names, *POINT_COLUMNS[found.epsg])
    rows, blank = [], 0
    for number, (properties, shape) in enumerate(
        zip(found.properties, found.geometries, strict=True), start=1
    ):
        cells = [properties.get(column, "") for column in names]
        if shape is None:
            x, y = "", ""
        else:
            point = shape if isinstance(shape, Point) else shape.representative_point()
            x, y = repr(point.x), repr(point.y)
        if not x and not any(cell.strip() for cell in cells):
            blank += 1
            continue
        rows.append(Row(number, (*cells, x, y)))
    if not rows:
        raise SourceError(f"{name} must have features with data, and has none: nothing to load.")
    return Table(name, columns, headed=True, rows=rows, blank=blank, encoding="utf-8")
