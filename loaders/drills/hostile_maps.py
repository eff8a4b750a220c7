"""Hostile maps: layers that point elsewhere, geometry without end, databases with a will."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from loaders.drills.hostile_file import Hostile, Trap, holding, late, telling
from loaders.drills.invented import X, Y, boundary, collection, feature

CODE = "E05999001"
SQUARE = shapely.box(X, Y, X + 1000, Y + 1000)
POINT = {"type": "Point", "coordinates": [X, Y]}
READ_BECAUSE = {
    "_vsicurl_http_127.0.0.1.geojson": "a name is the server's: nothing of it is ever opened",
    "climbs.zip": "parts are unpacked in memory and kept under names of ours",
    "rooted.zip": "parts are unpacked in memory and kept under names of ours",
    "everywhere.zip": "parts that belong to no shapefile are never unpacked",
    "rows.zip": "rows are counted by what is there, and not by what is said",
    "trigger.gpkg": "a trigger acts when something is written, and nothing is",
    "words.gpkg": "a virtual table that is no layer is never asked for its rows",
    "corners.geojson": "real coasts have hundreds of thousands of corners",
}
LINK = 0o120777 << 16  # the mode of a symbolic link, where an archive keeps it


def layer(driver: str, suffix: str) -> dict[str, bytes]:
    """Return the files of a map with one ward, by their endings."""
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.raw.write(
            Path(folder) / f"layer{suffix}",
            np.array([shapely.to_wkb(SQUARE)], dtype=object),
            [np.array([CODE], dtype=object), np.array(["Quay"], dtype=object)],
            ["WD26CD", "WD26NM"],
            driver=driver,
            geometry_type="Polygon",
            crs="EPSG:27700",
        )
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


def package(*statements: str, shape: bytes | None = None) -> bytes:
    """Return a GeoPackage after statements of its sender's, its shape put in place of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        path.write_bytes(layer("GPKG", ".gpkg")[".gpkg"])
        with closing(sqlite3.connect(path)) as base:
            base.executescript("".join(f"{each};" for each in _NO_TRIGGERS))
            for statement in statements:
                base.execute(statement)
            if shape is not None:
                base.execute("UPDATE layer SET geom = ?", [shape])
            base.commit()
        return path.read_bytes()


# what would ask a function that SQLite alone does not have
_NO_TRIGGERS = tuple(
    f"DROP TRIGGER IF EXISTS rtree_layer_geom_{name}"
    for name in ("insert", "delete", *(f"update{n}" for n in range(1, 8)))
)


def nested(depth: int) -> bytes:
    """Return a collection in a collection, so deep, as a GeoPackage holds it."""
    header = b"GP\x00\x01" + struct.pack("<i", 27700)
    each = b"\x01" + struct.pack("<II", 7, 1)
    return header + each * depth + shapely.to_wkb(shapely.Point(X, Y))


