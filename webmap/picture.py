"""The picture by authority as the board reads it: numbers, what they changed by, and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from geo import released_board
from geo.perturbation import possible
from geo.picture import NO_DATA, NOT_SHOWN, Measure
from geo.quarters import Quarter
from geo.trend import Trend, trend
from webmap.definitions import break_between, changed_definition
from webmap.formats import thousands
from webmap.quarters import Asked
from webmap.wording import Row

QUARTERS = 8  # as many as a panel of the chart holds with their numbers
CALLED = {
    Measure.REPORTED: "Children reported",
    Measure.MISSING: "Reported as missing",
    Measure.EXPLOITATION: "Exploitation concern",
    Measure.OFFERED: "Offered a return interview",
    Measure.IN_TIME: "Interviewed within 72 hours",
}
NOT_PUBLISHED = "not_published"


@dataclass(frozen=True)
class Number:
    """An adjusted number of children in a quarter, or why there is none."""

    state: str = NOT_PUBLISHED
    children: int | None = None

    def __str__(self) -> str:
        if self.children is not None:
            return thousands(self.children)
        said = {NOT_SHOWN: "not shown", NO_DATA: "no data"}
        return said.get(self.state, "not published")


@dataclass(frozen=True)
class Series:
    """One measure of one authority: a number for each quarter of the picture, oldest first."""

    measure: Measure
    numbers: tuple[Number, ...]
    trend: Trend

    @property
    def now(self) -> Number:
        """The number of the quarter that the page is about."""
        return self.numbers[-1]

    @property
    def before(self) -> Number:
        """The number of the quarter before."""
        return self.numbers[-2] if len(self.numbers) > 1 else Number()


@dataclass(frozen=True)
class Break:
    """A day on which a definition changed; ``at`` is where it lies among the quarters, from 0."""

    day: dt.date
    short: str
    reason: str
    at: float | None


@dataclass(frozen=True)
class Picture:
    """All authorities of a quarter, with the quarters before it."""

    quarters: tuple[str, ...]
    authorities: tuple[tuple[str, tuple[Series, ...]], ...]
    breaks: tuple[Break, ...]
    why_not: str  # why it is not compared with the quarter before; nothing if it is

    @property
    def before(self) -> str | None:
        """The quarter before, if its picture is published."""
        there = any(
            one.before.state != NOT_PUBLISHED for _, all_ in self.authorities for one in all_
        )
        return self.quarters[-2] if len(self.quarters) > 1 and there else None

    @property
    def drawn_breaks(self) -> tuple[Break, ...]:
        """The breaks that lie within these quarters."""
        return tuple(each for each in self.breaks if each.at is not None)


def read(connection: Connection, asked: Asked) -> Picture:
    """Return the picture of a published quarter; it has no authority if none was published."""
    own = Quarter.named(asked.name)
    published = {str(row["quarter"]) for row in asked.published}
    names = _quarters(own, published)
    broken = [_break(row, names) for row in released_board.definition_breaks(connection)]
    rows = released_board.picture(connection)
    numbers = {
        (row["quarter"], row["authority"], row["measure"]): Number(row["state"], row["children"])
        for row in rows
    }
    here = {row["authority"]: row["authority_name"] for row in rows if row["quarter"] == asked.name}
    why_not = _why_not(asked, broken, {row["quarter"] for row in rows})

    def series(authority: str, measure: Measure) -> Series:
        found = tuple(numbers.get((name, authority, str(measure)), Number()) for name in names)
        before = None if why_not or len(found) < 2 else found[-2].children
        return Series(measure, found, trend(before, found[-1].children))

    return Picture(
        names,
        tuple(
            (name, tuple(series(code, measure) for measure in Measure))
            for code, name in sorted(here.items(), key=lambda each: (each[1], each[0]))
        ),
        tuple(broken),
        why_not,
    )


def _why_not(asked: Asked, breaks: Sequence[Break], pictured: set[str]) -> str:
    if asked.before is None:
        return "The quarter before is not published, so there are no data to compare with."
    before = Quarter.named(asked.before["quarter"])
    told = [vars(each) for each in breaks]
    found = break_between(before, Quarter.named(asked.name), told)
    if found is not None:
        return changed_definition(found)
    if str(before) not in pictured:
        return (
            f"{before} was published without its picture by authority, so there are no data to "
            "compare with."
        )
    return ""


def _quarters(own: Quarter, published: set[str]) -> tuple[str, ...]:
    """Return the last quarters up to one, from the first that is published; none is left out."""
    names = [str(own)]
    first = min(published)
    while len(names) < QUARTERS and names[0] > first:
        year, number = int(names[0][:4]), int(names[0][5])
        names.insert(0, f"{year}Q{number - 1}" if number > 1 else f"{year - 1}Q4")
    return tuple(names)


def _break(row: Mapping[str, object] | Row, names: Sequence[str]) -> Break:
    day_, at = row["day"], None
    assert isinstance(day_, dt.date)
    for place, name in enumerate(names):
        quarter = Quarter.named(name)
        if quarter.first_day <= day_ <= quarter.last_day and (place or day_ > quarter.first_day):
            length = (quarter.last_day - quarter.first_day).days + 1
            at = place + (day_ - quarter.first_day).days / length
    return Break(day_, str(row["short"]), str(row["reason"]), at)


def shares(picture: Picture) -> list[tuple[str, str, str]]:
    """Return of each authority how many in 100 were offered an interview, and had one in time."""
    return [
        (
            name,
            share(of[Measure.OFFERED].now, of[Measure.REPORTED].now),
            share(of[Measure.IN_TIME].now, of[Measure.REPORTED].now),
        )
        for name, all_ in picture.authorities
        for of in [{each.measure: each for each in all_}]
    ]


def share(part: Number, whole: Number) -> str:
    """Write a share of two adjusted numbers as what it can be, in 100: 52 to 63 in 100."""
    if NO_DATA in {part.state, whole.state}:
        return "no data"
    if part.children is None or whole.children is None:
        return "not shown"
    fewest, most = possible(part.children)
    least, largest = possible(whole.children)
    low = 100 * fewest // largest
    high = min(-(-100 * most // least), 100)
    return f"{low} to {high} in 100"


def states(picture: Picture) -> set[str]:
    """Return which states the numbers of this quarter are in."""
    return {one.now.state for _, all_ in picture.authorities for one in all_}
