"""The parsers of whole files, each a function of bytes that fails if an oracle does."""

from __future__ import annotations

import io
import json
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from loaders import boundaries, delimited, food_records, food_rows, layout, premises, roads
from loaders.authorities import Authorities
from loaders.columnar import open_columns
from loaders.episode_file import examine
from loaders.premises_layout import FIELDS
from loaders.premises_rows import Reader
from loaders.scanning import scan
from loaders.source import Source, read_features, read_table
from loaders.taxi_columns import read_register
from loaders.taxi_layout import FIELDS as TAXI
from loaders.taxi_operators import _is_home
from loaders.taxi_operators import _read as read_operator
from loaders.taxi_rows import Cells, Turned
from loaders.taxi_vehicles import _read as read_vehicle
from tests.fuzz.oracles import a_load, rejects_are_ours, shapes_are_sound, unless_refused, words

ADDRESSES = {"uprn": ("UPRN",), "easting": ("X_COORDINATE",), "northing": ("Y_COORDINATE",)}


class Nowhere:
    """A database that knows two authorities and takes whatever it is given."""

    def execute(self, *_: Any) -> Any:
        return self

    def scalar(self, *_: Any) -> int:
        return 1

    def all(self) -> list[Any]:
        return [_Known("E06999001", "Skerrowby"), _Known("E06999002", "Lorrimouth")]


class _Known:
    def __init__(self, code: str, name: str) -> None:
        self.code, self.name, self.also, self.ended_on = code, name, (), None


def of_delimited(data: bytes) -> None:
    text = words(data)
    separator = delimited.find_separator(text)
    assert separator in delimited.SEPARATORS
    read = unless_refused(lambda: list(delimited.records(text, "f.csv", separator)))
    lines = [line for line, _ in read or ()]
    assert lines == sorted(set(lines))


def of_tables(data: bytes) -> None:
    table = unless_refused(lambda: read_table(_source(data), layout.known(FIELDS)))
    if table is not None:
        assert table.rows
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert len(set(table.columns)) == len(table.columns)
        # every record is a row, a blank or a fault, and none is two of them
        told = [*(row.line for row in table.rows), *(fault.line for fault in table.faults)]
        assert len(told) == len(set(told))


def of_columns(data: bytes) -> None:
    """Files of millions of rows, in batches: each line is a row, a misfit or blank, once."""
    with _written(data, "f.csv") as path:
        opened = unless_refused(lambda: open_columns(path, ADDRESSES, tuple(ADDRESSES), scan(path)))
        if opened is None:
            return
        file, columns = opened
        read = unless_refused(lambda: list(file.batches(columns)) if columns else [])
        lines = [int(line) for batch in read or () for line in batch.lines]
        lines += [line for line, *_ in file.misfits]
        assert len(lines) == len(set(lines))


def of_episode_headers(data: bytes) -> None:
    with _written(data, "e.csv") as path:
        found = unless_refused(lambda: examine(path, scan(path)))
        assert found is None or found.layout in {"episodes", "places", "ssda903", "street"}


def of_premises(data: bytes) -> None:
    source = _source(data)
    found = unless_refused(lambda: premises.propose(source))
    if found is None:
        return
    table, understood = found
    load = a_load()
    reader = Reader(table, understood, load)
    licences = [reader.read(row, "E06999001") for row in table.rows]
    assert len(load.report.rejects) == licences.count(None)
    rejects_are_ours(load, (cell for row in table.rows for cell in row.cells))
    for each in licences:
        assert each is None or each.name
        assert (
            each is None or not (each.starts_on and each.ends_on) or each.starts_on <= each.ends_on
        )


def of_taxis(data: bytes) -> None:
    for kind in TAXI:
        read = unless_refused(lambda kind=kind: read_register(_source(data), kind))
        if read is None:
            continue
        table, told = read
        load = a_load()
        cells = Cells(load, table, told)
        for row in table.rows:
            try:
                if kind == "operators":
                    read_operator(row, cells)
                    _is_home(row, cells, None, None)
                elif kind == "vehicles":
                    read_vehicle(row, cells, "E06999001")
                else:
                    cells.period(row)
                    cells.status(row)
            except Turned as turned:
                cells.turn_away(row, turned)
        rejects_are_ours(load, (cell for row in table.rows for cell in row.cells))


def of_workbooks(data: bytes) -> None:
    """A workbook of ours with some of its bytes changed, or with other text in its sheet."""
    of_tables(_changed(_workbook(), data))
    of_tables(_packed({"xl/worksheets/sheet1.xml": data}, _workbook()))


