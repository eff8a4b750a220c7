"""Small invented files of the kinds that agencies send, for drills; every place is at sea."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

AUTHORITY, NAME = "E06999001", "Skerrowby"
X, Y = 300_000, 410_000
REACH_M = 20_000
REGISTER = ("Licence Number", "Premises Name", "Address", "Postcode", "Easting", "Northing")
EPISODES = (
    *("episode_id", "child_pid", "category", "start", "role", "easting", "northing"),
    *("place_kind", "authority_code"),
)
FOOD = {
    "FHRSID": "1",
    "LocalAuthorityBusinessID": "B1",
    "BusinessName": "Gull Fry",
    "BusinessType": "Takeaway/sandwich shop",
    "BusinessTypeID": "7844",
    "LocalAuthorityCode": "999",
    "LocalAuthorityName": NAME,
}


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def premises_row(number: int, name: str = "The Heron") -> list[object]:
    """Return a row of a register, whose place lies east of the middle by its number."""
    at = (X + number % 9_000, Y + number // 9_000)
    return [f"PL{number:06d}", f"{name} {number}", f"{number} Quay Street", "", *at]


def register(rows: Iterable[Sequence[object]]) -> str:
    """Return a register of premises licences."""
    return as_csv(REGISTER, rows)


def episode_row(number: int, child: int, minute: int = 0) -> list[object]:
    """Return an episode of an invented child, found at one of 40 places."""
    ref = hashlib.blake2b(f"{child}".encode(), key=b"the supplier's", digest_size=16).hexdigest()
    day, place = 1 + number % 28, number % 40
    # the last day of the quarter is told of, or it would not be known whole
    day_of = "03-31" if number % 97 == 0 else f"0{1 + number % 3}-{day:02d}"
    started = f"2026-{day_of} 21:{minute:02d}"
    return [
        *(f"EP-{number:06d}", ref, "missing", started),
        *("found", X + 100 * place, Y + 50 * place, "takeaway", AUTHORITY),
    ]


def episodes(rows: Iterable[Sequence[object]]) -> str:
    """Return episodes with their places, a row for each place."""
    return as_csv(EPISODES, rows)


def collection(features: Iterable[dict[str, Any]], crs: str = "EPSG::27700") -> str:
    """Return a GeoJSON collection of features."""
    member = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    whole = {"type": "FeatureCollection", "crs": member, "features": list(features)}
    return json.dumps(whole)


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def boundary() -> str:
    """Return the boundary of the invented authority: a square of 40 km."""
    east, north = (-1, 1, 1, -1, -1), (-1, -1, 1, 1, -1)
    ring = [[X + e * REACH_M, Y + n * REACH_M] for e, n in zip(east, north, strict=True)]
    area = {"type": "Polygon", "coordinates": [ring]}
    return collection([feature(area, LAD26CD=AUTHORITY, LAD26NM=NAME)])


def ward() -> str:
    """Return the one ward that the invented authority has."""
    return boundary().replace("LAD26", "WD26").replace(AUTHORITY, "E05999001")


def addresses() -> str:
    """Return homes about the places of the episodes, thirty to each."""
    rows = [
        (number, X + 100 * (number % 40) + number % 7, Y + 50 * (number % 40) + number % 11)
        for number in range(1, 1_201)
    ]
    return as_csv(("UPRN", "X_COORDINATE", "Y_COORDINATE"), rows)


def food(inside: str = "", before: str = "", encoding: str = "utf-8") -> str:
    """Return a food business as the rating scheme's XML, with more before and inside it."""
    cells = "".join(f"<{name}>{value}</{name}>" for name, value in FOOD.items())
    each = f"<EstablishmentDetail>{cells}{inside}</EstablishmentDetail>"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{before}<FHRSEstablishment>'
        f"<EstablishmentCollection>{each}</EstablishmentCollection></FHRSEstablishment>"
    )
