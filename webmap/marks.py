"""What each mark of the map says when it is chosen, and the response that carries the marks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from flask import Response

from webmap import terms
from webmap.formats import day, distance, sentence, thousands
from webmap.wording import Row, band

Features = dict[str, Any]


def respond(features: Features) -> Response:
    """Return features as a response."""
    body = json.dumps(features, ensure_ascii=False, separators=(",", ":"))
    return Response(body, mimetype="application/geo+json")


def premises(features: Features) -> Features:
    """Let each flagged premises say its name, its kind, how near it is and to how many."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        several = given["locations"] != 1
        return {
            "id": given["premises_id"],
            "title": given["name"],
            "said": [
                sentence(terms.kind(given["kind"])),
                f"{sentence(band(given['band_m']))} from "
                f"{'the nearest of ' if several else 'a repeat location'}"
                f"{thousands(given['locations']) + ' repeat locations' if several else ''}",
            ],
            "band_m": given["band_m"],
        }

    return _each(features, say)


def repeat_locations(features: Features) -> Features:
    """Let each repeat location say how many episodes it has."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        children = given["children"]
        involved = f"{children} child{'ren' if children != 1 else ''} involved" if children else ""
        return {
            "title": f"Repeat location {given['location_no']}",
            "said": [
                ", ".join(filter(None, [f"{thousands(given['episodes'])} episodes", involved])),
                f"The last began on {day(dt.date.fromisoformat(given['last_on']))}",
            ],
            "episodes": given["episodes"],
        }

    return _each(features, say)


def ranks(features: Features) -> Features:
    """Let each taxi rank say its name and its spaces."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        spaces = given["spaces"]
        room = [f"{spaces} space{'s' if spaces != 1 else ''}"] if spaces else []
        return {"title": given["name"] or "Taxi rank", "said": ["Taxi rank", *room]}

    return _each(features, say)


def one_premises(row: Row) -> Features:
    """Return one premises as a mark, with how far off it may be; none if it was never placed."""
    if row["longitude"] is None:
        return {"type": "FeatureCollection", "features": []}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(row["longitude"], 6), round(row["latitude"], 6)],
                },
                "properties": {
                    "title": row["name"],
                    "said": [
                        sentence(terms.kind(row["kind"])),
                        f"Placed to within {distance(row['precision_m'])}",
                    ],
                    "precision_m": row["precision_m"],
                },
            }
        ],
    }


def _each(features: Features, say: Callable[[dict[str, Any]], dict[str, Any]]) -> Features:
    return {
        "type": "FeatureCollection",
        "features": [
            {**feature, "properties": say(feature["properties"])}
            for feature in features["features"]
        ],
    }
