"""The base map, layer by layer: as GeoJSON in EPSG:4326, or in tiles where a layer is large."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from geo import released, released_map
from geo.errors import NotFoundError
from webmap import base_tiles, layers, marks
from webmap.access import signed_in
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.review_map import ReviewMap
from webmap.tiles import MEDIA_TYPE, number

bp = Blueprint("base_map", __name__)

BOUNDARIES = frozenset({"authority", "ward", "force", "land"})
# "ground" is what is in the authorities' boundaries, where no coast was loaded
TILED = frozenset({"authority", "ground", "ward", "land", "roads"})
NAMED = frozenset({"authority", "ward"})
WITHOUT_RANKS = frozenset({Audience.BOARD})  # the board's login cannot read where taxis wait


@bp.get("/base/<layer>.geojson")
def base_layer(layer: str) -> Response:
    """Send one layer. Raises: NotFoundError for a layer that there is not."""
    connection = current_connection()
    if layer in BOUNDARIES:
        return marks.respond(released.boundary_features(connection, layer))
    if layer == "roads":
        return marks.respond(released.road_features(connection))
    if layer == "ranks" and _has_ranks():
        return marks.respond(marks.ranks(released.rank_features(connection)))
    raise NotFoundError("there is no such layer")


@bp.get("/base/<layer>/<zoom>/<column>/<row>.mvt")
def tile(layer: str, zoom: str, column: str, row: str) -> Response:
    """Send one tile of a large layer. Raises: NotFoundError where the map has no such tile."""
    at = tuple(number(each) for each in (zoom, column, row))
    if layer not in TILED or not released_map.is_tile(*at):
        raise NotFoundError("there is no such tile")
    body = released_map.base_tile(current_connection(), layer, *at)
    return Response(body, mimetype=MEDIA_TYPE)


@bp.get("/base/<layer>/names.geojson")
def names(layer: str) -> Response:
    """Send the names of a large layer's areas. Raises: NotFoundError for any other layer."""
    if layer not in NAMED:
        raise NotFoundError("there is no such layer")
    return marks.respond(marks.names(released_map.base_names(current_connection(), layer)))


def review_map(label: str) -> ReviewMap:
    """Return a map with the base layers on it that there is something of, the lowest first."""
    held = released_map.layers_held(current_connection())
    base = base_tiles.found()
    there = frozenset(held) if _has_ranks() else frozenset(held) - {"ranks"}
    tiled = frozenset(name for name in there if held[name])
    drawn = ReviewMap(label, there, base, tiled)
    if base is not None:
        layers.base_tiles(base.address, base.least_zoom, base.most_zoom).add_to(drawn)
    for name, layer in (
        ("land", layers.land),
        ("authority", layers.authorities),
        ("ward", layers.wards),
        ("roads", layers.roads),
        ("ranks", layers.ranks),
    ):
        if name in tiled:
            _tiles_of(name).add_to(drawn)
        elif name in there:
            layer(url_for("base_map.base_layer", layer=name)).add_to(drawn)
    return drawn


def _tiles_of(name: str) -> layers.CutLayer:
    parts = ("ground", name) if name == "authority" else (name,)
    return layers.in_tiles(
        name,
        {part: url_for("base_map.tile", layer=part, zoom=0, column=0, row=0) for part in parts},
        url_for("base_map.names", layer=name) if name in NAMED else None,
    )


def _has_ranks() -> bool:
    who = signed_in()
    return who is not None and who.audience not in WITHOUT_RANKS
