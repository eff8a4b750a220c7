"""Find planted places in what is said, however they were rounded: any pair of numbers near one.

In degrees (longitude and latitude, either first, of three decimals or more: two are a kilometre)
and in metres of the National Grid (six digits each). A place rounded to ten metres, to a hundredth
of a kilometre or to three decimals is still within 100 m of where it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

REACH_M = 100.0
METRES_OF_LATITUDE = 111_300.0  # of one degree, at 54 degrees north
# a bracket between two numbers parts one corner of a shape from the next
DEGREES = re.compile(r"(?<![\d.])(?=(\d{1,3}\.\d{3,})[^\d\[\]]{1,40}(\d{1,3}\.\d{3,}))")
METRES = re.compile(r"(?<![\d.])(?=(\d{6}(?:\.\d+)?)[^\d\[\]]{1,40}(\d{6}(?:\.\d+)?)(?!\d))")


@dataclass(frozen=True)
class Place:
    """A planted place, in EPSG:4326 and in metres of EPSG:27700; whether it is one that counts."""

    longitude: float
    latitude: float
    easting: float
    northing: float
    counts: bool


class Pair(NamedTuple):
    """Two numbers that follow each other, as metres of a plane that points are put into too."""

    east: float
    north: float


def told(said: str, points: Sequence[Place], reach_m: float = REACH_M) -> list[int]:
    """Return which of the points, by their number, some pair of a text lies within reach of."""
    if not points:
        return []
    found: set[int] = set()
    found.update(_near(_of_metres(said), [_on_grid(each) for each in points], reach_m))
    found.update(_near(_of_degrees(said), [_flat(each) for each in points], reach_m))
    return sorted(found)


def _near(pairs: Iterator[Pair], places: Sequence[Pair], reach_m: float) -> Iterator[int]:
    """Look among the places of the squares of ``reach_m`` around each pair."""
    squares: dict[tuple[int, int], list[int]] = {}
    for number, place in enumerate(places):
        squares.setdefault(_square(place, reach_m), []).append(number)
    around = [(east, north) for east in (-1, 0, 1) for north in (-1, 0, 1)]
    for pair in set(pairs):
        column, row = _square(pair, reach_m)
        for east, north in around:
            for number in squares.get((column + east, row + north), ()):
                place = places[number]
                if math.hypot(pair.east - place.east, pair.north - place.north) <= reach_m:
                    yield number


def _square(at: Pair, side_m: float) -> tuple[int, int]:
    return math.floor(at.east / side_m), math.floor(at.north / side_m)


def _of_metres(said: str) -> Iterator[Pair]:
    for first, second in METRES.findall(said):
        yield Pair(float(first), float(second))
        yield Pair(float(second), float(first))


def _of_degrees(said: str) -> Iterator[Pair]:
    for first, second in DEGREES.findall(said):
        for longitude, latitude in ((first, second), (second, first)):
            if float(latitude) <= 90:
                yield _plane(float(longitude), float(latitude))


def _on_grid(point: Place) -> Pair:
    return Pair(float(point.easting), float(point.northing))


def _flat(point: Place) -> Pair:
    return _plane(abs(float(point.longitude)), float(point.latitude))  # a sign may be a letter


def _plane(longitude: float, latitude: float) -> Pair:
    across = METRES_OF_LATITUDE * math.cos(math.radians(latitude))
    return Pair(longitude * across, latitude * METRES_OF_LATITUDE)
