"""The picture by authority in sentences: what changed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from geo.picture import NO_DATA, NOT_SHOWN, Measure
from geo.trend import Trend
from webmap.formats import day
from webmap.picture import CALLED, Picture, states
from webmap.wording import Row

WHAT = (
    "By authority a child is counted once, for the one that looks after it, wherever the episode "
    "was. A concern is one of sexual exploitation or trafficking, as recorded. An interview is in "
    "time by the third day where only days are recorded."
)
NOTHING = (
    "No data: this quarter was published without its picture by authority. Whoever publishes adds "
    "it once by publishing the quarter again."
)


def summary(picture: Picture) -> list[str]:
    """Say of each measure where it changed."""
    if picture.why_not:
        return [picture.why_not]
    return [f"{CALLED[measure]}: {_changes(picture, measure)}." for measure in Measure]


def certainty(picture: Picture, quarter: Row) -> list[str]:
    """Say what is counted by authority, and what "not shown" and "no data" mean where there is any.

    Nothing of a picture that there is not.
    """
    found, said = states(picture), [WHAT] if picture.authorities else []
    if NOT_SHOWN in found:
        said.append(
            "“Not shown” of an authority: its records answer, and tell of fewer than "
            f"{quarter['minimum_children_for_board']} children or of none, or the number could be "
            "worked out. There is no evidence of more, and none that there is nothing."
        )
    if NO_DATA in found:
        said.append(
            "“No data”: nothing was received of the authority’s children, or the question is "
            "answered of none of them. Nothing can be said."
        )
    return said


def definitions(picture: Picture) -> list[str]:
    """Say which definitions changed, and whether within the quarters that are drawn."""
    drawn = [f"On {day(each.day)} {each.reason}." for each in picture.drawn_breaks]
    if drawn:
        return [*drawn, "The dashed line is that day: do not compare across it."]
    if not picture.breaks:
        return []
    days = " and ".join(day(each.day) for each in picture.breaks)
    return [f"No definition changed in these quarters. Those of before {days} are not comparable."]


def described(picture: Picture) -> str:
    """Say what the chart shows, for whoever does not see it."""
    quarters = picture.quarters
    span = quarters[-1] if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"
    return (
        f"Columns of children by quarter, {span}, for each authority and measure; the table has "
        "the numbers of the last two quarters"
    )


def _changes(picture: Picture, measure: Measure) -> str:
    return "; ".join(_parts(picture, measure))


def _parts(picture: Picture, measure: Measure) -> Iterator[str]:
    by_trend: dict[Trend, list[str]] = {each: [] for each in Trend}
    for name, all_ in picture.authorities:
        by_trend[next(each.trend for each in all_ if each.measure is measure)].append(name)
    if by_trend[Trend.HIGHER]:
        yield f"more in {_listed(by_trend[Trend.HIGHER])}"
    if by_trend[Trend.LOWER]:
        yield f"fewer in {_listed(by_trend[Trend.LOWER])}"
    unclear, uncompared = by_trend[Trend.NO_CLEAR_CHANGE], by_trend[Trend.NOT_COMPARED]
    if len(uncompared) == len(picture.authorities):
        yield "not compared"
    elif uncompared:
        yield f"not compared in {_listed(uncompared)}"
    if len(unclear) == len(picture.authorities):
        yield "no clear change in any authority"
    elif unclear:
        yield "no clear change elsewhere"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
