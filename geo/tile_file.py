"""A base map in a file: pictures of squares of the map in MBTiles, read and never written.

The file is somebody else's, so nothing of it is believed: it is opened read-only, a picture is sent
only if its first bytes say what it is, and a view or a page that is too much work is given up.
Source: MBTiles specification 1.3; rows are counted from the south (TMS). CRS: EPSG:3857.
"""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from geo.database import query
from geo.errors import SetupError

NAME = "basemap.mbtiles"  # in the data folder
LARGEST_PICTURE, MOST_STEPS = 2 * 2**20, 5_000_000
FINEST_ZOOM = 22
SIGNS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Picture:
    """One square of the map and what kind of picture it is."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class TileFile:
    """A file of pictures: its zooms, and whom it wants to be named."""

    path: Path
    least_zoom: int
    most_zoom: int
    credit: str

    @classmethod
    def read(cls, path: Path) -> TileFile:
        """Read what a file says of itself.

        Raises: SetupError if it is no MBTiles file of pictures.
        """
        try:
            with _opened(path) as database:
                said = dict(database.execute(query("tile_file_metadata").text))
                *zooms, first = database.execute(query("tile_file_zooms").text).fetchone()
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise SetupError(
                f"the base map {path.name} must be an MBTiles file, and cannot be read as one: "
                "take it away, or put a whole one in its place"
            ) from error
        if _picture(first) is None:
            raise SetupError(
                f"the base map {path.name} must hold squares as PNG, JPEG or WebP pictures, and "
                "holds none: vector tiles and PMTiles cannot be drawn, so make pictures of them"
            )
        least, most = (min(max(int(each), 0), FINEST_ZOOM) for each in zooms)
        return cls(path, least, most, _plain(said.get("attribution")) or _plain(said.get("name")))

    def picture(self, zoom: int, column: int, row: int) -> Picture | None:
        """Return a square by zoom, column and row from the north; None if the file has it not."""
        if not 0 <= zoom <= FINEST_ZOOM:
            return None
        values = {"zoom": zoom, "tile_column": column, "tile_row": 2**zoom - 1 - row}
        try:
            with _opened(self.path) as database:
                found = database.execute(query("tile_file_picture").text, values).fetchone()
        except sqlite3.Error:
            return None
        return _picture(found[0]) if found else None


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    # immutable: no lock, no journal and no file beside it; what is there is all there is
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_PICTURE)
        database.set_progress_handler(lambda: 1, MOST_STEPS)
        for statement in ("PRAGMA trusted_schema = OFF", "PRAGMA query_only = ON"):
            database.execute(statement)
        yield database
    finally:
        database.close()


def _picture(data: object) -> Picture | None:
    if not isinstance(data, bytes):
        return None
    for sign, media_type in SIGNS:
        if data.startswith(sign):
            return Picture(data, media_type)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Picture(data, "image/webp")
    return None


def _plain(said: object) -> str:
    """Return a text without its tags and signs that cannot be seen; files write HTML here."""
    text = html.unescape(_TAG.sub("", said)) if isinstance(said, str) else ""
    return " ".join("".join(each for each in text if each.isprintable()).split())[:200]
