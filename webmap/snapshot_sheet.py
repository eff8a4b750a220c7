"""What a snapshot says, as blocks of one sheet: better or worse, where, what was done, how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo import snapshot_map
from geo.picture import Measure
from geo.trend import Trend
from webmap import board_wording, done, picture, picture_wording, quarters, trend_chart
from webmap.done import Done
from webmap.formats import sentence, thousands
from webmap.paper import (
    Beside,
    Block,
    Cell,
    Figure,
    Heading,
    Legend,
    Points,
    Said,
    Sheet,
    Table,
    Turn,
)
from webmap.picture import CALLED, Number, Picture
from webmap.quarters import Asked

ROWS_ON_PAPER = 9  # what one A4 page holds beside the map, the picture and the words
CLEAR = {Trend.HIGHER, Trend.LOWER}
METHOD = (
    "A child is counted once in each ward in which an episode has a place that counts: never "
    "where a child lives, learns or is looked after. Each child has a fixed secret number; "
    "those of the children who are counted together choose by how much their count is adjusted,"
    " so that the same count is always told alike. Before this page was published, a program "
    "tried to work out the true numbers from it, from every earlier one and from what officers "
    "are shown, and could nowhere leave fewer than four possible ones."
)
FINAL = (
    "Corrections that come later are told once a year, and only where a ward changed by 3 "
    "children or more. This page is never changed: its files and their hashes are listed in "
    "manifest.json."
)


@dataclass(frozen=True)
class Facts:
    """All that a snapshot is made of, as the board may read it."""

    asked: Asked
    before: str | None
    why_not: str
    wards: Sequence[board_wording.Ward]
    numbers: Mapping[str, int]  # of the rows, by the ward's code
    features: Sequence[Mapping[str, Any]]
    bands: Sequence[tuple[int, int | None]]
    hidden: Sequence[str]
    picture: Picture
    done: Sequence[Done]
    reviews: Sequence[str]


def of_quarter(facts: Facts, marks: tuple[str, str, str]) -> Sheet:
    """Return the sheet of a quarter."""
    quarter = facts.asked.row
    months = quarters.in_words(quarter)
    title = f"{months}: children missing, absent or exploited"
    certainty = [
        *board_wording.certainty(quarter),
        *picture_wording.certainty(facts.picture, quarter),
    ]
    withheld = [f"{len(facts.hidden)} wards are not shown: {', '.join(facts.hidden)}."]
    blocks: list[Block] = [
        Beside(
            (
                *_better(facts),
                Heading("Where?"),
                *_wards(facts),
                *(Said(each, "small") for each in withheld if facts.hidden),
            ),
            (*_map(facts, months), Said(board_wording.not_shown(quarter), "small")),
            0.6,
        ),
        *_picture(facts.picture),
        Turn(),
        Heading("What did we do?"),
        _done(facts.done),
        *(Said(each) for each in facts.reviews),
        Beside(
            (Heading("How sure is this?", 3), Points(tuple(certainty))),
            (
                *(Said(each, "small") for each in done.sentences(quarter, list(facts.done))),
                Heading("How it was made", 3),
                Said(METHOD, "small"),
                Said(FINAL, "small"),
            ),
            0.5,
        ),
    ]
    name = f"{facts.asked.name}: children missing, absent or exploited"
    return Sheet(title, name, marks, tuple(blocks), one_page=True)


def _better(facts: Facts) -> list[Block]:
    said: list[Block] = [Heading("Is it better or worse?")]
    if facts.why_not:
        return [*said, Said("No data to compare with", "answer"), Said(facts.why_not)]
    answer = board_wording.answer(facts.wards)
    return [*said, Said(answer, "answer"), Said(board_wording.tally(facts.wards))]


def _wards(facts: Facts) -> list[Block]:
    if facts.asked.row["ward_vintage"] is None:
        text = "no wards were loaded when this quarter was published: nothing was counted by ward."
        return [Said(text, strong="No data:")]
    if not facts.wards:
        text = (
            "None had enough children for its number to be told, which does not say that there "
            "were no episodes."
        )
        return [Said(text, strong="No ward is shown.")]
    head = [Cell("No.", number=True), Cell("Ward"), Cell("Children", number=True)]
    head += [Cell(facts.before, number=True), Cell("Change")] if facts.before else []
    body = []
    for place, ward in enumerate(facts.wards, 1):
        row = [Cell(str(place) if ward.children is not None else "", number=True), Cell(ward.name)]
        row.append(_number(ward.children))
        if facts.before:
            clear = ward.trend in CLEAR
            row += [_number(ward.before), Cell(sentence(str(ward.trend)), bold=clear)]
        body.append((*row, Cell(ward.episodes)))
    beyond = len(facts.wards) - ROWS_ON_PAPER
    return [
        Table(
            "Wards",
            "Wards that are shown, by the number of children who had episodes, adjusted. The first "
            "column is the number on the map.",
            ((*head, Cell("Episodes")),),
            tuple(body),
            (8, 30, 17, 17, 25, 20) if facts.before else (8, 40, 20, 25),
            headed=1,
            on_paper=ROWS_ON_PAPER,
            beyond=f"{beyond} more wards are in the table wards.csv.",
        )
    ]


def _map(facts: Facts, months: str) -> list[Block]:
    label = f"Map of the wards, {months}; the table says the same in words"
    drawn = snapshot_map.drawing(facts.features, facts.numbers, label)
    entries = [
        (snapshot_map.swatch(first), f"{board_wording.band(first, last)} episodes")
        for first, last in facts.bands
    ]
    entries.append((snapshot_map.swatch(None), "not shown"))
    figure: list[Block] = [Figure(drawn, "ward-hatch", 0.84)] if drawn.height else []
    return [*figure, Legend(tuple(entries), "swatch-hatch")]


def _picture(found: Picture) -> list[Block]:
    blocks: list[Block] = [Heading("Children reported, by authority")]
    if not found.authorities:
        return [*blocks, Said(picture_wording.NOTHING)]
    drawn = trend_chart.draw(found, picture_wording.described(found))
    first: list[Cell] = [Cell("Authority", rows=2 if found.before else 1)]
    second: list[Cell] = []
    for measure in Measure:
        first.append(Cell(CALLED[measure], columns=2 if found.before else 1))
        second += [Cell(found.quarters[-1]), Cell(found.before)] if found.before else []
    body = []
    for name, all_ in found.authorities:
        row = [Cell(name)]
        for one in all_:
            clear = str(one.trend) if one.trend in CLEAR else ""
            row.append(_told(one.now, clear))
            row += [_told(one.before)] if found.before else []
        body.append(tuple(row))
    each = (11.0, 9.0) if found.before else (20.0,)
    shares = tuple(
        (Cell(name), Cell(offered), Cell(held)) for name, offered, held in picture.shares(found)
    )
    return [
        *blocks,
        Figure(drawn, "chart-hatch", 0.95),
        *(Said(text, "small") for text in picture_wording.definitions(found)),
        Table(
            "Children by authority",
            "",
            (tuple(first), tuple(second)) if second else (tuple(first),),
            tuple(body),
            (20.0, *(each * len(Measure))),
        ),
        Beside(
            (Points(tuple(picture_wording.summary(found))),),
            (
                Table(
                    "Return interviews",
                    "Return interviews, of the children reported: the least and the most that the "
                    "adjusted numbers leave possible.",
                    ((Cell("Authority"), Cell("Offered"), Cell("Held within 72 hours")),),
                    shares,
                    (30, 26, 30),
                ),
            ),
            0.52,
        ),
    ]


def _done(found: Sequence[Done]) -> Block:
    if not found:
        return Said(
            "no authority has premises that officers were shown, or visits.", strong="None:"
        )
    head = [Cell("Authority"), *(Cell(words) for words in done.COLUMNS.values())]
    body = tuple(
        (
            Cell(each.name),
            *(
                Cell(each.said(column), quiet=each.numbers[column] is None)
                for column in done.COLUMNS
            ),
        )
        for each in found
    )
    widths = (17.0, *([11.4] * len(done.COLUMNS)))
    return Table("What was done, by authority", "", (tuple(head),), body, widths)


def _number(value: int | None) -> Cell:
    text = "not shown" if value is None else thousands(value)
    return Cell(text, number=True, quiet=value is None)


def _told(number: Number, clear: str = "") -> Cell:
    return Cell(str(number), quiet=number.children is None, strong=clear)
