"""What the board is told of a quarter, in sentences that say how much can be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.quarters import Quarter
from geo.released_board import NO_DATA, NOT_SHOWN
from geo.trend import SMALLEST, Trend, by_adjustment_alone
from geo.trend import trend as trend_of
from webmap.definitions import break_between, changed_definition
from webmap.formats import day, thousands
from webmap.quarters import Asked, in_words
from webmap.wording import Row


@dataclass(frozen=True)
class Ward:
    """A ward in this quarter and the one before; None is a number that is not shown."""

    name: str
    children: int | None
    before: int | None
    band_from: int | None
    band_to: int | None
    trend: Trend

    @property
    def episodes(self) -> str:
        """The band of episodes: 5 to 10."""
        return band(self.band_from, self.band_to)


def wards(now: Sequence[Row], before: Sequence[Row] | None) -> list[Ward]:
    """Join the wards that are shown of two quarters, most children first.

    ``before`` is None where there is nothing that may be compared with.
    """
    earlier = {row["ward"]: row for row in before or ()}
    joined = [
        Ward(
            row["name"],
            row["children"],
            (was := earlier.pop(row["ward"], {}).get("children")),
            row["band_from"],
            row["band_to"],
            trend_of(was, row["children"]),
        )
        for row in now
    ]
    gone = [
        Ward(row["name"], None, row["children"], None, None, Trend.NOT_COMPARED)
        for row in earlier.values()
    ]
    return joined + gone


def comparable(asked: Asked, breaks: Sequence[Row] = ()) -> str:
    """Say why a quarter cannot be compared with the one before; nothing if it can be.

    ``breaks``: the days on which definitions changed.
    """
    if asked.before is None:
        return "The quarter before is not published, so there are no data to compare with."
    if asked.before["ward_vintage"] != asked.row["ward_vintage"]:
        return "The wards were drawn anew since the quarter before, so the two are not compared."
    before, now = (Quarter.named(row["quarter"]) for row in (asked.before, asked.row))
    broken = break_between(before, now, breaks)
    return "" if broken is None else changed_definition(broken)


def answer(found: Sequence[Ward]) -> str:
    """Say in a few words whether it is better or worse."""
    counts = Counter(each.trend for each in found)
    higher, lower, same = (
        counts[each] for each in (Trend.HIGHER, Trend.LOWER, Trend.NO_CLEAR_CHANGE)
    )
    if not higher + lower + same:
        return "No ward is shown in both quarters, so nothing can be said"
    if not higher + lower:
        return "No clear change"
    if higher and lower:
        return "Some wards are worse and some better"
    return "Worse in some wards, better in none" if higher else "Better in some, worse in none"


def tally(found: Sequence[Ward]) -> str:
    """Say in how many wards the number of children changed."""
    counts = Counter(each.trend for each in found)
    higher, lower, same = (
        counts[each] for each in (Trend.HIGHER, Trend.LOWER, Trend.NO_CLEAR_CHANGE)
    )
    return (
        f"Of {_wards(higher + lower + same)} shown in both quarters, {thousands(higher)} had more "
        f"children with episodes, {thousands(lower)} had fewer, and {thousands(same)} had no clear "
        "change."
    )


def band(band_from: int | None, band_to: int | None) -> str:
    """Write a band of episodes: 5 to 10, 21 or more."""
    if band_from is None:
        return "not shown"
    if band_to is None:
        return f"{thousands(band_from)} or more"
    return f"{thousands(band_from)} to {thousands(band_to)}"


def ward(given: Mapping[str, Any]) -> list[str]:
    """Say what is shown of a ward on the map."""
    if given["state"] == NO_DATA:
        return ["No data: this ward was drawn after the quarter was counted"]
    if given["state"] == NOT_SHOWN:
        return ["Not shown: too few children, or none, or a number that could be worked out"]
    return [
        f"{thousands(given['children'])} children, adjusted",
        f"{band(given['band_from'], given['band_to'])} episodes",
    ]


def not_shown(quarter: Row) -> str:
    """Say what it means that a ward is not shown."""
    return (
        "“Not shown” is not 0: the ward had fewer than "
        f"{quarter['minimum_children_for_board']} children with episodes, or none, or its number "
        "could have been worked out from others. It is no evidence that nothing happened there."
    )


def certainty(quarter: Row) -> list[str]:
    """Say how sure the figures are."""
    percent = round(100 * float(by_adjustment_alone()))
    return [
        "Numbers of children are adjusted by up to 2 to protect them, and each by itself, so rows "
        "need not add up. Episodes are given in bands.",
        "A change is told only where it is larger than the adjustment explains and both numbers "
        f"are {SMALLEST} or more. Of unchanged wards, up to about {percent} in 100 would still "
        "look changed by the adjustment, and more by chance: a single quarter is no trend.",
        f"Counted: {in_words(quarter)}, to {day(quarter['last_day'])}, published in "
        f"{quarter['published_in']:%B %Y} when all of it was known. It will not change.",
    ]


def _wards(number: int) -> str:
    return f"{thousands(number)} ward{'s' if number != 1 else ''}"
