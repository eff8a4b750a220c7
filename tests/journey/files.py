"""Write small invented files of the kinds that agencies send; every place is at sea."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

AUTHORITY = "E06999001"
X, Y = 300_000, 410_000
EAST, NORTH = (-20_000, 20_000, 20_000, -20_000), (-20_000, -20_000, 20_000, 20_000)
SQUARE = [[X + east, Y + north] for east, north in zip(EAST, NORTH, strict=True)]
Rows = Sequence[Sequence[object]]


def rows_as_csv(header: Sequence[str], rows: Rows, separator: str = ",") -> str:
    """Return rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def pseudonym(name: str) -> str:
    """Return a keyed hash, as a supplier makes it."""
    return hashlib.blake2b(name.encode(), key=b"kept by the supplier", digest_size=16).hexdigest()


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, gzipped if its name says so."""
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


PREMISES = (
    "Licence Number",
    "Premises Name",
    "Address",
    "Postcode",
    "Easting",
    "Northing",
    "Status",
)


def premises_row(number: int, **changes: object) -> list[object]:
    """Return a row of a register: a premises ``number`` metres east of X, Y."""
    row = {
        "Licence Number": f"PL{number:04d}",
        "Premises Name": f"The Heron {number} Public House",
        "Address": f"{number} Quay Street, Skerrowby",
        "Postcode": "",
        "Easting": X + number,
        "Northing": Y,
        "Status": "Current",
    } | changes
    return list(row.values())


def register(rows: Rows, separator: str = ",") -> str:
    """Return a register of premises as CSV."""
    return rows_as_csv(PREMISES, rows, separator)


EPISODES = (
    "episode_id",
    "child_pid",
    "category",
    "start",
    "role",
    "easting",
    "northing",
    *("place_kind", "authority_code"),
)


def episode_row(number: int, child: str = "a", **changes: object) -> list[object]:
    """Return a row of the contract's one-file layout: an episode found at X, Y."""
    row = {
        "episode_id": f"EP-{number:05d}",
        "child_pid": pseudonym(child),
        "category": "missing",
        "start": "2026-09-15 22:30",
        "role": "found",
        "easting": X,
        "northing": Y,
        "place_kind": "takeaway",
        "authority_code": AUTHORITY,
    } | changes
    return list(row.values())


def episodes(rows: Rows) -> str:
    """Return episodes with their places as CSV."""
    return rows_as_csv(EPISODES, rows)


def feature(geometry: Mapping[str, Any] | None, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(features: Sequence[Mapping[str, Any]], crs: str | None = "EPSG::27700") -> str:
    """Return a feature collection; ``crs`` as the old member names it."""
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs:
        whole["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    return json.dumps(whole)


def boundary(code: str = AUTHORITY, name: str = "Skerrowby") -> str:
    """Return the boundary of an invented authority, a square of 40 km round X, Y."""
    ring = {"type": "Polygon", "coordinates": [[*SQUARE, SQUARE[0]]]}
    return geojson([feature(ring, LAD26CD=code, LAD26NM=name)])


def food(establishments: Sequence[Mapping[str, object]]) -> str:
    """Return food businesses as the rating scheme's XML."""
    parts = []
    for each in establishments:
        fields = {
            "FHRSID": 1,
            "LocalAuthorityBusinessID": "B1",
            "BusinessName": "Gull Fry",
            "BusinessType": "Takeaway/sandwich shop",
            "BusinessTypeID": 7844,
            "PostCode": "",
            "RatingValue": 5,
            "LocalAuthorityCode": "999",
            "LocalAuthorityName": "Skerrowby",
        } | dict(each)
        inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
        parts.append(f"<EstablishmentDetail>{inner}</EstablishmentDetail>")
    inside = f"<EstablishmentCollection>{''.join(parts)}</EstablishmentCollection>"
    return f'<?xml version="1.0" encoding="utf-8"?><FHRSEstablishment>{inside}</FHRSEstablishment>'
