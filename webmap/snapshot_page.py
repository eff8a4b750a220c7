"""The files of a snapshot: one page that needs nothing from anywhere, tables and a map.

Whoever makes them reads as the board's own login, so that nothing can come into a file that the
board may not see. The same published quarter gives the same bytes: no clock, no name of who made
it, no address, and no order that is not stated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from geo import released_board
from geo.marking import HANDLING
from geo.released_board import NOT_SHOWN
from geo.restatement import Restatement
from geo.snapshot_files import PAGE, PDF, PNG
from geo.snapshot_tables import (
    DONE,
    MAP,
    MEASURES,
    PICTURE,
    PREMISES,
    REVIEWS,
    TABLES,
    WARDS,
    DoneRow,
    MeasureRow,
    PictureTold,
    PremisesRow,
    ReviewRow,
    TableRow,
    WardRow,
    csv_bytes,
    json_bytes,
    map_bytes,
)
from webmap import (
    board_wording,
    done,
    paper_page,
    picture,
    press,
    quarters,
    reviews_done,
    snapshot_sheet,
)
from webmap.snapshot_sheet import Facts

About = dict[str, Any]
FOR = "For the safeguarding board and its partners. Not for publication."


def of_quarter(board: Connection, name: str) -> tuple[About, dict[str, bytes]]:
    """Return what a published quarter's snapshot says of itself, and its files.

    Raises: NotFoundError if the quarter is not published.
    """
    facts = read_facts(board, name)
    counted = released_board.ward_counts(board, name)
    wards = [
        WardRow(
            name,
            row["ward"],
            row["name"],
            row["authority"],
            row["children"],
            row["band_from"],
            row["band_to"],
            str(said.trend) if facts.before else "",
        )
        for row, said in zip(counted, facts.wards, strict=False)  # those that are gone come last
    ]
    about = _about(name, facts.asked.row["ward_vintage"], facts.before)
    tables: dict[str, Sequence[TableRow]] = {
        WARDS: wards,
        PREMISES: [
            PremisesRow(name, row["authority"], row["authority_name"], row["premises"])
            for row in released_board.flag_counts(board, name)
        ],
        PICTURE: _pictured(board, name, facts.picture),
        DONE: [
            DoneRow(quarter, each.authority, each.name, **_without_premises(each))
            for quarter, found in ((name, facts.done), *_done_before(board, facts.asked))
            for each in found
        ],
        REVIEWS: _reviewed(board, name),
        MEASURES: [
            MeasureRow(name, row["family"], row["words"], row["decisions"])
            for row in released_board.measure_counts(board)
            if row["quarter"] == name
        ],
    }
    sheet = snapshot_sheet.of_quarter(facts, (HANDLING, FOR, f"Snapshot {name}"))
    printed = press.pdf(sheet)
    files = {
        PAGE: paper_page.html(sheet),
        PDF: printed,
        PNG: press.png(printed),
        **{file: csv_bytes(file, rows) for file, rows in tables.items()},
        TABLES: json_bytes(about, tables),
        MAP: map_bytes(about, facts.features),
    }
    return about, files


def read_facts(board: Connection, name: str) -> Facts:
    """Return all that is told of a published quarter. Raises: NotFoundError."""
    asked = quarters.asked(board, name)
    why_not = board_wording.comparable(asked, released_board.definition_breaks(board))
    before = None if why_not or asked.before is None else str(asked.before["quarter"])
    counted = released_board.ward_counts(board, name)
    features = released_board.ward_features(board, name, asked.row["ward_vintage"])["features"]
    return Facts(
        asked,
        before,
        why_not,
        board_wording.wards(counted, released_board.ward_counts(board, before) if before else None),
        {row["ward"]: place for place, row in enumerate(counted, 1)},
        features,
        sorted({row["band_from"]: row["band_to"] for row in counted}.items()),
        sorted(
            each["properties"]["name"]
            for each in features
            if each["properties"]["state"] == NOT_SHOWN
        ),
        picture.read(board, asked),
        done.read(board, asked),
        [*done.of_before(board, asked), *reviews_done.sentences(board, asked)],
    )


def of_restatement(found: Restatement) -> tuple[About, dict[str, bytes]]:
    """Return what a restatement says of itself, and its files."""
    about = _about(found.period, found.ward_vintage, None)
    files = {
        PAGE: paper_page.render(
            "restatement.html", found=found, handling=HANDLING, whom=FOR, wording=board_wording
        ),
        WARDS: csv_bytes(WARDS, found.rows),
        TABLES: json_bytes(about, {WARDS: found.rows}),
    }
    return about, files


def _about(period: str, vintage: int | None, before: str | None) -> About:
    return {
        "handling": f"{HANDLING}. {FOR}",
        "period": period,
        "audience": "board",
        "ward_vintage": vintage,
        "compared_with": before,
        "meaning": "children are adjusted by up to 2, each number by itself; episodes are bands; "
        "a ward without a row is not shown, which is not 0",
    }


def _pictured(board: Connection, name: str, found: picture.Picture) -> list[PictureTold]:
    """Return the picture's rows of a quarter, each with what it changed by."""
    trends = {
        (authority, one.measure): str(one.trend)
        for authority, all_ in found.authorities
        for one in all_
    }
    return [
        PictureTold(
            name,
            row["authority"],
            row["authority_name"],
            row["measure"],
            row["state"],
            row["children"],
            trends[row["authority_name"], row["measure"]] if found.before else "",
        )
        for row in released_board.picture(board)
        if row["quarter"] == name
    ]


def _done_before(board: Connection, asked: quarters.Asked) -> list[tuple[str, Sequence[done.Done]]]:
    """Return what is by now known of the quarter before: later visits are restated here."""
    if asked.before is None:
        return []
    before = quarters.asked(board, asked.before["quarter"])
    return [(before.name, done.read(board, before))]


def _reviewed(board: Connection, name: str) -> list[ReviewRow]:
    row = reviews_done.counts(board, name)
    said = reviews_done.reply_counts(board, name)
    return [
        ReviewRow(
            name,
            row["reviews_held"],
            row["cases_opened"],
            row["decisions"],
            row["actions_done"],
            row["actions_late"],
            said["received"],
            said["answered"],
            said["upheld"],
        )
    ]


def _without_premises(each: done.Done) -> dict[str, int | None]:
    return {column: number for column, number in each.numbers.items() if column != "premises"}
