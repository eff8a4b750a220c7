"""Whether a kind of premises keeps company with the places where episodes recur.

For analysts alone: it is computed from points. CRS: EPSG:27700.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo import question
from geo.errors import QuestionError
from geo.found import Found, Terms
from geo.frames import frame

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

LEAST_PLACES = 5  # fewer places than this say nothing of a kind


def colocation(connection: Connection, terms: Terms) -> Found:
    """Return the quotient of a kind about each repeat location, and of every kind over all.

    Repeat locations are those of the rule's terms. Raises: QuestionError for too few of them.
    """
    from geo import area_methods

    places = _places(connection, terms)
    if len(places) < LEAST_PLACES:
        raise QuestionError(
            f"too few to map: at least {LEAST_PLACES} repeat locations must be held, found "
            f"{len(places)}; ask over a longer window or with lower minimums"
        )
    premises = frame(connection, "premises_by_place", {"as_at": terms["as_at"]})
    chances = {each: terms[each] for each in ("neighbours", "shuffles", "seed")}
    rows = area_methods.colocation(
        places, premises, terms["kind"], false_discovery=terms["false_discovery"], **chances
    )
    summary = {
        "repeat_locations": len(places),
        "premises": len(premises),
        "beyond_chance": int(rows["beyond_chance"].sum()),
        "kind": _by_kind(places, premises, {**chances, "shuffles": min(terms["shuffles"], 999)}),
    }
    return Found(rows, summary, _digest(places, premises), "quotient")


def _places(connection: Connection, terms: Terms) -> GeoDataFrame:
    asked = question.Question(
        as_at=dt.date.fromisoformat(terms["as_at"]),
        window_days=terms["window_days"],
        kinds=(terms["kind"],),
        only=tuple(sorted(dict(terms["only"]).items())),
        **{each: terms[each] for each in ("minimum_episodes", "minimum_children", "merge_m")},
    )
    found = question.repeat_locations(connection, asked)
    return found[["location_no", "episodes", "children", "geom"]]


def _by_kind(places: GeoDataFrame, premises: GeoDataFrame, chances: dict[str, Any]) -> Any:
    """Return, for each kind, the quotient over all places and the chance of one as high."""
    from geo.analysis.colocation import about_places

    at = places.geometry.centroid.get_coordinates().to_numpy()
    stand = premises.geometry.get_coordinates().to_numpy()
    kinds = premises["kind"].to_numpy()
    told = {}
    for kind in sorted(set(kinds)):
        found = about_places(at, stand, kinds == kind, **chances)
        told[str(kind)] = {"quotient": float(f"{found.quotient:.4g}"), "chance": found.chance}
    return told


def _digest(places: GeoDataFrame, premises: GeoDataFrame) -> str:
    """Return a hash over the places and premises, by which the same data are known again."""
    said = hashlib.sha256()
    for rows in (places, premises):
        at = np.rint(rows.geometry.centroid.get_coordinates().to_numpy() * 1000).astype("<i8")
        said.update(np.ascontiguousarray(at).tobytes())
    said.update("|".join(premises["kind"]).encode())
    return said.hexdigest()
