"""Write the description of what pages fetch as JSON, as OpenAPI 3.1: docs/openapi.json.

Addresses, methods, audiences and whether a look is recorded are those that the application declares
of its routes; the shapes of answers stand here. They are closed: a property that is not named is a
fault, so that what must not be told cannot ride along unseen.
Run: .venv/bin/python .ci/openapi.py
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

import geo
from geo.settings import Settings
from webmap import base_map, create_app
from webmap.audience import Audience
from webmap.looking import Layer, Look
from webmap.looks import LOOKS
from webmap.pools import Pools

DESCRIPTION = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html; charset=utf-8"
Shape = dict[str, Any]

WORDS: Shape = {"type": "string"}
SENTENCES: Shape = {"type": "array", "items": WORDS, "maxItems": 12}
NUMBER: Shape = {"type": "integer", "minimum": 0}
UUID: Shape = {"type": "string", "format": "uuid"}
QUARTER: Shape = {"type": "string", "pattern": "^[0-9]{4}Q[1-4]$"}
DAY: Shape = {"type": "string", "format": "date"}
# the terms of publication are dated rows, whose checks are floors: so are these
OFFICER_BAND: Shape = {"type": "integer", "minimum": 3}
BOARD_BAND: Shape = {"type": "integer", "minimum": 5}
# of an officer's map: a band's outer edge, and never a distance
BAND_M: Shape = {"type": "integer", "multipleOf": 50, "minimum": 100}
DEGREES: Shape = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
POINT = "Point"
BOX: Shape = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
AREA = ("Polygon", "MultiPolygon")
LINE = ("LineString", "MultiLineString")


def closed(**properties: Shape) -> Shape:
    """Return an object that has these properties and no other; a name that ends in _ may lack."""
    return {
        "type": "object",
        "properties": {name.rstrip("_"): shape for name, shape in properties.items()},
        "required": [name for name in properties if not name.endswith("_")],
        "additionalProperties": False,
    }


def features(*kinds: str, box: Shape | None = None, **properties: Shape) -> Shape:
    """Return a collection of features in EPSG:4326, of these kinds of geometry and properties."""
    geometry = closed(type={"enum": list(kinds)}, coordinates={"type": "array"})
    more = {} if box is None else {"bbox": box}
    feature = closed(
        type={"const": "Feature"}, geometry=geometry, properties=closed(**properties), **more
    )
    return closed(type={"const": "FeatureCollection"}, features={"type": "array", "items": feature})


def marks(*kinds: str, **properties: Shape) -> Shape:
    """Return marks of a map: each has a title, and sentences to show when it is chosen."""
    return features(*kinds, title=WORDS, said=SENTENCES, **properties)


def noted(collection: Shape) -> Shape:
    """Return a layer that says what a reader of the whole of it has to know."""
    return closed(**collection["properties"], notes=SENTENCES)


def or_none(shape: Shape) -> Shape:
    """Return a shape that may be null."""
    return {"anyOf": [shape, {"type": "null"}]}


STATE = closed(state=WORDS, said=WORDS)
LEFT: dict[str, Shape] = {"idle": NUMBER, "whole": NUMBER}
BASE = {
    "oneOf": [
        features(*AREA, code=WORDS, name=WORDS),
        features(*LINE, name=or_none(WORDS), **{"class": WORDS}),
        marks(POINT),
    ]
}
# of each endpoint that answers in JSON: the kind of its answer, and its shape
ANSWERS: dict[str, tuple[str, Shape]] = {
    "status.health": (
        JSON,
        closed(
            ok={"type": "boolean"},
            version=WORDS,
            database=closed(reachable={"type": "boolean"}, private={"type": "boolean"}),
            tables={"type": "boolean"},
        ),
    ),
    "session_end.stay": (JSON, closed(**LEFT)),
    "drafts.keep": (
        JSON,
        closed(kept=WORDS, told={"type": "object", "additionalProperties": WORDS}, **LEFT),
    ),
    "ask.state": (JSON, STATE),
    "uploads.state": (JSON, STATE),
    "base_map.base_layer": (GEOJSON, BASE),
    "base_map.names": (GEOJSON, features(POINT, box=BOX, code=WORDS, name=WORDS)),
    "flags.premises_layer": (GEOJSON, marks(POINT, id=UUID, band_m=NUMBER)),
    "flags.locations_layer": (GEOJSON, marks("MultiPoint", episodes=NUMBER)),
    "premises.point_layer": (GEOJSON, marks(POINT, precision_m=or_none({"type": "number"}))),
    "map_points.places_layer": (GEOJSON, noted(marks(POINT, episodes=NUMBER))),
    "map_points.hotspots_layer": (GEOJSON, marks(*AREA)),
    # 1 to 5 is a band
    "map_points.missing_layer": (GEOJSON, noted(marks(*AREA, band_from=NUMBER))),
    "visits.premises_layer": (
        GEOJSON,
        marks(POINT, id=UUID, band_m=BAND_M, symbol={"enum": [0, 1, 2, 3]}),
    ),
    "visits.cells_layer": (
        GEOJSON,
        marks(*AREA, band_from=OFFICER_BAND, middle=DEGREES),
    ),
    "visit_premises.point_layer": (
        GEOJSON,
        marks(POINT, precision_m=or_none({"type": "number"})),
    ),
    "board.wards_layer": (
        GEOJSON,
        marks(*AREA, state=WORDS, band_from=or_none(BOARD_BAND)),
    ),
}
PARTS: dict[str, Shape] = {
    "quarter": QUARTER,
}
# read from what answers, so that a layer that is added is described
LAYERS: dict[str, list[str]] = {
    "base_map.base_layer": sorted({*base_map.BOUNDARIES, "roads", "ranks"}),
    "base_map.names": sorted(base_map.NAMED),
}
FILTERS = ("authority", "kind", "band", "words")
OWN_FILTERS = ("kind", "band", "type", "priority", "since", "open", "state", "owner", "words")
ASKED: dict[str, dict[str, Shape]] = {
    "flags.premises_layer": dict.fromkeys(FILTERS, WORDS),
    "visits.premises_layer": dict.fromkeys(OWN_FILTERS, WORDS),
    "map_points.places_layer": {"from": DAY, "to": DAY},
    "map_points.missing_layer": {"from": DAY, "to": DAY},
}
OF_DAYS = {name for name, asked in ASKED.items() if "from" in asked}
TAKEN: dict[str, Shape] = {
    "drafts.keep": {
        "type": "object",
        "properties": {"csrf_token": WORDS, "draft": {"type": "string", "maxLength": 90}},
        "required": ["csrf_token", "draft"],
        "additionalProperties": WORDS,
    }
}
ABOUT = (
    "What Nightjar's own pages fetch as JSON, over the session of whoever is signed in. There is "
    "nothing here that a page does not show to the same person, and no other way in: an address "
    "that is not for somebody is answered as one that there is not. Files that leave by a form, "
    "snapshots and map tiles are not here."
)


def describe(app: Flask) -> Shape:
    """Return the description of an application's JSON endpoints."""
    paths: dict[str, dict[str, Shape]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        if rule.endpoint in ANSWERS:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                paths.setdefault(path, {})[method.lower()] = _operation(app, rule)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Nightjar", "version": geo.__version__, "description": ABOUT},
        "paths": paths,
        "components": {
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "nightjar"},
            }
        },
    }


