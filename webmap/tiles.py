"""Vector tiles of premises: as many as the map shows, each with what its reader may see.

A tile is asked of the database by the reader's own login, and is never kept: neither by a browser
(``no-store``, as for every page) nor here, where one person's tile could become another's. A map
asks for dozens, so the statement that answers also asks whose session it is. Whoever gets no answer
so is asked who they are as at any other page, and is answered as there.
"""

from __future__ import annotations

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as Answer

from geo import released_map
from geo.errors import NotFoundError, PurposeError
from webmap import cookies
from webmap.access import Access, admit_now, signed_in
from webmap.audience import Audience
from webmap.connection import at_once
from webmap.looking import session

bp = Blueprint("tiles", __name__)

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
WITH_TILES = frozenset({Audience.ANALYST, Audience.OFFICER})


@bp.get("/map/premises/<zoom>/<column>/<row>.mvt")
def premises(zoom: str, column: str, row: str) -> Answer:
    """Send one tile. Raises: NotFoundError where the map has no such tile, PurposeError."""
    at = tuple(number(each) for each in (zoom, column, row))
    there = released_map.is_tile(*at)
    guessed = Access.current().guess(cookies.token() or "")
    body = _tile(guessed, at) if there and guessed in WITH_TILES else None
    if body is None:
        refused = admit_now()
        if refused is not None:
            return refused
        who = signed_in()
        assert who is not None
        if who.task is None:
            raise PurposeError("a purpose must be stated before anything is shown")
        body = _tile(who.audience, at) if there else None
    if body is None:
        raise NotFoundError("there is no such tile")
    return Response(body, mimetype=MEDIA_TYPE)


def number(given: str) -> int:
    """Return a number as an address of ours has it; -1 for anything else, where no tile is."""
    plain = given.isascii() and given.isdigit() and len(given) < 8
    return int(given) if plain and str(int(given)) == given else -1


def _tile(audience: Audience, at: tuple[int, ...]) -> bytes | None:
    with at_once(audience) as connection:
        body = released_map.tile(connection, audience, session(), *at)
    if body is not None:
        g.answered_as = audience
    return body
