"""A base map of pictures, if an installation has one: from a file, or from a server that is named.

Off unless somebody who runs Nightjar sets it up. A file is served from here, and nobody else learns
where anybody looks. Another server learns it, square by square: its origin alone is let into the
policy of pages with a map, and nothing is asked of it until whoever looks switches it on.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, url_for

from geo.errors import SetupError
from geo.settings import Settings
from geo.tile_file import FINEST_ZOOM, NAME, TileFile
from webmap.tiles import number

bp = Blueprint("base_tiles", __name__)

# what a file has no picture of is a picture of nothing: an error would fill the browser's log
NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@dataclass(frozen=True)
class BaseTiles:
    """Where a map's page finds the squares, and whom it names; ``server`` if that is another."""

    address: str
    least_zoom: int
    most_zoom: int
    credit: str
    server: str | None = None


def register(app: Flask, settings: Settings) -> None:
    """Read which base map there is. Raises: SetupError for a file that is none, or for two."""
    path = settings.tile_file or settings.data / NAME
    given = settings.tile_file is not None or path.exists()
    if given and settings.tile_server is not None:
        raise SetupError(
            "a base map must come from a file or from a server, and both are set: take "
            f"{path.name} away, or NIGHTJAR_TILE_SERVER"
        )
    app.extensions["nightjar_tile_file"] = TileFile.read(path) if given else None


def found() -> BaseTiles | None:
    """Return the base map of pictures that a page may show, and let its server into its policy."""
    file: TileFile | None = current_app.extensions["nightjar_tile_file"]
    settings: Settings = current_app.extensions["nightjar_settings"]
    if file is not None:
        first = url_for("base_tiles.square", zoom=0, column=0, row=0)
        address = first.removesuffix("/0/0/0") + "/{z}/{x}/{y}"
        return BaseTiles(address, file.least_zoom, file.most_zoom, file.credit)
    if settings.tile_server is None:
        return None
    parts = urlsplit(settings.tile_server)
    g.picture_origin = f"{parts.scheme}://{parts.netloc}"
    return BaseTiles(settings.tile_server, 0, 19, settings.tile_credit, parts.netloc)


@bp.get("/base/tiles/<zoom>/<column>/<row>")
def square(zoom: str, column: str, row: str) -> Response:
    """Send one square of the file; a picture of nothing where it has none."""
    file: TileFile | None = current_app.extensions["nightjar_tile_file"]
    at = tuple(number(each) for each in (zoom, column, row))
    there = 0 <= at[0] <= FINEST_ZOOM and all(0 <= each < 2 ** at[0] for each in at[1:])
    picture = file.picture(*at) if file is not None and there else None
    if picture is None:
        return Response(NOTHING, mimetype="image/png")
    return Response(picture.data, mimetype=picture.media_type)
