"""What is planted for tests to find, and what looks like it and must not be found."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from .businesses import Business
from .children import DAYS, Child
from .coast import Point
from .draw import Draw
from .institutions import Institution
from .map_points import MapPoint, metres
from .recording import FIRST_DAY, LAST_DAY, Episode, day_number, place, record
from .settlements import QUENDLEMOOR, SKERROWBY, THRANNICK

WINDOW_DAYS = 90
WINDOW_START = LAST_DAY - dt.timedelta(days=WINDOW_DAYS - 1)
_FROM, _TO = day_number(WINDOW_START), DAYS - 1
_VENUES = {SKERROWBY: 6, THRANNICK: 5, QUENDLEMOOR: 3}
_VENUE_KINDS = ("takeaway", "hotel", "pub", "off_licence", "nightclub", "bar")
_PLACE_KIND = {"takeaway": "takeaway", "hotel": "hotel", "off_licence": "other"}
_ROLES = ("found", "found", "last_seen", "frequented", "cse_concern", "pick_up", "drop_off")
_APART_M = 300
_OF_INSTITUTIONS_M = 180


@dataclass
class Site:
    """A point, or a few close together, at which episodes are made to recur."""

    why: str
    points: tuple[Point, ...]
    authority: str
    venue: Business | None = None
    visits: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Child, day, minute and which of the points, for each episode."""
    in_hours: bool = False
    dominated: bool = False
    persistent: bool = False


def sites(
    seed: int, points: list[MapPoint], found: list[Business], fixed: list[Institution],
    postcodes: dict[str, Point],
) -> list[Site]:  # fmt: skip
    """Venues where episodes recur, and the near misses, all well apart from one another."""
    draw = Draw(seed, "planted")
    chosen: list[Site] = []
    for authority, count in _VENUES.items():
        for _ in range(count):
            chosen.append(_venue(authority, points, found, fixed, postcodes, chosen, draw))
    for number, site in enumerate(chosen):
        site.in_hours = number % 3 != 2
        site.dominated = number == 4
        site.persistent = number % 2 == 0
    free = [
        point for point in draw.shuffled(points)
        if point.authority in _VENUES and point.kind == "street" and 150 < point.centre_m < 1200
    ]  # fmt: skip
    for why, offsets in (
        ("one_child", ((0, 0),)),
        ("one_child", ((0, 0),)),
        ("first_day_of_window", ((0, 0),)),
        ("day_before_window", ((0, 0),)),
        ("former", ((0, 0),)),
        ("former", ((0, 0),)),
        ("pair_40_m_apart", ((0, 0), (32, 24))),
        ("chain_of_45_m", ((0, 0), (36, 27), (72, 54))),
    ):
        spot = next(point for point in free if _is_clear(point.at, fixed, chosen))
        at = tuple((spot.at[0] + x, spot.at[1] + y) for x, y in offsets)
        chosen.append(Site(why, at, spot.authority))
    return chosen


def _is_clear(at: Point, fixed: list[Institution], chosen: list[Site]) -> bool:
    return all(metres(at, other.at) >= _OF_INSTITUTIONS_M for other in fixed) and all(
        metres(at, other.points[0]) >= _APART_M for other in chosen
    )


def _venue(
    authority: str, points: list[MapPoint], found: list[Business], fixed: list[Institution],
    postcodes: dict[str, Point], chosen: list[Site], draw: Draw,
) -> Site:  # fmt: skip
    """A licensed venue with a map point 15 to 90 m away that its postcode also stands near."""
    kind = _VENUE_KINDS[len(chosen) % len(_VENUE_KINDS)]
    names = [business.name for business in found]
    candidates = [
        business for business in draw.shuffled(found)
        if business.licensed and business.authority == authority and business.place.is_town
        and names.count(business.name) == 1
    ]  # fmt: skip
    candidates.sort(key=lambda business: business.kind != kind)
    for business in candidates:
        nearest = min(points, key=lambda point: (metres(point.at, business.at), point.at))
        if (
            15 <= metres(nearest.at, business.at) <= 90
            and metres(nearest.at, postcodes[business.postcode]) <= 120
            and nearest.authority == authority
            and business.kind in _VENUE_KINDS
            and nearest.kind == "street"
            and _is_clear(nearest.at, fixed, chosen)
        ):
            return Site("recurring", (nearest.at,), authority, business)
    raise ValueError(f"no venue of {authority} stands clear with this seed: choose another")


