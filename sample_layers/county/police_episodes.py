"""Three years of missing episodes as a police force would supply them."""

import datetime as dt
from itertools import accumulate

from .children import Child
from .draw import Draw
from .haunts import Haunts
from .institutions import Institution
from .map_points import metres
from .recording import FIRST_DAY, Episode, Place, day_number, place, record

_BY_WEEKDAY = (9, 9, 9, 10, 15, 15, 11)
_BY_MONTH = (8, 8, 9, 10, 11, 12, 12, 12, 11, 10, 9, 8)
_RE_REPORTED = 0.03
_CLOCKS_BACK = (dt.date(2024, 10, 27), dt.date(2025, 10, 26))  # 01:20 comes twice


def background(
    seed: int, kids: list[Child], fixed: list[Institution], haunts: Haunts
) -> list[Episode]:
    """Every child's episodes, with the places that nobody planted."""
    draw = Draw(seed, "episodes")
    found: list[Episode] = []
    for child in kids:
        days = range(child.first_day, child.last_day + 1)
        totals = list(accumulate(_busy(day) for day in days))
        chosen = sorted(days[draw.along(totals)] for _ in range(child.episodes))
        previous: dt.datetime | None = None
        for day in chosen:
            episode = record(child, day, draw)
            overlaps = previous is not None and episode.start <= previous
            if overlaps and not draw.chance(_RE_REPORTED):
                continue
            previous = episode.end or episode.start
            found.append(_with_places(episode, day, fixed, haunts, draw))
    for child, date in zip(kids, _CLOCKS_BACK, strict=False):
        episode = record(child, day_number(date), draw, 80)
        found.append(episode.at(place("missing_from", child.home, child.home_kind, draw)))
    return found


def _busy(day: int) -> float:
    date = FIRST_DAY + dt.timedelta(days=day)
    return float(_BY_WEEKDAY[date.weekday()] * _BY_MONTH[date.month - 1])


def _with_places(
    episode: Episode, day: int, fixed: list[Institution], haunts: Haunts, draw: Draw
) -> Episode:
    child = episode.child
    if draw.chance(0.96):
        episode = episode.at(_missing_from(child, fixed, draw))
    if draw.chance(0.62):
        if draw.chance(0.62):
            episode = episode.at(_brought_back(child, fixed, draw))
        else:
            episode = _somewhere(episode, "found", day, haunts, draw)
    if draw.chance(0.15):
        episode = _somewhere(episode, "last_seen", day, haunts, draw)
    if draw.chance(0.14):
        role = draw.weighted(
            ("frequented", "disclosed", "cse_concern", "pick_up", "drop_off"), (34, 26, 18, 13, 9)
        )
        episode = _somewhere(episode, role, day, haunts, draw)
    return episode


def _nearest(child: Child, kind: str, fixed: list[Institution]) -> Institution:
    same = [other for other in fixed if other.kind == kind]
    return min(same, key=lambda other: (metres(other.at, child.home), other.at))


def _missing_from(child: Child, fixed: list[Institution], draw: Draw) -> Place:
    where = draw.weighted(("own", "school", "hospital", "transport"), (83, 9, 4, 4))
    if where == "own":
        return place("missing_from", child.home, child.home_kind, draw)
    institution = _nearest(child, where, fixed)
    return place("missing_from", institution.at, institution.kind, draw)


def _brought_back(child: Child, fixed: list[Institution], draw: Draw) -> Place:
    """Found at home again, or at a police station or hospital: a counting role, not the kind."""
    where = draw.weighted(("own", "police_station", "hospital"), (66, 26, 8))
    if where == "own":
        return place("found", child.home, child.home_kind, draw)
    institution = _nearest(child, where, fixed)
    return place("found", institution.at, institution.kind, draw)


def _somewhere(episode: Episode, role: str, day: int, haunts: Haunts, draw: Draw) -> Episode:
    if episode.time_quality == "month":
        return episode
    at = haunts.point(episode.child, day, draw)
    kind = haunts.kind(at, draw)
    return episode.at(place(role, at, kind, draw, country=haunts.is_country(at)))