def written(app: Flask) -> str:
    """Return the description as it stands in the file."""
    return json.dumps(describe(app), indent=1, ensure_ascii=False) + "\n"


def _operation(app: Flask, rule: Rule) -> Shape:
    name, access = rule.endpoint, app.extensions["nightjar_access"]
    media, shape = ANSWERS[name]
    said = inspect.getdoc(app.view_functions[name]) or ""
    opened = access.is_open(name)
    told: Shape = {
        "operationId": name,
        "summary": said.split("Raises:")[0].strip().splitlines()[0],
        "tags": [name.partition(".")[0]],
        "x-audiences": ["anybody"] if opened else _audiences(app, name),
        "x-recorded": isinstance(LOOKS[name], Look | Layer),
        "parameters": _parameters(rule),
        "responses": _responses(name, media, shape, opened=opened),
    }
    if not opened:
        told["security"] = [{"session": []}]
    if name in TAKEN:
        form = {"application/x-www-form-urlencoded": {"schema": TAKEN[name]}}
        told["requestBody"] = {"required": True, "content": form}
    return told


def _audiences(app: Flask, endpoint: str) -> list[str]:
    allowed = app.extensions["nightjar_access"].allowed[endpoint.partition(".")[0]]
    return [each.value for each in Audience if each in allowed]


def _parameters(rule: Rule) -> list[Shape]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": _part(rule, name)}
        for name in sorted(rule.arguments)
    ]
    return found + [
        {"name": name, "in": "query", "required": False, "schema": shape}
        for name, shape in ASKED.get(rule.endpoint, {}).items()
    ]


def _part(rule: Rule, name: str) -> Shape:
    """Return what a part of an address may be."""
    if name == "layer":
        return {"enum": LAYERS[rule.endpoint]}
    return PARTS.get(name, UUID)


def _responses(name: str, media: str, shape: Shape, *, opened: bool) -> Shape:
    answers: Shape = {"200": {"description": "as asked", "content": {media: {"schema": shape}}}}
    page = {"content": {HTML: {"schema": WORDS}}}
    if name == "status.health":
        answers["503"] = {"description": "not well", "content": {media: {"schema": shape}}}
        return answers
    if not opened:
        answers["303"] = {"description": "nobody is signed in: to the door", **page}
        answers["404"] = {"description": "no such thing, or not for whoever asks", **page}
        answers["503"] = {"description": "busy, or not to be recorded: shown is nothing", **page}
    if isinstance(LOOKS[name], Look | Layer):
        answers["403"] = {"description": "no purpose was stated", **page}
    if name in OF_DAYS:
        answers["400"] = {"description": "days that cannot be shown", **page}
    if name in TAKEN:
        answers["400"] = {"description": "a form without its token", **page}
        answers["403"] = {"description": "a form from elsewhere", **page}
    return answers


def application() -> Flask:
    """Return the application as a server has it, over a database that is never asked."""
    nowhere = Settings(database_url="postgresql://nobody@localhost/nowhere")
    return create_app(Pools(nowhere), nowhere)


if __name__ == "__main__":
    DESCRIPTION.write_text(written(application()), encoding="utf-8")
