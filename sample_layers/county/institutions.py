"""Children's homes, schools, hospitals and police stations: strong piles that must never count."""

from dataclasses import dataclass

from .businesses import Business
from .coast import Point
from .draw import Draw
from .map_points import MapPoint, metres

_APART_M = 230
_WANTED = (  # kind, town, how many, and how far from the market place
    ("police_station", "Skerrowby", 1, 150, 600), ("police_station", "Thrannick", 1, 120, 500),
    ("police_station", "Quendleby", 1, 100, 450), ("police_station", "Lorrimouth", 1, 100, 450),
    ("police_station", "Tarravick", 1, 100, 450),
    ("hospital", "Skerrowby", 1, 700, 1500), ("hospital", "Thrannick", 1, 500, 1200),
    ("childrens_home", "Skerrowby", 4, 500, 2000), ("childrens_home", "Thrannick", 2, 400, 1600),
    ("childrens_home", "Quendleby", 1, 250, 900), ("childrens_home", "Lorrimouth", 1, 250, 900),
    ("childrens_home", "Tarravick", 1, 250, 900),
    ("school", "Skerrowby", 4, 500, 1900), ("school", "Thrannick", 2, 400, 1500),
    ("school", "Quendleby", 1, 200, 900), ("school", "Lorrimouth", 1, 200, 900),
    ("school", "Tarravick", 1, 200, 900),
)  # fmt: skip
_FOOD_KIND = {"childrens_home": "care", "school": "school"}


@dataclass(frozen=True)
class Institution:
    """A place that children are missing from, or are brought back to."""

    kind: str
    at: Point
    place: str
    authority: str


def institutions(seed: int, points: list[MapPoint], found: list[Business]) -> list[Institution]:
    """Each at a map point, well apart; homes and schools where a food file lists such a kitchen."""
    draw = Draw(seed, "institutions")
    chosen: list[Institution] = []
    for kind, town, count, near_m, far_m in _WANTED:
        kitchens = [
            business.at for business in found if business.kind == _FOOD_KIND.get(kind, "none")
        ]
        here = [
            point for point in points
            if point.place == town and point.kind == "street" and near_m <= point.centre_m <= far_m
        ]  # fmt: skip
        by_kitchen = [p for p in here if any(metres(p.at, kitchen) < 70 for kitchen in kitchens)]
        for point in draw.shuffled(by_kitchen) + draw.shuffled(here):
            if sum(i.kind == kind and i.place == town for i in chosen) == count:
                break
            if all(metres(point.at, other.at) >= _APART_M for other in chosen):
                chosen.append(Institution(kind, point.at, town, point.authority))
    # a bus station that children are reported missing from: the role rules it out, not the kind
    for point in points:
        if point.kind == "transport" and point.place in {"Skerrowby", "Thrannick"}:
            chosen.append(Institution("transport", point.at, point.place, point.authority))
    return chosen
