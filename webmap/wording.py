"""What a run asked and why a premises was flagged, in sentences that claim no more than nearness.

Rows are those of ``geo.released``: a run, a flagged premises, its pairs with repeat locations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo import saturation
from geo.partly_deleted import PARTLY_DELETED
from webmap import terms
from webmap.formats import between, day, days, distance, limit, on_day, sentence, thousands

Row = Mapping[Any, Any]

NEAR = "Near is all that a flag says: it is not evidence against a premises."
EPISODE = "An episode is one anonymised report of a child missing, absent or exploited."
PLACES = (
    "Places counted are where a child was found, last seen, picked up or dropped off, often goes "
    "or told of, or where there is concern of exploitation; never where a child is missing from, "
    "nor homes, schools, hospitals or police stations."
)
ROUGHLY_M = 100  # from here on a premises is placed too roughly to be in the first band
REMOVED_FOR = {
    "erasure": "episodes that they counted were erased",
    "retention": "episodes that they counted are past the time for which they are kept",
}
PARTS_OF_DAY = {
    "daytime": "in the daytime (6am to 6pm)",
    "evening": "in the evening (6pm to 10pm)",
    "late_evening": "late in the evening (10pm to 2am)",
    "night": "at night (2am to 6am)",
}


def totals(run: Row) -> str:
    """Say what came of a run, in the words that the command prints."""
    return (
        f"{thousands(run['premises'])} premises near "
        f"{thousands(run['repeat_locations_with_premises'])} of "
        f"{_count(run['repeat_locations'], 'repeat location')}, "
        f"{_count(run['pairs'], 'pair')}, out of {thousands(run['premises_tested'])} premises"
    )


def in_brief(run: Row) -> str:
    """Say what came of a run, for whoever sees a list for the first time."""
    found, near = run["repeat_locations"], run["repeat_locations_with_premises"]
    some = "" if near == found else f"{thousands(near)} of "
    many = ": too many for a flag to tell much" if too_many(run) else ""
    return (
        f"{thousands(run['premises'])} premises near {some}{_count(found, 'repeat location')}, "
        f"out of {thousands(run['premises_tested'])} looked at{many}"
    )


def none_near(run: Row) -> str:
    """Say why a run flagged nothing: that nothing was near, or that nothing was there to ask of."""
    found = f"{_count(run['repeat_locations'], 'repeat location')} found"
    if run["data_to"] is None:
        return (
            "No episodes that state a date were held when it was asked, so it says nothing of "
            "where they recur: load them, and ask again."
        )
    if not run["premises_tested"]:
        return (
            f"{found}, and no premises were held to be looked at when it was asked, so it says "
            "nothing of what is near: load them, and ask again."
        )
    return f"Nothing is wrong: {found}, and {thousands(run['premises_tested'])} premises looked at."


def too_many(run: Row) -> str:
    """Say that so many premises are flagged that a flag tells little; nothing if that is not so."""
    return saturation.warning(run["premises"], run["premises_tested"])


def meaning(run: Row) -> str:
    """Say what a run calls a repeat location, and what an episode is.

    What is counted without regard to children may be no report of a child at all.
    """
    said = f"A repeat location is a place recorded in {_at_least(run)} that began in these days."
    return f"{said} {EPISODE}" if run["minimum_children"] else said


def question(run: Row) -> str:
    """Say what a run asked, in one sentence."""
    return (
        f"Which premises are within {limit(run['radius_m'])} of a place recorded in "
        f"{_at_least(run)} that began between {days(run['begins_on'], run['as_at'])}?"
    )


def removed(run: Row) -> str:
    """Say that a run is not whole: it was raised when days of it had gone, or lost some since.

    What it found is then as it was raised, and its list what is left. Nothing where it is whole. It
    says neither who was erased nor when.
    """
    never = f"{sentence(PARTLY_DELETED)}." if run["partly_deleted"] else ""
    causes = {note["why"] for note in run["notes"] or ()}
    if not causes:
        return never
    why = _joined([words for cause, words in REMOVED_FOR.items() if cause in causes])
    said = (
        f"Since this run was raised, repeat locations of it were removed with the flags near them: "
        f"{why}. What it is said to have found, and its test against chance, are as it was raised; "
        "its list, map and files have what is left. Ask anew to have both alike."
    )
    return f"{never} {said}".lstrip()


def apart(run: Row, standing: Row | None) -> str:
    """Say what a run asked where its list is not the standard one; nothing where it is."""
    if standing is None or (run["run_id"] == standing["run_id"] and standing["is_standard"]):
        return ""
    said = " ".join([f"It asks: {question(run)}", *_narrowed(run)])
    if run["run_id"] == standing["run_id"]:
        return (
            "No list of the standard rule, of days that the data reach, has been raised yet: "
            f"everybody begins at this. {said}"
        )
    how = f"is by the rule “{run['rule']}”" if run["rule"] else "is of terms set by hand"
    return f"This list {how}, and not the one that everybody begins at. {said}"


def terms_of(run: Row) -> list[str]:
    """Say the rest of what a run asked, a sentence for each term."""
    said = [
        f"Counted: {_count(run['window_days'], 'day')}, ending on {day(run['as_at'])}.",
        PLACES,
        "Only episodes at exactly the same point count as one place."
        if not run["merge_m"]
        else f"Points up to {limit(run['merge_m'])} apart, directly or through others between "
        "them, count as one place.",
    ]
    if not run["minimum_children"]:
        said.append(
            "How many children were involved was not asked, so this may not be released to a "
            "licensing officer or the board."
        )
    if run["kinds"] is None:
        said.append("Premises of every kind were looked at.")
    said += _narrowed(run)
    said.append(
        f"These are the terms of the rule “{run['rule']}”."
        if run["rule"]
        else "These terms were set by hand, not by a rule."
    )
    return said


def in_short(flag: Row) -> str:
    """Say why a premises was flagged, in one line for a list."""
    last = f"the last {on_day(flag['last_on'], by_month=flag['by_month'])}"
    if flag["locations"] == 1:
        return f"Near 1 repeat location, with {_count(flag['most_episodes'], 'episode')}, {last}."
    return (
        f"Near {_count(flag['locations'], 'repeat location')}, the busiest with "
        f"{_count(flag['most_episodes'], 'episode')}, {last}."
    )


def reasons(placed: Row, pairs: Sequence[Row]) -> list[str]:
    """Say why a premises was flagged: a paragraph for each repeat location, then what is unsure."""
    return [*(reason(pair) for pair in pairs), *unsure(placed, pairs)]


def reason(pair: Row) -> str:
    """Say why a premises was flagged for one repeat location."""
    return f"{nearness(pair)} {open_then(pair)}".rstrip()


def unsure(placed: Row, pairs: Sequence[Row]) -> list[str]:
    """Say what is not known for sure about a premises that was flagged."""
    said = []
    if any(pair["timed"] and pair["within_hours"] is None for pair in pairs):
        said.append("Its licensed hours are not known, so neither is whether it was open.")
    if rough := precision(placed):
        said.append(rough)
    return said


def nearness(pair: Row) -> str:
    """Say what a repeat location is, and that the premises is near it.

    The times are those when the episodes began, which was elsewhere: a place has no time.
    """
    involving = f" involving {_count(pair['children'], 'child')}" if pair["children"] else ""
    when = between(pair["first_on"], pair["last_on"], by_month=pair["by_month"])
    return (
        f"Within {distance(pair['band_m'])} of a place recorded in "
        f"{_count(pair['episodes'], 'episode')}{involving} that began {when}{_mostly(pair)}."
    )


def open_then(pair: Row) -> str:
    """Say how many of the episodes began while the premises was licensed to be open.

    Nothing is said of hours that are not known: that is said once for all its repeat locations.
    """
    timed, within = pair["timed"], pair["within_hours"]
    hours = "its licensed hours or the hour after"
    if not timed:
        return "The time of day is not known for any of them."
    if within is None:
        return ""
    if timed == 1:
        return f"The 1 with a known time {'began' if within else 'did not begin'} in {hours}."
    if within == timed:
        which = f"All {timed}" if timed == pair["episodes"] else f"All {timed} with a known time"
        return f"{which} began in {hours}."
    of = f"Of {thousands(timed)} with a known time, "
    return f"{of}{thousands(within) if within else 'none'} began in {hours}."


def precision(placed: Row) -> str:
    """Say how far off a premises may be drawn; nothing where that is too little to matter."""
    metres = placed["precision_m"]
    if metres is None or metres < ROUGHLY_M:
        return ""
    how = terms.PLACED_BY.get(placed["placed_by"], "roughly")
    return f"Placed {how}, so it may be {distance(metres)} off."


def band(metres: float) -> str:
    """Name a band of nearness by the bands that every run has: 100 to 200 m."""
    below = [each for each in (100, 200, 400) if each < metres]
    return f"{below[-1] if below else 0} to {distance(metres)}"


def _mostly(pair: Row) -> str:
    """Say at which part of the day most of the episodes began; all of the parts that are equal."""
    parts = {words: pair[name] for name, words in PARTS_OF_DAY.items() if pair[name]}
    if not parts:
        return ""
    most = max(parts.values())
    if most == pair["episodes"]:
        whole = "it was" if most == 1 else "all of them"
        return f"; {whole} {next(iter(parts))}"
    ties = [f"{number} of them {words}" for words, number in parts.items() if number == most]
    return f"; {_joined(ties)}"


def _narrowed(run: Row) -> list[str]:
    """Say to which kinds of premises and to which episodes a run was narrowed."""
    said = []
    if run["kinds"] is not None:
        kinds = [terms.kind(kind, several=True) for kind in run["kinds"]]
        said.append(f"Only {_joined(kinds)} were looked at.")
    for name, value in sorted(run["only_where"].items()):
        what = terms.CONDITIONS.get(name, terms.in_words(name))
        said.append(f"Only episodes whose {what} is “{value}” were counted.")
    return said


def _at_least(run: Row) -> str:
    children = run["minimum_children"]
    involving = f" involving at least {_count(children, 'child')}" if children else ""
    return f"at least {_count(run['minimum_episodes'], 'episode')}{involving}"


def _count(number: int, what: str) -> str:
    many = "children" if what == "child" else f"{what}s"
    return f"{thousands(number)} {what if number == 1 else many}"


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
