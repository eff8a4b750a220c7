"""The roads between settlements: a motorway, A and B roads and lanes. CRS: EPSG:27700."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from .coast import SOUTH, WEST, Point
from .draw import Draw
from .settlements import BY_NAME


@dataclass(frozen=True)
class Road:
    """A line of carriageway with one name and one class."""

    name: str
    kind: str  # motorway, a, b or street
    points: tuple[Point, ...]
    place: str = ""  # the settlement whose street it is, blank between settlements
    ring: int = 9  # 0 the centre of a town, then outward; 9 outside


# Number, class, and the settlements and bends (kilometres in the box) that it runs through.
_ROUTES: list[tuple[str, str, list[str | tuple[float, float]]]] = [
    ("M99", "motorway", [(20.9, 9.2), (19.4, 9.6), (17.0, 11.4), (14.6, 12.9), (12.0, 13.9),
                         (10.6, 15.6), (10.7, 17.6), (11.9, 19.6), (12.9, 21.4)]),
    ("A9901", "a", ["Skerrowby", (13.9, 18.9), (13.2, 20.4), (12.9, 21.4), "Tarravick"]),
    ("A9902", "a", ["Skerrowby", (11.9, 16.2), (10.6, 15.6), (9.2, 15.7), "Lorrimouth"]),
    ("A9903", "a", ["Skerrowby", (14.0, 14.0), (13.6, 12.9), (12.4, 11.2), "Quendleby"]),
    ("A9904", "a", ["Quendleby", (13.6, 8.6), "Wraxaby", (18.0, 8.2), (20.9, 9.2), "Thrannick"]),
    ("A9905", "a", ["Skerrowby", (16.4, 17.2), "Ombrick", (21.2, 17.3), "Vandorey"]),
    ("A9906", "a", [(14.0, 14.0), (15.2, 12.9), (16.8, 12.0), "Nurrowend", (20.8, 10.4),
                    "Thrannick"]),
    ("A9907", "a", ["Lorrimouth", (7.4, 13.4), "Druskerdale", (9.8, 10.3), "Quendleby"]),
    ("B9911", "b", ["Quendleby", (9.2, 7.6), "Corrandale", (4.8, 7.6), "Snavesty"]),
    ("B9912", "b", ["Quendleby", (12.0, 7.0), "Plovanner", (15.8, 4.4), "Jaspholme"]),
    ("B9913", "b", ["Jaspholme", (21.0, 5.9), "Griddlesea", (24.9, 8.2), "Thrannick"]),
    ("B9914", "b", ["Ombrick", (19.3, 19.0), "Hessamble", (21.8, 21.4), "Fellaskew",
                    (24.6, 19.6), "Vandorey"]),
    ("B9915", "b", ["Tarravick", (16.0, 24.2), "Glaivesea", (19.6, 22.8), "Hessamble"]),
    ("B9916", "b", ["Lorrimouth", (7.6, 17.4), "Ulvaskay", (6.8, 22.4), "Thravick",
                    (11.4, 23.8), "Tarravick"]),
    ("B9917", "b", ["Skerrowby", (12.9, 17.6), "Irrabeck", (9.4, 20.6), (8.9, 22.0), "Thravick"]),
    ("B9918", "b", ["Snavesty", (5.9, 11.0), "Druskerdale"]),
    ("B9919", "b", ["Jaspholme", (18.1, 7.0), (18.0, 8.2), "Nurrowend"]),
    ("Corrandale Head Lane", "street", ["Corrandale", (5.0, 5.2), (4.3, 3.9)]),
    ("Vandorey Cliff Lane", "street", ["Vandorey", (25.8, 18.0), (26.4, 19.0)]),
    ("Irrabeck Moor Lane", "street", ["Irrabeck", (8.4, 18.6), (7.6, 17.4)]),
    ("Wraxaby Drove", "street", ["Wraxaby", (14.8, 5.8), (15.8, 4.4)]),
    ("Griddlesea Shingle Lane", "street", ["Griddlesea", (25.8, 6.6), (26.2, 7.6)]),
    ("Glaivesea Fold Lane", "street", ["Glaivesea", (17.2, 25.4), (16.6, 26.0)]),
    ("Ulvaskay Warren Lane", "street", ["Ulvaskay", (4.6, 20.8), (4.0, 20.2)]),
    ("Hessamble Upper Lane", "street", ["Hessamble", (17.4, 21.3), (15.4, 21.0), (13.2, 20.4)]),
    ("Vandorey Staithe Lane", "street", ["Vandorey", (22.6, 16.1), (20.2, 15.9), "Ombrick"]),
    ("Nurrowend Salter Lane", "street", ["Nurrowend", (19.2, 11.8), (20.4, 12.0)]),
    ("Druskerdale Beck Lane", "street", ["Druskerdale", (10.4, 12.6), (12.4, 11.2)]),
    ("Snavesty Cliff Lane", "street", ["Snavesty", (3.4, 8.6), (3.6, 7.4)]),
    ("Thravick Shore Lane", "street", ["Thravick", (8.2, 24.6), (7.6, 25.3)]),
    ("Plovanner Dyke Lane", "street", ["Plovanner", (11.2, 5.7), (9.2, 7.6)]),
    ("Fellaskew Point Lane", "street", ["Fellaskew", (24.4, 22.3), (23.6, 23.0)]),
]  # fmt: skip

_STEP = 9  # pieces to each curve between two bends
_WOBBLE_M = 28.0


def routes(seed: int) -> list[Road]:
    """Every road between settlements, from centre to centre."""
    draw = Draw(seed, "roads")
    return [
        Road(name, kind, tuple(_curve([_metres(stop) for stop in stops], draw)))
        for name, kind, stops in _ROUTES
    ]


def _metres(stop: str | tuple[float, float]) -> Point:
    if isinstance(stop, str):
        return BY_NAME[stop].at
    return WEST + round(stop[0] * 1000), SOUTH + round(stop[1] * 1000)


def _curve(stops: list[Point], draw: Draw) -> list[Point]:
    """A Catmull-Rom curve through the stops, with small bends of its own between them."""
    line: list[Point] = [stops[0]]
    padded = [stops[0], *stops, stops[-1]]
    for at in range(len(stops) - 1):
        before, start, end, after = padded[at : at + 4]
        for step in range(1, _STEP):
            t = step / _STEP
            wobble_x, wobble_y = draw.between(-1, 1), draw.between(-1, 1)
            line.append(
                (
                    round(_spline(before[0], start[0], end[0], after[0], t) + _WOBBLE_M * wobble_x),
                    round(_spline(before[1], start[1], end[1], after[1], t) + _WOBBLE_M * wobble_y),
                )
            )
        line.append(end)
    return line


def _spline(before: int, start: int, end: int, after: int, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t * t
        + (3 * start - before - 3 * end + after) * t * t * t
    )


def length_m(points: tuple[Point, ...]) -> float:
    """Length of a line in metres."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
