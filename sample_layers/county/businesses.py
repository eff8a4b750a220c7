"""Every business of the county, once: the registers and food files are written from this list."""

from dataclasses import dataclass, replace
from itertools import accumulate
from math import hypot

from .addresses import Homes, Slot
from .boundaries import Geography
from .coast import Point
from .draw import Draw
from .hours import Hours
from .names import person
from .roads import Road
from .settlements import AUTHORITIES, SETTLEMENTS, Settlement
from .trade_names import AWKWARD, trade_name

_FIRST_UPRN = 990_000_900_001
_LICENSED = {  # licensed premises by kind, for 100 in a town
    "pub": 23, "bar": 8, "nightclub": 3, "club": 7, "off_licence": 24, "supermarket": 3,
    "restaurant": 16, "takeaway": 10, "hotel": 6,
}  # fmt: skip
_UNLICENSED = {
    "takeaway": 17, "cafe": 26, "hotel": 5, "retail": 13, "mobile": 6, "catering": 11, "care": 12,
    "school": 10,
}  # fmt: skip
_VILLAGE = ("pub", "off_licence", "club", "hotel")
_CENTRAL = {"bar": 140, "nightclub": 140, "restaurant": 200, "takeaway": 260, "hotel": 300,
            "cafe": 200, "pub": 330, "retail": 260, "supermarket": 500}  # fmt: skip
_LICENSED_TOTAL = {"E06999001": 285, "E06999002": 180, "E06999003": 95, "E06999004": 140}
_UNLICENSED_TOTAL = {"E06999001": 205, "E06999002": 120, "E06999003": 65, "E06999004": 85}
_H = 60


@dataclass(frozen=True)
class Business:
    """A place of business as it really is, before any office has written it down."""

    number: int
    kind: str
    name: str
    door: int
    street: str
    place: Settlement
    authority: str
    ward: str
    postcode: str
    at: Point
    uprn: int
    hours: Hours | None = None  # as licensed; None where no licence is held
    holder: str = ""
    supervisor: str = ""

    @property
    def licensed(self) -> bool:
        """Whether it holds a premises licence or club certificate."""
        return self.hours is not None

    @property
    def sells_on(self) -> bool:
        """Alcohol for drinking on the premises."""
        return self.kind in {"pub", "bar", "nightclub", "club", "restaurant", "hotel"}

    @property
    def sells_off(self) -> bool:
        """Alcohol to take away."""
        return self.kind in {"off_licence", "supermarket"} or (
            self.kind == "pub" and self.number % 3 == 0
        )

    @property
    def late_food(self) -> bool:
        """Hot food or drink after 23:00."""
        return self.kind == "takeaway" or (
            self.hours is not None and self.hours.friday_and_saturday[1] > 23 * _H and self.sells_on
        )


def businesses(seed: int, roads: list[Road], homes: Homes, areas: Geography) -> list[Business]:
    """Licensed and unlicensed businesses, thickest along the streets of the town centres."""
    draw = Draw(seed, "businesses")
    codes = {address.slot: address.postcode for address in homes.addresses}
    plots: dict[str, list[Slot]] = {}
    for slot in homes.slots:
        place = roads[slot.street].place
        if place:
            plots.setdefault(place, []).append(slot)
    sought: dict[tuple[str, str], list[float]] = {}
    taken: set[Slot] = set()
    found: list[Business] = []
    for licensed, totals, mix in (
        (True, _LICENSED_TOTAL, _LICENSED),
        (False, _UNLICENSED_TOTAL, _UNLICENSED),
    ):
        for authority in AUTHORITIES:
            for town, kind in _wanted(authority.code, totals[authority.code], mix, licensed, draw):
                here = plots[town.name]
                if (town.name, kind) not in sought:
                    sought[town.name, kind] = _attraction(town, kind, here, roads)
                slot = here[draw.along(sought[town.name, kind])]
                while slot in taken:
                    slot = here[draw.along(sought[town.name, kind])]
                taken.add(slot)
                found.append(
                    Business(
                        number=len(found),
                        kind=kind,
                        name=trade_name(kind, draw),
                        door=slot.number,
                        street=roads[slot.street].name,
                        place=town,
                        authority=authority.code,
                        ward="",
                        postcode=codes[slot],
                        at=slot.at,
                        uprn=_FIRST_UPRN + len(found),
                        hours=_hours(kind, draw) if licensed else None,
                        holder=_holder(kind, draw) if licensed else "",
                        supervisor=person(draw) if licensed and kind != "takeaway" else "",
                    )
                )
    found = _named_awkwardly(found, draw)
    points = [business.at for business in found]
    return [
        replace(business, authority=authority, ward=ward)
        for business, authority, ward in zip(
            found, areas.authority_of(points), areas.ward_of(points), strict=True
        )
    ]


