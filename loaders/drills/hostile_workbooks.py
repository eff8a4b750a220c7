"""Hostile workbooks and XML: archives that unpack without end, entities, links and stray cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import openpyxl

from loaders.drills.hostile_file import Hostile, Trap, holding, late, telling
from loaders.drills.invented import REGISTER, food, premises_row

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [{}]>".format(
    '<!ENTITY a "laugh ">'
    + "".join(f'<!ENTITY {"bcdefghij"[n]} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
MB = 2**20
READ_BECAUSE = {
    "nested.xlsx": "a part that no sheet names is never unpacked",
    "climbs.xlsx": "no part is unpacked to a file: sheets are read in memory",
    "macro.xlsx": "a macro is a part that is never read",
    "locked.xlsx": "that it is locked is said in one place and not in the other, and is not so",
    "formulas.xlsx": "no formula is worked out: a cell is what its sender's program made of it",
    "declared.xlsx": "cells are counted by what is there, and not by what is said",
    "links.xlsx": "links to other workbooks are never followed",
    "include.xml": "inclusions are not followed: an element that no field is read from",
}


def book(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Return a workbook with a small register, changed as asked."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (REGISTER, *(premises_row(n) for n in range(1, 6))):
        sheet.append(list(row))
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(parts: Mapping[str, bytes], change: Callable[[bytes], bytes] | None = None) -> bytes:
    """Return the workbook with parts put in, and its sheet changed as asked."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book())) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = parts.get(name, before.read(name))
            after.writestr(name, change(content) if change and name == SHEET else content)
        for name, content in parts.items():
            if name not in before.namelist():
                after.writestr(name, content)
    return out.getvalue()


def files() -> Iterator[Hostile]:
    """Yield them."""
    yield from _archives()
    yield from _sheets()
    yield from _xml()


def _archives() -> Iterator[Hostile]:
    crowd = {f"xl/media/{n}.png": b"" for n in range(70_000)}
    for name, content, harm in (
        ("bomb.xlsx", lambda: repacked({SHEET: b" " * 400 * MB}), "a sheet of 400 MB in 400 kB"),
        ("strings.xlsx", lambda: repacked({"xl/sharedStrings.xml": _strings()}), "text in bulk"),
        ("nested.xlsx", lambda: repacked({"xl/embeddings/a.zip": _nest()}), "zip in zip in zip"),
        ("crowd.xlsx", lambda: repacked(crowd), "70,000 parts"),
        ("cut.xlsx", lambda: book()[:-900], "cut off"),
        (
            "locked.xlsx",
            lambda: book().replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1"),
            "locked",
        ),
        ("macro.xlsx", lambda: repacked({"xl/vbaProject.bin": b"\xd0\xcf" * 9_999}), "a macro"),
        ("no_parts.xlsx", _empty, "an archive of nothing"),
    ):
        yield Hostile("premises", name, harm, late(content), READ_BECAUSE.get(name, ""))

    def climbing(trap: Trap) -> bytes:
        return repacked(dict.fromkeys((*trap.climbing, *map(str, trap.aims)), b"x"))

    harm = "parts that climb out of the folder"
    yield Hostile("premises", "climbs.xlsx", harm, telling(climbing), READ_BECAUSE["climbs.xlsx"])


def _sheets() -> Iterator[Hostile]:
    def stray(made: openpyxl.Workbook) -> None:
        made.worksheets[0]["XFD1048576"] = "here"

    def formulas(made: openpyxl.Workbook) -> None:
        made.worksheets[0].append(
            ["PL9", '=WEBSERVICE("http://example.invalid")', "=1/0", "", 1, 2]
        )

    def merged(sheet: bytes) -> bytes:
        said = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:F900000"/></mergeCells>'
        return sheet.replace(b"</sheetData>", said)

    def declared(sheet: bytes) -> bytes:
        begin = sheet.index(b'ref="') + 5
        return sheet[:begin] + b"A1:XFD1048576" + sheet[sheet.index(b'"', begin) :]

    links = b'<externalLink xmlns="x"><externalBook r:id="r1"/></externalLink>'
    for name, content, harm in (
        ("stray.xlsx", lambda: book(stray), "a cell at the far corner"),
        ("formulas.xlsx", lambda: book(formulas), "formulas that call out"),
        ("merged.xlsx", lambda: repacked({}, merged), "five million merged cells"),
        ("declared.xlsx", lambda: repacked({}, declared), "a sheet said to be 17 thousand million"),
        ("links.xlsx", lambda: repacked({"xl/externalLinks/a.xml": links}), "links to elsewhere"),
        ("deep.xlsx", lambda: repacked({SHEET: _deep(200_000)}), "XML 200,000 deep"),
        ("laughs.xlsx", lambda: repacked({SHEET: f"{LAUGHS}<x>&j;</x>".encode()}), "entities"),
    ):
        yield Hostile("premises", name, harm, late(content), READ_BECAUSE.get(name, ""))

    def outside(trap: Trap) -> bytes:
        said = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{trap.secret}">]><x>&a;</x>'
        return repacked({SHEET: said.encode()})

    yield Hostile("premises", "entity.xlsx", "an entity that is a file", telling(outside))


def _xml() -> Iterator[Hostile]:
    def file_of(trap: Trap) -> str:
        kind = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{trap.secret}">]>'
        return food("<AddressLine1>&a;</AddressLine1>", kind)

    def call_to(trap: Trap) -> str:
        return food(before=f'<!DOCTYPE x SYSTEM "{trap.address}/x.dtd">')

    for name, content, harm in (
        ("laughs.xml", lambda: food("<a>&j;</a>", LAUGHS), "entities of entities"),
        (
            "quadratic.xml",
            lambda: food(f"<a>{'&a;' * 10_000}</a>", QUADRATIC),
            "one entity many times",
        ),
        ("cut.xml", lambda: food()[:-40], "cut off"),
        ("utf7.xml", lambda: food(encoding="utf-7"), "UTF-7"),
        ("deep.xml", lambda: _deep(1_000_000), "a million deep"),
        ("attribute.xml", lambda: f'<x a="{"b" * 30_000_000}"><y/></x>', "an attribute of 30 MB"),
        ("nothing.xml", lambda: "<" * 1_000_000, "nothing but brackets"),
    ):
        yield Hostile("food", name, harm, late(content))
    yield Hostile("food", "entity.xml", "an entity that is a file", telling(file_of))
    yield Hostile("food", "dtd.xml", "a document type elsewhere", telling(call_to))
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
    because = READ_BECAUSE["include.xml"]
    yield Hostile("food", "include.xml", "an inclusion", holding(food(include)), because)


def _strings() -> bytes:
    one = b"<si><t>" + b"abcdefghij" * 3_000 + b"</t></si>"
    return b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + one * 9_000


def _nest() -> bytes:
    inner = b"0" * 10 * MB
    for depth in range(6):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(10):
                archive.writestr(f"{depth}_{copy}", inner)
        inner = out.getvalue()
    return inner


def _deep(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def _empty() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
    return out.getvalue()
