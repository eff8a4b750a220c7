"""What the test against chance found, in words that commands and pages share.

A row is that of a run or of a flagged premises, as the database and ``geo.flag_tests`` give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[Any, Any]

METHOD = (
    "How chance is judged: the episodes of a town's places are dealt anew among premises of any "
    "kind of the same centre, with about as many premises round them, so that a busy centre is not "
    "unusual merely for being one."
)


def found(run: Row) -> str:
    """Say how many premises were tested, how many chance would call unusual, and how many were."""
    tested = run.get("tested")
    if not tested:
        return "No premises were tested against chance."
    unusual = run["unusual"]
    whole = f"Tested against chance: {tested:,} premises."
    if not unusual:
        return (
            f"{whole} None has more episodes near it than its centre explains: what is listed may "
            "all be chance."
        )
    flagged = run["unusual_flagged"]
    which = "" if flagged == unusual else f", {flagged:,} of them listed here,"
    have = "has" if unusual == 1 else "have"
    return (
        f"{whole} {unusual:,}{which} {have} more episodes near than their centre explains; chance "
        f"alone would give about {run['expected_by_chance']:,.0f}."
    )


def of_premises(flag: Row) -> str:
    """Say whether what recurs near a premises is more than its centre explains."""
    if flag.get("unusual") is None:
        return ""
    if not flag["episodes_at_place"]:
        return (
            "Nothing recurs near enough to test it against chance: it is listed for a place that "
            "lies further off."
        )
    seen, usual = flag["episodes_at_place"], flag["expected_at_place"]
    many = f"{seen:,} episode{'s' if seen != 1 else ''}"
    counted = f"{many} counted at the place near it, where its centre explains {_about(usual)}"
    if flag["unusual"]:
        return f"Unusual: {counted}."
    return f"Not shown to be unusual: {counted}. It may be chance."


def detail(flag: Row, run: Row) -> list[str]:
    """Say the figures behind it, how the flag fares when points move, and others of its kind."""
    if flag.get("unusual") is None:
        return ["Not tested against chance, or what it was tested on has been removed since."]
    said = []
    if flag["episodes_at_place"]:
        places = flag["places_near"]
        others = "1 place" if places == 1 else f"{places:,} places"
        said.append(
            f"Chance of as many at one of the {others} within {run['test_reach_m']:,} m of it: "
            f"{_chance(flag['chance'])}; after the {run['tested']:,} premises tested are allowed "
            f"for, {_chance(flag['adjusted'])}. Called unusual from {run['false_discovery']:.0%} "
            f"down. A child counts at most {run['visits_counted']:,} times at a place."
        )
    stood = flag["moves_stood"] * 100 // run["moves"]
    steady = "steady" if stood >= run["steady_percent"] else "indicative only"
    said.append(
        f"When its point and those of the episodes are moved as far as they may be off, it is "
        f"still near in {stood} of 100 moves: {steady}."
    )
    if flag["of_kind"] > 1:
        busier = flag["busier_of_kind"]
        more = "none has" if not busier else f"{busier:,} {'has' if busier == 1 else 'have'}"
        # as the test counts them, which a list of flags within 400 m does not
        said.append(
            f"Of {flag['of_kind']:,} premises of its kind, {more} more episodes counted within "
            f"{run['test_reach_m']:,} m."
        )
    return said


def _about(number: float) -> str:
    if number < 0.05:
        return "next to none"
    return f"about {number:.1f}" if number < 9.95 else f"about {number:,.0f}"


def _chance(chance: float) -> str:
    if chance < 0.0001:
        return "less than 1 in 10,000"
    return f"{chance:.4f}" if chance < 0.1 else f"{chance:.2f}"
