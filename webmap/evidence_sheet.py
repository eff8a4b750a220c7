"""An evidence pack as blocks: what was asked, what was found of each premises, how sure it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from geo import saturation, unusual
from geo.marking import HANDLING
from geo.policy import Band
from geo.released_evidence import PUBLIC, Facts, OnePremises
from geo.released_officer import Reason
from webmap import positive_facts, terms, visit_wording, wording
from webmap.formats import day, distance, share, thousands, where
from webmap.paper import Block, Cell, Heading, Points, Said, Sheet, Table
from webmap.quarters import in_words
from webmap.wording import Row

TITLES = {True: "Evidence pack, public build", False: "Evidence pack, restricted build"}
PUBLIC_MARK = "PUBLIC BUILD"
NOT_TESTED = (
    "This run was not tested against chance: nothing was drawn by lot, so that there is no seed, "
    "and how many premises would be this near by chance alone is not known."
)
NOT_TOLD = (
    "How many premises would be this near by chance alone is not told in a public build: the test "
    "of it is made of the places themselves."
)
NO_COMPLAINTS = (
    "Complaints, crimes and proceedings are not held here: whether there are any about these "
    "premises must be asked of the licensing authority and the police."
)


def of(facts: Facts, taken: str) -> Sheet:
    """Return the sheet of a pack; ``taken`` says on every page who took it, and when."""
    is_public = facts.build == PUBLIC
    mark = PUBLIC_MARK if is_public else HANDLING
    title = TITLES[is_public]
    blocks: list[Block] = [
        Said(wording.NEAR, "answer"),
        *(_public_question(facts) if is_public else _question(facts)),
        *(block for one in facts.premises for block in _premises(facts, one)),
        Heading("How sure is this?"),
        Points(tuple(_public_certainty(facts) if is_public else _certainty(facts))),
        Heading("How it was made"),
        Said(_made(facts), "small"),
    ]
    marks = (mark, taken, _of_what(facts))
    return Sheet(title, f"{title}, {_of_what(facts)}", marks, tuple(blocks))


def _of_what(facts: Facts) -> str:
    if facts.quarter is not None:
        return str(facts.quarter["quarter"])
    return f"Run {str(facts.run['run_id'])[:8]}"


def _question(facts: Facts) -> Iterator[Block]:
    run = facts.run
    yield Heading("What was asked")
    yield Said(wording.question(run))
    yield Points((wording.meaning(run), *wording.terms_of(run)))
    yield Heading("What was looked at")
    yield Table(
        "What was looked at",
        "",
        ((Cell("Premises looked at"), Cell("Flagged"), Cell("Share"), Cell("Repeat locations")),),
        (
            (
                Cell(thousands(run["premises_tested"])),
                Cell(thousands(run["premises"])),
                Cell(share(run["premises"], run["premises_tested"])),
                Cell(thousands(run["repeat_locations"])),
            ),
        ),
        (25, 25, 25, 25),
    )
    if gone := wording.removed(run):
        yield Said(gone)
    if many := wording.too_many(run):
        yield Said(many)
    yield from _chance(run)


def _chance(run: Row) -> Iterator[Block]:
    if run["tested"] is None:
        yield Said(NOT_TESTED, strong="Expected by chance:")
        return
    yield Said(unusual.found(run), strong="Expected by chance:")
    held = [
        f"{share(each['premises'], each['tested'])} of the premises looked at are within "
        f"{distance(each['band_m'])} of a repeat location."
        for each in run["bands"] or ()
    ]
    drawn = (
        f"Points were moved {thousands(run['moves'])} times to see which flags stand, by the seed "
        f"{run['test_seed']}: the same seed gives the same moves."
    )
    yield Points((unusual.METHOD, *held, drawn))


def _public_question(facts: Facts) -> Iterator[Block]:
    assert facts.quarter is not None
    yield Heading("What was looked at")
    yield Said(
        f"Whether these premises are near an area in which episodes of children missing, absent or "
        f"exploited recurred in {in_words(facts.quarter)}. Areas are squares of the National Grid "
        "with at least 20 homes; what is told of them was published for that quarter and is final."
    )
    yield Said(
        f"{thousands(facts.listed)} of {thousands(facts.placed)} premises that have a place on the "
        f"map are near such an area ({share(facts.listed, facts.placed)})."
    )
    if saturation.share(facts.listed, facts.placed) > saturation.SATURATED:
        yield Said("These are so many that being near one tells little by itself.")
    yield Said(NOT_TOLD, strong="Expected by chance:")


def _premises(facts: Facts, one: OnePremises) -> Iterator[Block]:
    placed = one.premises
    yield Heading(str(placed["name"] or "A premises without a name"))
    place = where(placed["address"], placed["postcode"])
    kind = terms.kind(placed["kind"])
    yield Said(f"{kind[:1].upper()}{kind[1:]}, {place}. Authority: {placed['authority_name']}.")
    if facts.build == PUBLIC:
        yield from _listed(facts, one)
    else:
        yield Heading("Why it was flagged", 3)
        yield Points((*wording.reasons(placed, one.pairs), *_tested(facts, one)))
        yield _pairs(one)
    yield Heading("What speaks for it, and what is not known", 3)
    yield Points(tuple(positive_facts.of(one, facts.run["as_at"])))
    yield Said(NO_COMPLAINTS, "small")


def _tested(facts: Facts, one: OnePremises) -> Iterator[str]:
    """Say whether what is near it is more than chance, where the run was tested."""
    if one.test is not None and facts.run["tested"] is not None:
        if said := unusual.of_premises(one.test):
            yield said
        yield from unusual.detail(one.test, facts.run)


def _listed(facts: Facts, one: OnePremises) -> Iterator[Block]:
    assert facts.quarter is not None
    yield Heading("Is it near such an area?", 3)
    now = [row for row in one.listed if row["quarter"] == facts.quarter["quarter"]]
    if now:
        yield Points(tuple(visit_wording.reasons([_reason(row) for row in now])))
    else:
        yield Said("It was not listed in this quarter.")
    quarters = len({row["quarter"] for row in one.listed})
    yield Said(
        f"It was listed in {quarters} of the {facts.published} quarters published up to this one."
    )


def _reason(row: Row) -> Reason:
    band = Band(row["band_from"], row["band_to"])
    whole = (row["is_rest"], row["level_m"], row["within_m"], band, row["part_of_day"])
    return Reason("", *whole)


def _pairs(one: OnePremises) -> Table:
    def on(value: dt.date, pair: Row) -> str:
        return f"{value:%B %Y}" if pair["by_month"] else day(value)

    rows = tuple(
        (
            Cell(str(pair["location_no"])),
            Cell(distance(pair["distance_m"])),
            Cell(wording.band(pair["band_m"])),
            Cell(str(pair["episodes"])),
            Cell("not asked" if pair["children"] is None else str(pair["children"])),
            Cell(on(pair["first_on"], pair)),
            Cell(on(pair["last_on"], pair)),
        )
        for pair in one.pairs
    )
    head = ("Location", "Distance", "Band", "Episodes", "Children", "First", "Last")
    widths = (11, 12, 16, 12, 12, 20, 20)
    cells = tuple(Cell(each) for each in head)
    return Table(f"Repeat locations near {one.premises['name']}", "", (cells,), rows, widths)


def _certainty(facts: Facts) -> Sequence[str]:
    return (
        "Distances are straight lines: a river or a railway may lie between.",
        "Places of episodes arrive anonymised to some metres, and times may be of a day alone: a "
        "band is surer than a distance.",
        "Where a child was found or last seen is where somebody said so. It does not say that "
        "anything happened inside these premises, or that anybody there knew.",
        f"Data end on {day(facts.run['data_to'])}: what happened after is not known."
        if facts.run["data_to"]
        else "To which day data were received is not known.",
        "Full evidence, for the police and those whom they show it to. Not for a committee’s "
        "public papers: there is a public build for those.",
    )


def _public_certainty(facts: Facts) -> Sequence[str]:
    assert facts.quarter is not None
    return (
        "How near is measured from the middle of an area, in bands, and not from where anything "
        "happened: which place within an area was recorded is not published.",
        "Numbers of episodes are bands, cut from counts that were adjusted to protect children.",
        "That premises are not listed does not say that nothing happened near them, and that they "
        "are does not say that anything happened inside, or that anybody there knew.",
        f"Counted to {day(facts.quarter['last_day'])}: what happened after is not told.",
    )


def _made(facts: Facts) -> str:
    run = facts.run
    if facts.quarter is not None:
        return (
            f"Made by Nightjar from published figures of {facts.quarter['quarter']} and public "
            f"registers. SHA-256 of its facts: {facts.sha256}. Whoever holds the same figures "
            "comes to the same."
        )
    return (
        f"Made by Nightjar, run {run['run_id']} by release {run['code_version']}; SHA-256 of the "
        f"run’s answer: {run['result_sha256']}; of the facts of this pack: {facts.sha256}. The "
        "same question over the same data gives the same run and the same facts on any machine."
    )
