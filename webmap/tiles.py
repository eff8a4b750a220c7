"""Vector tiles of premises: as many as the map shows, each with what its reader may see.

A tile is asked of the database by the reader's own login, and is never kept: neither by a browser
(``no-store``, as for every page) nor here, where one person's tile could become another's.
"""

from __future__ import annotations

from flask import Blueprint, Response

from geo import released_map
from geo.errors import NotFoundError
from webmap.access import signed_in
from webmap.connection import current_connection
from webmap.looking import saw

bp = Blueprint("tiles", __name__)

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"


@bp.get("/map/premises/<zoom>/<column>/<row>.mvt")
def premises(zoom: str, column: str, row: str) -> Response:
    """Send one tile. Raises: NotFoundError where the map has no such tile."""
    at = tuple(number(each) for each in (zoom, column, row))
    who = signed_in()
    if who is None or not released_map.is_tile(*at):
        raise NotFoundError("there is no such tile")
    body = released_map.tile(current_connection(), who.audience, *at)
    saw(0)  # the page that the tile belongs to said how many there are
    return Response(body, mimetype=MEDIA_TYPE)


def number(given: str) -> int:
    """Return a number as an address of ours has it; -1 for anything else, where no tile is."""
    plain = given.isascii() and given.isdigit() and len(given) < 8
    return int(given) if plain and str(int(given)) == given else -1
