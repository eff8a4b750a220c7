"""How an episode is written down: its times, its category and risk, and each of its places."""

import datetime as dt
from dataclasses import dataclass, replace

from .children import Child
from .coast import Point
from .draw import Draw

FIRST_DAY = dt.date(2023, 10, 1)
LAST_DAY = dt.date(2026, 9, 30)
COUNTING_ROLES = (
    "found", "last_seen", "frequented", "disclosed", "cse_concern", "pick_up", "drop_off",
)  # fmt: skip
RESIDENTIAL_OR_INSTITUTIONAL = (
    "home", "placement", "childrens_home", "school", "hospital", "police_station",
)  # fmt: skip
_HOUR_WEIGHTS = (4, 2, 1, 1, 1, 1, 1, 2, 3, 2, 2, 2, 3, 3, 4, 7, 9, 10, 11, 12, 13, 13, 12, 9)
_MONTHS_BEFORE_TRENDS = dt.date(2026, 4, 1)


@dataclass(frozen=True)
class Place:
    """One place of an episode."""

    role: str
    at: Point
    kind: str
    precision_m: int
    source_kind: str = "police"
    confidence: str = "medium"
    grading: str = "1BP"

    @property
    def counts(self) -> bool:
        """Whether it may count towards a repeat location."""
        return self.role in COUNTING_ROLES and self.kind not in RESIDENTIAL_OR_INSTITUTIONAL


@dataclass(frozen=True)
class Episode:
    """One report. Times are local, as the supplier wrote them."""

    child: Child
    start: dt.datetime
    end: dt.datetime | None
    time_quality: str
    category: str
    risk: str
    cse_concern: str
    trafficking: str
    rhi_offered: str
    rhi_completed: dt.datetime | None
    places: tuple[Place, ...] = ()

    def at(self, *more: Place) -> "Episode":
        """The same episode with more places."""
        return replace(self, places=(*self.places, *more))


def day_number(day: dt.date) -> int:
    """Days since the first."""
    return (day - FIRST_DAY).days


def record(child: Child, day: int, draw: Draw, minute: int | None = None) -> Episode:
    """An episode that starts on a day of the three years, at a likely time unless one is given."""
    date = FIRST_DAY + dt.timedelta(days=day)
    known = minute is not None
    if minute is None:
        minute = draw.weighted(range(24), _HOUR_WEIGHTS) * 60 + draw.below(60)
    start = _as_clocks_show(dt.datetime.combine(date, dt.time(minute // 60, minute % 60)))
    quality = "exact" if known else draw.weighted(("exact", "day", "month"), (89, 9, 2))
    if quality == "month" and date >= _MONTHS_BEFORE_TRENDS:
        quality = "day"  # a month is no use to a window of days, and older records have it more
    end: dt.datetime | None = _as_clocks_show(start + dt.timedelta(minutes=_duration(draw)))
    if quality == "day":
        start, end = _midnight(start), _midnight(start + dt.timedelta(days=draw.below(2)))
    if quality == "month":
        start, end = _midnight(start.replace(day=1)), None
    if end is not None and end.date() > LAST_DAY:
        end = None  # still open when the file was cut
    category = draw.weighted(
        ("missing", "away_from_placement", "no_apparent_risk", "unknown"),
        (82, 11 if child.looked_after else 0, 6, 1),
    )
    risk = draw.weighted(("high", "medium", "low", "unknown"), (16, 62, 18, 4))
    offered = draw.weighted(("yes", "no", "not_recorded"), (78, 12, 10))
    completed = None
    if offered == "yes" and end is not None and draw.chance(0.62):
        completed = end + dt.timedelta(minutes=draw.whole(600, 8_000))
        completed = completed.replace(hour=9 + completed.hour % 9)
        completed = completed if completed.date() <= LAST_DAY else None
    return Episode(
        child,
        start,
        end,
        quality,
        category,
        "none" if category == "no_apparent_risk" else risk,
        draw.weighted(("yes", "no", "not_recorded"), (9, 60, 31)),
        draw.weighted(("yes", "no", "not_recorded"), (2, 58, 40)),
        offered,
        completed,
    )


def place(role: str, at: Point, kind: str, draw: Draw, *, country: bool = False) -> Place:
    """A place with its precision, its source and the source's grading."""
    source = "police"
    if role in {"frequented", "disclosed"}:
        source = draw.weighted(("rhi", "social_care", "intel", "police"), (40, 25, 20, 15))
    elif role in {"cse_concern", "pick_up", "drop_off"}:
        source = draw.weighted(("intel", "police", "social_care"), (45, 30, 25))
    return Place(
        role,
        at,
        kind,
        250 if country else draw.pick((50, 80, 80, 100)),
        source,
        draw.weighted(("high", "medium", "low"), (30, 52, 18)),
        f"{draw.weighted((1, 2, 3), (60, 30, 10))}"
        f"{draw.weighted('ABCDE', (20, 35, 20, 20, 5))}{draw.pick('PC')}",
    )


def age_band(episode: Episode) -> str:
    """The band that the child's age falls in at the start."""
    years = (episode.child.age_months + day_number(episode.start.date()) // 30) // 12
    return next(
        band for top, band in ((9, "0-9"), (12, "10-12"), (15, "13-15"), (99, "16-17"))
        if years <= top
    )  # fmt: skip


def _duration(draw: Draw) -> int:
    if draw.chance(0.72):
        return draw.whole(40, 720)
    return draw.whole(720, 2_200) if draw.chance(0.8) else draw.whole(2_200, 9_000)


def _as_clocks_show(moment: dt.datetime) -> dt.datetime:
    """The time as read: there is no hour from 1 to 2 on the last Sunday of March."""
    last_sunday = moment.weekday() == 6 and moment.day > 24
    if moment.month == 3 and last_sunday and moment.hour == 1:
        return moment.replace(hour=2)
    return moment


def _midnight(moment: dt.datetime) -> dt.datetime:
    return moment.replace(hour=0, minute=0)