def zipped(parts: Mapping[str, bytes], mode: int = 0) -> bytes:
    """Return an archive of parts, in whose records a mode stands."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = mode, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def shapefile(change: Mapping[str, bytes] | None = None, mode: int = 0) -> bytes:
    """Return a zipped shapefile, its parts changed."""
    parts = {**layer("ESRI Shapefile", ".shp"), **(change or {})}
    return zipped({f"layer{suffix}": part for suffix, part in parts.items()}, mode)


def virtual(trap: Trap) -> str:
    """Return a virtual layer that reads a file of the machine as if it were a table."""
    return (
        '<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource relativeToVRT="0">'
        f"CSV:{trap.secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )


def gml(trap: Trap) -> str:
    """Return GML that says that its schema and its area are elsewhere."""
    return (
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{trap.address}/a {trap.address}/a.xsd"><gml:featureMember><ward>'
        f'<WD26CD>{CODE}</WD26CD><gml:geometryProperty xlink:href="{trap.address}/area"/>'
        "</ward></gml:featureMember></gml:FeatureCollection>"
    )


def files() -> Iterator[Hostile]:
    """Yield them."""
    yield from _elsewhere()
    yield from _archives()
    yield from _databases()
    yield from _json()


def _elsewhere() -> Iterator[Hostile]:
    for name in ("virtual.geojson", "virtual.gpkg", "virtual.shp", "virtual.csv", "virtual.vrt"):
        yield Hostile("boundaries", name, "a virtual layer in disguise", telling(virtual))
    for name in ("called.geojson", "called.gpkg", "called.shp", "called.gml"):
        yield Hostile("boundaries", name, "GML in disguise, with a schema elsewhere", telling(gml))

    def inside(made: Callable[[Trap], str]) -> Callable[[Trap], bytes]:
        return lambda trap: shapefile({".shp": made(trap).encode()})

    for name, made, harm in (
        ("virtual.zip", virtual, "a virtual layer called .shp"),
        ("called.zip", gml, "GML called .shp"),
    ):
        yield Hostile("boundaries", name, harm, telling(inside(made)))
    yield Hostile("premises", "virtual_register.gml", "the same as a register", telling(virtual))

    def far(trap: Trap) -> str:
        return json.dumps({"type": "FeatureCollection", "features": f"/vsicurl/{trap.address}"})

    def reference(trap: Trap) -> str:
        return collection([feature(POINT, WD26CD=CODE)], f"{trap.address}/crs")

    yield Hostile("boundaries", "far.geojson", "features that are elsewhere", telling(far))
    yield Hostile("boundaries", "crs.geojson", "a reference system elsewhere", telling(reference))
    plain = boundary().replace("LAD26", "WD26")
    name = "_vsicurl_http_127.0.0.1.geojson"  # what the spool makes of such a name
    yield Hostile("boundaries", name, "a name", holding(plain), READ_BECAUSE[name])


def _archives() -> Iterator[Hostile]:
    for name, content, harm in (
        (
            "link.zip",
            lambda: shapefile({".dbf": b"/etc/passwd"}, mode=LINK),
            "parts that are links",
        ),
        ("nested.zip", lambda: zipped({"a.zip": shapefile()}), "a map in a zip in a zip"),
        ("bomb.zip", lambda: shapefile({".dbf": bytes(300 * 2**20)}), "300 MB in 300 kB"),
        ("crowd.zip", lambda: zipped({f"{n}.txt": b"" for n in range(70_000)}), "70,000 parts"),
        ("cut.zip", lambda: shapefile()[:-60], "cut off"),
        ("two.zip", lambda: zipped({"a.shp": b"x", "b.shp": b"y"}), "two maps"),
        ("rows.zip", lambda: shapefile({".dbf": _many_rows()}), "a table of 4 thousand million"),
        ("shape.zip", lambda: shapefile({".shp": _endless()}), "a shape that has no end"),
    ):
        yield Hostile("boundaries", name, harm, late(content), READ_BECAUSE.get(name, ""))

    def everywhere(trap: Trap) -> bytes:
        names = (*trap.climbing, *map(str, trap.aims))
        return zipped({**_parts("layer"), **{f"{name}.txt": b"x" for name in names}})

    for name, aimed, harm in (
        ("climbs.zip", lambda trap: zipped(_parts(trap.climbing[-1])), "parts that climb out"),
        ("rooted.zip", lambda trap: zipped(_parts(str(trap.aims[0]))), "parts of the root"),
        ("everywhere.zip", everywhere, "other parts that climb out everywhere"),
    ):
        yield Hostile("boundaries", name, harm, telling(aimed), READ_BECAUSE[name])


def _parts(called: str) -> dict[str, bytes]:
    parts = layer("ESRI Shapefile", ".shp")
    return {f"{called}{suffix}": part for suffix, part in parts.items()}


def _many_rows() -> bytes:
    table = bytearray(layer("ESRI Shapefile", ".shp")[".dbf"])
    table[4:8] = struct.pack("<I", 2**32 - 2)
    return bytes(table)


def _endless() -> bytes:
    shape = bytearray(layer("ESRI Shapefile", ".shp")[".shp"])
    shape[144:152] = struct.pack("<ii", 2**30, 2**30)  # so many rings, so many corners
    return bytes(shape)


def _databases() -> Iterator[Hostile]:
    view = (
        "ALTER TABLE layer RENAME TO kept",
        "CREATE VIEW layer AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
        "SELECT kept.fid, geom, WD26CD, hex(zeroblob(n)) AS WD26NM FROM kept CROSS JOIN c",
    )
    trigger = "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM layer; END"
    made = "ALTER TABLE layer ADD COLUMN big TEXT AS (hex(zeroblob(400000000)))"
    words = "CREATE VIRTUAL TABLE words USING fts5 (a)"
    for name, content, harm in (
        ("view.gpkg", lambda: package(*view), "a layer that is a question without end"),
        ("made.gpkg", lambda: package(made), "a column that is made when it is read"),
        ("trigger.gpkg", lambda: package(trigger), "a trigger"),
        ("words.gpkg", lambda: package(words), "a virtual table"),
        ("deep.gpkg", lambda: package(shape=nested(20_000)), "geometry 20,000 deep"),
        ("points.gpkg", lambda: package(shape=nested(0)[:8] + b"\x01" + b"\xff" * 8), "no end"),
        ("cut.gpkg", lambda: package()[:-9_000], "cut off"),
        ("noise.gpkg", lambda: package()[:100] + b"\xa5" * 50_000, "a database of noise"),
        ("other.gpkg", _other, "a database that is no map"),
    ):
        yield Hostile("boundaries", name, harm, late(content), READ_BECAUSE.get(name, ""))


def _other() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "other"
        with closing(sqlite3.connect(path)) as base:
            base.execute("CREATE TABLE a AS SELECT 1 AS b")
            base.commit()
        return path.read_bytes()


def _json() -> Iterator[Hostile]:
    def deep() -> str:
        inside = json.dumps(POINT)
        return _one('{"type":"GeometryCollection","geometries":[' * 20_000 + inside + "]}" * 20_000)

    corner = [[X, Y], [X + 1, Y], [X, Y + 1], [X, Y]]
    odd: tuple[tuple[str, Callable[[], str], str], ...] = (
        ("deep.geojson", deep, "geometry 20,000 deep"),
        ("arrays.geojson", lambda: _one("[" * 1_000_000), "arrays a million deep"),
        ("nan.geojson", lambda: _one('{"type":"Point","coordinates":[NaN,Infinity]}'), "NaN, Inf"),
        ("digits.geojson", lambda: _one(f'{{"type":"Point","coordinates":[{"9" * MANY},1]}}'), "∞"),
        ("cut.geojson", lambda: boundary()[:-20], "cut off"),
        ("list.geojson", lambda: "[" + boundary() + "]", "a list of maps"),
        ("rings.geojson", lambda: _polygons([corner] * 60_000), "60,000 rings"),
        ("corners.geojson", lambda: _polygons([corner[:1] * 900_000 + corner]), "900,000 corners"),
        (
            "coast.geojson",
            lambda: _polygons([corner[:1] + [[1, 1]] * MANY + corner]),
            "over a million corners",
        ),
        ("wide.geojson", _wide, "10,000 properties"),
    )
    for name, content, harm in odd:
        yield Hostile("boundaries", name, harm, late(content), READ_BECAUSE.get(name, ""))
    yield Hostile("premises", "register_wide.geojson", "10,000 properties", late(_wide))
    yield Hostile("premises", "register_deep.geojson", "geometry 20,000 deep", late(deep))


MANY = 1_000_000


def _one(geometry: str) -> str:
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
        f'{{"WD26CD":"{CODE}","WD26NM":"Quay"}},"geometry":{geometry}}}]}}'
    )


def _polygons(rings: list[list[list[int]]]) -> str:
    shape = {"type": "Polygon", "coordinates": rings}
    return collection([feature(shape, WD26CD=CODE, WD26NM="Quay")])


def _wide() -> str:
    return collection([feature(POINT, **{f"c{n}": n for n in range(10_000)})])
