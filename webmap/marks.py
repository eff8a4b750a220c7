"""What each mark of the map says when it is chosen, and the response that carries the marks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import Response

from geo.policy import Band
from geo.released_officer import FlaggedPremises
from webmap import board_wording, terms, visit_wording
from webmap.formats import day, distance, on_day, sentence, thousands
from webmap.wording import Row, band

Features = dict[str, Any]
# of geo.analysis.emerging, whose recipe it is
CLASSES = {
    "new": "New: hot in the last weeks alone",
    "consecutive": "Consecutive: hot in the last weeks, and never before",
    "intensifying": "Intensifying: nearly always hot, and more and more so",
    "diminishing": "Diminishing: nearly always hot, and less and less so",
    "persistent": "Persistent: nearly always hot",
    "oscillating": "Oscillating: hot in the last weeks, and cold at other times",
    "sporadic": "Sporadic: hot on and off",
    "historical": "Historical: nearly always hot, and not in the last weeks",
}


def respond(features: Features, notes: Sequence[str] | None = None) -> Response:
    """Return features as a response; ``notes``: what a reader of the whole layer has to know."""
    if notes is not None:
        features = {**features, "notes": list(notes)}
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


def visits(listed: Sequence[FlaggedPremises], bands_m: Sequence[int]) -> Features:
    """Return an officer's listed premises as marks; ``bands_m`` are the quarter's, nearest first.

    How near is said of the middle of an area, and by no number but the band's.
    """
    return _collection(
        _point(
            each.longitude,
            each.latitude,
            {
                "id": str(each.premises_id),
                "title": each.name,
                "said": [
                    sentence(terms.kind(each.kind)),
                    sentence(visit_wording.nearness(each.reasons[0].within_m)),
                    visit_wording.in_short(each),
                    *filter(None, [visit_wording.since(each)]),
                ],
                "band_m": each.reasons[0].within_m,
                "symbol": bands_m.index(each.reasons[0].within_m),
            },
        )
        for each in listed
    )


def cells(features: Features) -> Features:
    """Let each published area say its size, its band of episodes and its part of the day."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        said = [
            sentence(visit_wording.episodes(Band(given["band_from"], given["band_to"]))),
            visit_wording.part_of_day(given["part_of_day"]),
        ]
        return {
            "title": visit_wording.title(given["level_m"], is_rest=given["is_rest"]),
            "said": [words for words in said if words],
            "band_from": given["band_from"],
            "middle": given["middle"],
        }

    return _each(features, say)


def ward_counts(features: Features) -> Features:
    """Let each ward say what the board is shown of it, or why it is shown nothing."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        return {
            "title": given["name"],
            "said": board_wording.ward(given),
            "state": given["state"],
            "band_from": given["band_from"],
        }

    return _each(features, say)


def repeat_locations(features: Features) -> Features:
    """Let each repeat location say how many episodes it has."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        children, last = given["children"], dt.date.fromisoformat(given["last_on"])
        involved = f"{children} child{'ren' if children != 1 else ''} involved" if children else ""
        return {
            "title": f"Repeat location {given['location_no']}",
            "said": [
                ", ".join(filter(None, [f"{thousands(given['episodes'])} episodes", involved])),
                f"The last began {on_day(last, by_month=given['by_month'])}",
            ],
            "episodes": given["episodes"],
        }

    return _each(features, say)


def places(rows: Iterable[Row]) -> Features:
    """Return the points of places that count as marks that say how many episodes began there."""

    def said(row: Row) -> list[str]:
        children = row["children"]
        return [
            f"{thousands(row['episodes'])} episode{'s' if row['episodes'] != 1 else ''}"
            + (f", {children} child{'ren' if children != 1 else ''} involved" if children else ""),
            f"The last began {on_day(row['last_on'], by_month=row['by_month'])}",
        ]

    return _collection(
        _point(
            row["longitude"],
            row["latitude"],
            {"title": "Place of episodes", "said": said(row), "episodes": row["episodes"]},
        )
        for row in rows
    )


def hotspots(rows: Iterable[Row], run: Row) -> Features:
    """Return the hotspots of a run as squares that say what stands out, how surely and since when.

    Near is all that they say of what lies in them.
    """

    def said(row: Row) -> list[str]:
        chance = "less than 0.001" if row["adjusted"] < 0.001 else f"{row['adjusted']:.3f}"
        return [
            f"{thousands(row['events'])} place{'s' if row['events'] != 1 else ''} of episodes in "
            f"{row['cell_m']} m square, from {day(run['begins_on'])} to {day(run['as_at'])}",
            f"Gi* {row['gi_star']:.1f}; chance, corrected over all squares, {chance}",
            *([CLASSES[row["class"]]] if row["class"] in CLASSES else []),
        ]

    return _collection(_area(row, "Hotspot", said(row), {}) for row in rows)


def missing_squares(rows: Iterable[Row]) -> Features:
    """Return squares that children were missing from; each says a band, and no place in it."""
    return _collection(
        _area(
            row,
            "Missing from here",
            [
                sentence(visit_wording.episodes(Band(row["band_from"], row["band_to"]))),
                "Where they were missing from, or lived, lies somewhere in this square of 1 km",
            ],
            {"band_from": row["band_from"]},
        )
        for row in rows
    )


def ranks(features: Features) -> Features:
    """Let each taxi rank say its name and its spaces."""

    def say(given: dict[str, Any]) -> dict[str, Any]:
        spaces = given["spaces"]
        room = [f"{spaces} space{'s' if spaces != 1 else ''}"] if spaces else []
        return {"title": given["name"] or "Taxi rank", "said": ["Taxi rank", *room]}

    return _each(features, say)


def names(rows: Iterable[Row]) -> Features:
    """Return names of areas as points, each with the box that its area lies in."""
    return _collection(
        {
            **_point(row["longitude"], row["latitude"], {"code": row["code"], "name": row["name"]}),
            "bbox": [round(row[side], 6) for side in ("west", "south", "east", "north")],
        }
        for row in rows
    )


def one_premises(row: Row) -> Features:
    """Return one premises as a mark, with how far off it may be; none if it was never placed."""
    if row["longitude"] is None:
        return {"type": "FeatureCollection", "features": []}
    said = [
        sentence(terms.kind(row["kind"])),
        f"Placed to within {distance(row['precision_m'])}",
    ]
    properties = {"title": row["name"], "said": said, "precision_m": row["precision_m"]}
    return _collection([_point(row["longitude"], row["latitude"], properties)])


def _each(features: Features, say: Callable[[dict[str, Any]], dict[str, Any]]) -> Features:
    return _collection(
        {**feature, "properties": say(feature["properties"])} for feature in features["features"]
    )


def _area(row: Row, title: str, said: list[str], more: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": row["shape"],
        "properties": {"title": title, "said": said, **more},
    }


def _point(longitude: float, latitude: float, properties: dict[str, Any]) -> dict[str, Any]:
    at = [round(longitude, 6), round(latitude, 6)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at},
        "properties": properties,
    }


def _collection(features: Iterable[dict[str, Any]]) -> Features:
    return {"type": "FeatureCollection", "features": list(features)}
