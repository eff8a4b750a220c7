"""Why a premises is among the visits to plan, in sentences that say no more than its areas do.

A reason is a published area near a premises: never a place, a day, a count or a child.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo import saturation
from geo.listed import Listed
from geo.policy import Band
from geo.released_officer import FlaggedPremises, Reason
from webmap.formats import day, distance, sentence, share, thousands
from webmap.quarters import in_words
from webmap.wording import NEAR, PARTS_OF_DAY, Row

REST = "“The rest” of an area is what had too little to be shown by itself, taken together."


def meaning() -> str:
    """Say what an area is, and what being near one does not say."""
    return (
        "Each is near an area in which episodes recurred: anonymised reports of children missing, "
        f"absent or exploited. {NEAR}"
    )


def rest(listed: Iterable[FlaggedPremises]) -> str:
    """Say what the rest of an area is where a list names one."""
    return REST if any(each.reasons[0].is_rest for each in listed) else ""


def in_brief(premises: int, areas: int, quarter: Row, held: int) -> str:
    """Say how much there is to look at, and whether being listed tells anything.

    ``areas``: all that are shown; no premises may be near some of them, as of those over 1 km.
    ``held``: the premises of the own authority that have a place.
    """
    many = saturation.share(premises, held) > saturation.SATURATED
    return (
        f"{thousands(premises)} of your {thousands(held)} premises {_are(premises)} near an area "
        f"with episodes in {in_words(quarter)} ({_areas(areas)})"
        f"{': too many for it to tell much' if many else ''}"
    )


def area(reason: Reason) -> str:
    """Name an area by its size alone: the rest of an area 1 km square."""
    size = f"an area {side(reason.level_m)} square"
    return f"the rest of {size}" if reason.is_rest else size


def side(metres: int) -> str:
    """Write the side of a square, which is whole metres or kilometres: 250 m, 1 km."""
    return f"{metres} m" if metres < 1000 else f"{metres // 1000} km"


def episodes(band: Band) -> str:
    """Write a band of episodes: 3 to 5 episodes, 21 or more episodes."""
    if band.band_to is None:
        return f"{thousands(band.band_from)} or more episodes"
    return f"{thousands(band.band_from)} to {thousands(band.band_to)} episodes"


def nearness(metres: int) -> str:
    """Write how near a premises is; the middle of an area is no place of an episode."""
    return f"within {distance(metres)} of the middle of the area"


def in_short(premises: FlaggedPremises) -> str:
    """Say why a premises is listed, in one line for a list."""
    first, *others = premises.reasons
    said = f"Near {area(first)} with {episodes(first.episodes)}{_when(first)}"
    return f"{said}, and {len(others)} more {_noun(len(others))}." if others else f"{said}."


def reasons(found: Sequence[Reason]) -> list[str]:
    """Say why a premises is listed, nearest area first; a sentence for all areas that are alike."""
    alike = Counter(replace(each, cell_id="") for each in found)
    return [reason(each, number) for each, number in alike.items()]


def reason(found: Reason, number: int = 1) -> str:
    """Say one reason, or ``number`` that are alike: the area, episodes, when, how near."""
    near = distance(found.within_m)
    if number == 1:
        return (
            f"Near {area(found)} with {episodes(found.episodes)}{_when(found)}: within {near} of "
            "the middle of the area."
        )
    what = f"areas {side(found.level_m)} square"
    what = f"rests of {what}" if found.is_rest else what
    return (
        f"Near {number} {what}, each with {episodes(found.episodes)}{_when(found)}: within {near} "
        "of the middle of each."
    )


def rules(quarter: Row) -> list[str]:
    """Say by which rule premises are listed, on which data, and what takes one off the list."""
    name, bands = quarter["quarter"], [distance(each) for each in quarter["flag_bands_m"] or ()]
    return [
        f"Counted: {in_words(quarter)} ({name}), to {day(quarter['last_day'])}. All of it was "
        f"known when it was published, in {quarter['published_in']:%B %Y}; nothing after it is "
        "counted.",
        f"An area is shown if it had at least {quarter['minimum_episodes']} episodes at places "
        f"where they recur, involving at least {quarter['minimum_children']} children, none of "
        f"whom had more than {share(float(quarter['largest_share']), 1)} of them.",
        f"A premises is listed if it is within {' or '.join(bands)} of the middle of an area that "
        f"is shown and is not larger than {side(quarter['flag_level_m'])} square, and within that "
        "of what is shown of it; and if its own place is known more closely.",
        REST,
        "A premises leaves the list in a later quarter in which no area near it is shown. A "
        "published quarter itself is final.",
    ]


def rule_in_short(quarter: Row) -> str:
    """Say by which rule a premises is listed, in a line."""
    bands = [distance(each) for each in quarter["flag_bands_m"] or ()]
    return (
        f"An area is shown from {quarter['minimum_episodes']} episodes involving "
        f"{quarter['minimum_children']} children on, and a premises is listed within "
        f"{' or '.join(bands)} of its middle."
    )


def withheld_in_short() -> str:
    """Say what is not shown, and why, in a line."""
    return (
        "The places, days, times and exact numbers: with them a child could be recognised. So "
        "areas are squares made from where people live, and numbers are bands."
    )


def withheld() -> list[str]:
    """Say what is not shown, and why."""
    return [
        "Not shown: the places themselves, days, times and exact numbers. With them a child could "
        "be recognised, or a place worked out from the register of premises.",
        "Numbers are given in bands, and adjusted a little before they are. Areas are made from "
        "where people live and never from episodes, and distances are measured from their middle.",
        "Where children live or are looked after, schools, hospitals and police stations never "
        "count.",
        "An area with too little to be shown is left out, so that a premises that is not listed "
        "may have had episodes near it.",
    ]


def priority(found: Listed) -> str:
    """Say which priority a visit has, and that it is of bands alone."""
    return (
        f"{sentence(found.priority)}: by how near areas are and by their bands of episodes, and by "
        "nothing of the business."
    )


def since(found: Listed | FlaggedPremises) -> str:
    """Say what the registers say otherwise since the quarter was published; nothing if nothing."""
    said = []
    if not found.in_business:
        said.append(
            "Your registers now have no licence in force, food business or taxi operator of it; "
            "when the quarter was published they had."
        )
    if not found.in_place:
        said.append(
            "Its place was corrected since: how near it is was measured from the place known then."
        )
    return " ".join(said)


def hours(found: Listed, near: Sequence[Reason]) -> str:
    """Say when the licences let it be open, and whether that is when most episodes near began."""
    if not found.in_business:
        return "No licence of it is in force now, so it has no licensed hours."
    if found.open_parts is None:
        return "Its licensed hours are not known, so nothing says whether it is open at such times."
    open_in = [PARTS_OF_DAY[part] for part in PARTS_OF_DAY if part in found.open_parts]
    said = f"Licensed to be open, or closed within the hour, {_listed(open_in)}."
    if found.when_it_matters is None:
        return f"{said} When most episodes near it began is not published: too few are known."
    parts = [part for part in PARTS_OF_DAY if part in {each.part_of_day for each in near}]
    then = _listed([PARTS_OF_DAY[part] for part in parts if part in found.open_parts])
    shut = _listed([PARTS_OF_DAY[part] for part in parts if part not in found.open_parts])
    if then and shut:  # of areas that differ, each is told for itself
        return (
            f"{said} Most episodes of an area near it began {then}: it is licensed to be open "
            f"then; and of another {shut}: not in those hours."
        )
    return f"{said} Most episodes of an area near it began " + (
        f"{then}: it is licensed to be open then." if then else f"{shut}: not in those hours."
    )


def chance() -> str:
    """Say how likely so many areas near a premises would be by chance: nobody has tested it."""
    return (
        "Not tested: whether a premises here would be near as many areas by chance. Busy streets "
        "have many premises near any area."
    )


def horizon(quarter: Row) -> str:
    """Say which days are counted, and which release of them."""
    return (
        f"Episodes of {in_words(quarter)}, to {day(quarter['last_day'])}, as they were known in "
        f"{quarter['published_in']:%B %Y}. Nothing later is counted."
    )


def removal() -> str:
    """Say what would take a premises off the list."""
    return "It leaves the list in a later quarter in which no area near it is shown."


def title(level_m: int, *, is_rest: bool) -> str:
    """Name an area for the map."""
    size = f"area {side(level_m)} square"
    return sentence(f"rest of an {size}" if is_rest else size)


def part_of_day(code: str | None) -> str:
    """Say at which part of the day most episodes of an area began; nothing if not published."""
    return f"Most began {PARTS_OF_DAY[code]}" if code in PARTS_OF_DAY else ""


def _when(found: Reason) -> str:
    if found.part_of_day not in PARTS_OF_DAY:
        return ""
    return f", most of which began {PARTS_OF_DAY[found.part_of_day]}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _areas(number: int) -> str:
    return f"{thousands(number)} {_noun(number)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _noun(number: int) -> str:
    return "area" if number == 1 else "areas"
