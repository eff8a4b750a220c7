"""Lorrimouth and Tarravick's register: points from an open-data hub, in degrees."""

import datetime as dt
from pathlib import Path
from typing import Any

import shapely

from .businesses import Business
from .draw import Draw
from .files import Note, write_geojson
from .hours import spoken
from .licence import EXTRACT_DAY, address, issued
from .settlements import SKERROWBY

_MISPLACED, _NO_POINT, _NULL_ISLAND, _TWICE = 4, 5, 2, 3
COLUMNS = (
    "OBJECTID, LICENCE_NUMBER, PREMISES_NAME, PREMISES_ADDRESS, POSTCODE, LICENCE_TYPE, "
    "LICENCE_STATUS, ALCOHOL_ON, ALCOHOL_OFF, LATE_NIGHT_REFRESHMENT, OPENING_HOURS, ISSUE_DATE, "
    "EXPIRY_DATE, WARD_NAME"
)


def write_register(
    seed: int, out: Path, found: list[Business], everyone: list[Business], wards: dict[str, str]
) -> Note:
    """Write the points, a few of them in the wrong place as such hubs warn."""
    draw = Draw(seed, "hub register")
    features: list[tuple[dict[str, Any], shapely.Point | None]] = []
    for number, business in enumerate(found):
        features.append((_properties(business, number, wards, draw), shapely.Point(business.at)))
    pool = iter(draw.some(range(len(found)), len(found)))
    neighbours = [other.at for other in everyone if other.authority == SKERROWBY]
    for _ in range(_MISPLACED):
        at = next(pool)
        features[at] = features[at][0], shapely.Point(draw.pick(neighbours))
    for _ in range(_NO_POINT):
        at = next(pool)
        features[at] = features[at][0], None
    at_origin = [next(pool) for _ in range(_NULL_ISLAND)]
    for at in at_origin:
        # what easting 0, northing 0 becomes in degrees
        features[at] = features[at][0], shapely.Point(0, 0)
    for _ in range(6):
        features[next(pool)][0]["LICENCE_STATUS"] = "Surrendered"
    for _ in range(3):
        features[next(pool)][0]["LICENCE_STATUS"] = "Expired"
    for _ in range(4):
        features[next(pool)][0]["POSTCODE"] = None
    for at in [next(pool) for _ in range(_TWICE)]:
        again = dict(features[at][0])
        again["OBJECTID"] = len(features) + 1
        again["PREMISES_NAME"] = str(again["PREMISES_NAME"]).upper()
        features.append((again, features[at][1]))
    file = "premises_lorrimouth_and_tarravick.geojson"
    write_geojson(out / file, features, None)
    return Note(
        file,
        "Lorrimouth and Tarravick's premises licences as an open-data hub shows them. No names "
        "of holders.",
        COLUMNS,
        len(features),
        "EPSG:4326 (no crs member, as RFC 7946 has it)",
        faults=[
            ("point misplaced into Skerrowby", _MISPLACED),
            ("no point", _NO_POINT),
            ("point at grid 0, 0 turned into degrees", _NULL_ISLAND),
            ("the same licence again, its name in capitals", _TWICE),
            ("status Surrendered or Expired", 9),
            ("postcode null", 4),
            ("dates as milliseconds since 1970", len(features)),
        ],
        expected={
            "data_rows": len(features),
            "premises": len(found),
            "duplicates": _TWICE,
            "points_outside_the_authority": _MISPLACED + _NULL_ISLAND,
            "rows_without_point": _NO_POINT,
        },
    )


def _properties(
    business: Business, number: int, wards: dict[str, str], draw: Draw
) -> dict[str, Any]:
    assert business.hours is not None
    return {
        "OBJECTID": number + 1,
        "LICENCE_NUMBER": f"LT/{4_000 + number}",
        "PREMISES_NAME": business.name,
        "PREMISES_ADDRESS": address(business),
        "POSTCODE": business.postcode,
        "LICENCE_TYPE": "Club certificate" if business.kind == "club" else "Premises licence",
        "LICENCE_STATUS": "Current",
        "ALCOHOL_ON": "Y" if business.sells_on else "N",
        "ALCOHOL_OFF": "Y" if business.sells_off else "N",
        "LATE_NIGHT_REFRESHMENT": "Y" if business.late_food else "N",
        "OPENING_HOURS": spoken(business.hours),
        "ISSUE_DATE": _milliseconds(issued(draw)),
        "EXPIRY_DATE": _milliseconds(EXTRACT_DAY.replace(year=2031)) if draw.chance(0.05) else None,
        "WARD_NAME": wards.get(business.ward, ""),
    }


def _milliseconds(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * 86_400_000