def arrange(seed: int, chosen: list[Site], kids: list[Child]) -> list[Episode]:
    """The episodes that make each site what it is."""
    draw = Draw(seed, "arranged")
    episodes: list[Episode] = []
    for site in chosen:
        near = [
            number for number, child in enumerate(kids)
            if child.host == site.authority and child.age_months >= 12 * 11
        ]  # fmt: skip
        site.visits = list(_visits(site, draw.some(near, 12), draw))
        for number, day, minute, which in site.visits:
            child = kids[number]
            kind = _PLACE_KIND.get(site.venue.kind, "licensed") if site.venue else "other"
            episode = record(child, day, draw, minute)
            if draw.chance(0.9):
                episode = episode.at(place("missing_from", child.home, child.home_kind, draw))
            role = draw.pick(_ROLES)
            at = site.points[which]
            episodes.append(episode.at(place(role, at, kind, draw)))
    return episodes


def _visits(site: Site, pool: list[int], draw: Draw) -> Iterator[tuple[int, int, int, int]]:
    match site.why:
        case "recurring":
            count, different = draw.whole(5, 9), draw.whole(3, 5)
            for turn, day in enumerate(sorted(draw.some(range(_FROM, _TO + 1), count))):
                child = pool[turn % different]
                if site.dominated:
                    child = pool[0] if turn != 2 else pool[1]
                yield child, day, _minute(site, day, draw), 0
            if site.persistent:
                for first in range(_FROM - 6 * 91, _FROM, 91):
                    for day in sorted(draw.some(range(first, first + 91), draw.whole(2, 5))):
                        yield pool[day % 5], day, _minute(site, day, draw), 0
        case "one_child":
            for day in sorted(draw.some(range(_FROM, _TO + 1), draw.whole(6, 8))):
                yield pool[0], day, draw.whole(900, 1380), 0
        case "first_day_of_window":
            for turn, day in enumerate((_FROM, _FROM + 40, _TO)):
                yield pool[turn], day, draw.whole(720, 1200), 0
        case "day_before_window":
            for turn, day in enumerate((_FROM - 1, _FROM + 35, _FROM + 60)):
                yield pool[turn], day, draw.whole(720, 1200), 0
        case "former":
            for turn, day in enumerate(sorted(draw.some(range(200, 270), 7))):
                yield pool[turn % 4], day, draw.whole(900, 1380), 0
        case "pair_40_m_apart":
            for turn, day in enumerate(sorted(draw.some(range(_FROM, _TO + 1), 4))):
                yield pool[turn % 3], day, draw.whole(900, 1380), turn % 2
        case "chain_of_45_m":
            for turn, day in enumerate(sorted(draw.some(range(_FROM, _TO + 1), 3))):
                yield pool[turn], day, draw.whole(900, 1380), turn


def _minute(site: Site, day: int, draw: Draw) -> int:
    """An evening minute inside the venue's licensed hours, or any from 10:00 to 23:00."""
    weekday = (FIRST_DAY + dt.timedelta(days=day)).weekday()
    if not site.in_hours:
        return draw.whole(600, 1380)
    while True:
        minute = draw.whole(18 * 60, 23 * 60 + 50)
        if site.venue and site.venue.hours and site.venue.hours.open_at(weekday, minute):
            return minute


def own_points(chosen: list[Site]) -> list[Point]:
    """Every point that only its own planted episodes may fall at."""
    return [point for site in chosen for point in site.points]