def of_geojson(data: bytes) -> None:
    source = _source(data if data.startswith(b"{") else b'{"type":"FeatureCollection",' + data)
    found = unless_refused(lambda: read_features(source))
    if found is not None:
        assert len(found.properties) == len(found.geometries)
        shapes_are_sound(found.geometries)
        unless_refused(lambda: read_table(source))


def of_geometries(data: bytes) -> None:
    """The geometry and the properties of a feature, through every loader of areas and lines."""
    for kind in boundaries.KINDS:
        load = a_load(Nowhere())
        work = boundaries.load_boundaries(_source(_feature(data)), kind, 2026)
        if unless_refused(lambda act=work, of=load: (act(of), True)):
            assert load.report.adds_up()
            rejects_are_ours(load, [])
    load = a_load(Nowhere())
    if unless_refused(lambda: (roads.load_roads(_source(_feature(data)))(load), True)):
        assert load.report.adds_up()


def of_geopackages(data: bytes) -> None:
    unless_refused(lambda: read_features(_source(b"SQLite format 3\x00" + data, "f.gpkg")))


def of_shapefiles(data: bytes) -> None:
    """A shapefile of which one part is what was given, by its length, and the others are sound."""
    shape = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + struct.pack("<2i", 1000, 1)
    parts = {"f.shp": shape + bytes(64), "f.dbf": b"\x03" + bytes(32), "f.shx": shape}
    part = (".shp", ".dbf", ".prj")[len(data) % 3]
    packed = _packed(parts | {f"f{part}": data})
    unless_refused(lambda: read_features(_source(packed, "f.zip")))


def of_food(data: bytes) -> None:
    known = Authorities(Nowhere())
    inside = b"<FHRSEstablishment><EstablishmentCollection>" + data
    for sent, name in ((inside, "f.xml"), (data, "f.csv")):
        load, source = a_load(), _source(sent, name)

        def read(source: Source = source, of: Any = load) -> list[Any]:
            return [
                (cells, food_rows.business(of, line, cells, known, set()))
                for line, cells in food_records.records(source, of)
            ]

        for cells, business in unless_refused(read) or ():
            assert business is None or business.type_id not in food_rows.NEVER_HELD
            assert business is None or 0 < business.fhrs_id <= food_rows.LARGEST_ID
            rejects_are_ours(load, cells.values())


def of_authorities(data: bytes) -> None:
    known = Authorities(Nowhere())
    said = words(data)
    found = known.code(said)
    assert found is None or found == said.strip().upper() or found in known.names
    unless_refused(lambda: known.require(said))


def _source(data: bytes, name: str = "f") -> Source:
    return Source(Path(name), name, data, "0" * 64)


@contextmanager
def _written(data: bytes, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _feature(data: bytes) -> bytes:
    """Return a collection with one feature, whose parts are JSON if that is what was given."""
    said = words(data)
    try:
        given: Any = json.loads(said)
    except (ValueError, RecursionError):
        given = said
    geometry = given if isinstance(given, dict) else {"type": "Polygon", "coordinates": given}
    properties = {"LAD26CD": "E06999001", "LAD26NM": said[:300], "class": "a", "name": said[:300]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    whole = {"type": "FeatureCollection", "features": [feature], "crs": None}
    return json.dumps(whole).encode()


@cache
def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Premises Name", "Address", "Easting"), ("The Heron", "4 Quay Street", 300_001)):
        book.active.append(row)
    book.active.merge_cells("A3:B4")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _changed(whole: bytes, data: bytes) -> bytes:
    """Return bytes with some overwritten: where, is what the first two of those given say."""
    if len(data) < 3:
        return whole[: len(whole) - len(data)]
    at = int.from_bytes(data[:2], "big") % len(whole)
    return whole[:at] + data[2:] + whole[at + len(data) - 2 :]


def _packed(parts: dict[str, bytes], others: bytes | None = None) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if others is not None:
            with zipfile.ZipFile(io.BytesIO(others)) as given:
                for name in given.namelist():
                    if name not in parts:
                        archive.writestr(name, given.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


PARSERS: dict[str, Callable[[bytes], None]] = {
    "delimited": of_delimited,
    "tables": of_tables,
    "columns": of_columns,
    "episode_headers": of_episode_headers,
    "premises": of_premises,
    "taxis": of_taxis,
    "workbooks": of_workbooks,
    "geojson": of_geojson,
    "geometries": of_geometries,
    "geopackages": of_geopackages,
    "shapefiles": of_shapefiles,
    "food": of_food,
    "authorities": of_authorities,
}