def _wanted(
    authority: str, total: int, mix: dict[str, int], licensed: bool, draw: Draw
) -> list[tuple[Settlement, str]]:
    """Which kinds of business each settlement of an authority has."""
    places = [place for place in SETTLEMENTS if place.authority == authority]
    towns = [place for place in places if place.is_town]
    wanted: list[tuple[Settlement, str]] = []
    if licensed:
        for village in places:
            if not village.is_town:
                wanted += [(village, kind) for kind in _VILLAGE[: draw.whole(2, 4)]]
    kinds, weights = list(mix), list(mix.values())
    sizes = [town.addresses for town in towns]
    while len(wanted) < total:
        wanted.append((draw.weighted(towns, sizes), draw.weighted(kinds, weights)))
    return wanted


def _attraction(place: Settlement, kind: str, plots: list[Slot], roads: list[Road]) -> list[float]:
    """Running totals of how well plots suit a trade: some want passers-by, some do not care."""
    reach = _CENTRAL.get(kind)
    weights = []
    for slot in plots:
        away = hypot(slot.at[0] - place.easting, slot.at[1] - place.northing)
        road = roads[slot.street]
        weight = 4.0 if road.kind in {"a", "b"} or road.ring == 0 else 1.0
        if reach is not None and place.is_town:
            weight *= 1 / (1 + (away / reach) ** 3)
        weights.append(weight)
    return list(accumulate(weights))


def _hours(kind: str, draw: Draw) -> Hours:
    """Hours that suit the trade, later at the end of the week in most."""
    late = draw.pick((0, 30, 60, 60, 120))
    match kind:
        case "nightclub":
            return Hours((19 * _H, 26 * _H), (19 * _H, 27 * _H + late))
        case "bar":
            return Hours((11 * _H, 24 * _H), (11 * _H, 25 * _H + late))
        case "pub" | "club":
            close = draw.pick((23 * _H, 23 * _H, 23 * _H + 30, 24 * _H))
            return Hours((10 * _H, close), (10 * _H, close + late))
        case "takeaway":
            close = draw.pick((24 * _H, 25 * _H, 26 * _H))
            return Hours((16 * _H, close), (16 * _H, close + 60 + late))
        case "restaurant":
            return Hours((11 * _H, 23 * _H), (11 * _H, 23 * _H + late))
        case "hotel":
            return Hours((8 * _H, 24 * _H), (8 * _H, 24 * _H + late))
        case "supermarket":
            opens = draw.pick((0, 6 * _H, 6 * _H))  # a third never close
            return Hours((opens, 24 * _H), (opens, 24 * _H))
    opens = draw.pick((6 * _H, 7 * _H, 8 * _H))
    return Hours((opens, 23 * _H), (opens, 23 * _H))


def _holder(kind: str, draw: Draw) -> str:
    if kind == "club":
        return "The Committee"
    if kind in {"takeaway", "off_licence"} and draw.chance(0.6):
        return person(draw)
    return f"{person(draw).split()[1]} {draw.pick(('Inns', 'Leisure', 'Trading', 'Retail'))} Ltd"


def _named_awkwardly(found: list[Business], draw: Draw) -> list[Business]:
    """Give a few the names that trip software, and some shops the same name as another's."""
    changed = list(found)
    bars = [at for at, business in enumerate(found) if business.kind in {"bar", "restaurant"}]
    for at, name in zip(draw.some(bars, len(AWKWARD)), AWKWARD, strict=True):
        changed[at] = replace(changed[at], name=name)
    shops = [at for at, business in enumerate(found) if business.kind == "off_licence"]
    chain = draw.some(shops, 15)
    for at in chain:  # five owners with three shops each
        changed[at] = replace(changed[at], name=changed[chain[chain.index(at) % 5]].name)
    return changed
