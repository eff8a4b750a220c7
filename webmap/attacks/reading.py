"""What is written in an answer, whatever kind of file it is."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile

SHAPE = re.compile(r"X'(4750[0-9A-F]+)'")  # "GP", as a dump writes the bytes of a shape
DOUBLES_AT = {0: 8, 1: 40, 2: 56, 3: 56, 4: 72}  # where its own bytes begin, by its envelope


def written(body: bytes) -> str:
    """Return the text of an answer: of a PDF its pages, of a ZIP and a GeoPackage what is in it."""
    if body.startswith(b"%PDF"):
        return _paper(body)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(f"{name}\n{written(packed.read(name))}" for name in packed.namelist())
    if body.startswith(b"SQLite format 3"):
        return _package(body)
    return body.decode("utf-8", "replace")


def _paper(body: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _package(body: bytes) -> str:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(body)
        return SHAPE.sub(
            lambda found: _corners(bytes.fromhex(found[1])), "\n".join(connection.iterdump())
        )
    finally:
        connection.close()


def _corners(shape: bytes) -> str:
    """Return a shape of a GeoPackage by its corners, as GeoJSON writes them."""
    import shapely

    return str(shapely.to_geojson(shapely.from_wkb(shape[DOUBLES_AT[(shape[3] >> 1) & 7] :])))
