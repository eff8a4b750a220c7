"""The base map, layer by layer, as GeoJSON in EPSG:4326."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from geo import released, released_map
from geo.errors import NotFoundError
from webmap import base_tiles, layers, marks
from webmap.access import signed_in
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.review_map import ReviewMap

bp = Blueprint("base_map", __name__)

BOUNDARIES = frozenset({"authority", "ward", "force", "land"})
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


def review_map(label: str) -> ReviewMap:
    """Return a map with the base layers on it that there is something of, the lowest first."""
    held = released_map.layers_held(current_connection())
    base = base_tiles.found()
    drawn = ReviewMap(label, held if _has_ranks() else held - {"ranks"}, base)
    if base is not None:
        layers.base_tiles(base.address, base.least_zoom, base.most_zoom).add_to(drawn)
    for name, layer in (
        ("land", layers.land),
        ("authority", layers.authorities),
        ("ward", layers.wards),
        ("roads", layers.roads),
        ("ranks", layers.ranks),
    ):
        if name in drawn.held:
            layer(url_for("base_map.base_layer", layer=name)).add_to(drawn)
    return drawn


def _has_ranks() -> bool:
    who = signed_in()
    return who is not None and who.audience not in WITHOUT_RANKS
