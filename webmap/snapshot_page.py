"""The files of a snapshot: one page that needs nothing from anywhere, tables and a map.

Whoever makes them reads as the board's own login, so that nothing can come into a file that the
board may not see. The same published quarter gives the same bytes: no clock, no name of who made
it, no address, and no order that is not stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy import Connection

from geo import released_board, snapshot_map
from geo.marking import HANDLING
from geo.released_board import NOT_SHOWN
from geo.restatement import Restatement
from geo.snapshot_files import PAGE
from geo.snapshot_tables import (
    MAP,
    PREMISES,
    TABLES,
    WARDS,
    PremisesRow,
    WardRow,
    csv_bytes,
    json_bytes,
    map_bytes,
)
from webmap import board_wording, quarters
from webmap.formats import day, sentence, thousands
from webmap.quarter_premises import by_authority

About = dict[str, Any]
ROWS_ON_PAPER = 26  # what one A4 page holds beside the map and the words
FOR = "For the safeguarding board and its partners. Not for publication."


def of_quarter(board: Connection, name: str) -> tuple[About, dict[str, bytes]]:
    """Return what a published quarter's snapshot says of itself, and its files.

    Raises: NotFoundError if the quarter is not published.
    """
    asked = quarters.asked(board, name)
    why_not = board_wording.comparable(asked)
    before = None if why_not or asked.before is None else str(asked.before["quarter"])
    counted = released_board.ward_counts(board, name)
    found = board_wording.wards(
        counted, released_board.ward_counts(board, before) if before else None
    )
    wards = [
        WardRow(
            name,
            row["ward"],
            row["name"],
            row["authority"],
            row["children"],
            row["band_from"],
            row["band_to"],
            str(said.trend) if before else "",
        )
        for row, said in zip(counted, found, strict=False)  # those that are gone come last
    ]
    premises = [
        PremisesRow(name, row["authority"], row["authority_name"], row["premises"])
        for row in released_board.flag_counts(board, name)
    ]
    features = released_board.ward_features(board, name, asked.row["ward_vintage"])["features"]
    about = _about(name, asked.row["ward_vintage"], before)
    page = _page(
        "snapshot.html",
        asked=asked,
        quarter=asked.row,
        before=before,
        why_not=why_not,
        wards=found,
        rows_on_paper=ROWS_ON_PAPER,
        premises=by_authority(board, asked),
        hidden=sorted(
            each["properties"]["name"]
            for each in features
            if each["properties"]["state"] == NOT_SHOWN
        ),
        bands=sorted({row["band_from"]: row["band_to"] for row in counted}.items()),
        map=_map(features, wards, asked.row),
    )
    files = {
        PAGE: page,
        WARDS: csv_bytes(WARDS, wards),
        PREMISES: csv_bytes(PREMISES, premises),
        TABLES: json_bytes(about, wards, premises),
        MAP: map_bytes(about, features),
    }
    return about, files


def of_restatement(found: Restatement) -> tuple[About, dict[str, bytes]]:
    """Return what a restatement says of itself, and its files."""
    about = _about(found.period, found.ward_vintage, None)
    files = {
        PAGE: _page("restatement.html", found=found),
        WARDS: csv_bytes(WARDS, found.rows),
        TABLES: json_bytes(about, found.rows, ()),
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


def _map(
    features: Sequence[Mapping[str, Any]], wards: Sequence[WardRow], quarter: Mapping[Any, Any]
) -> Markup:
    numbers = {row.ward: place for place, row in enumerate(wards, 1)}
    label = f"Map of the wards, {quarters.in_words(quarter)}; the table says the same in words"
    # every text in it is escaped where it is drawn
    return Markup(snapshot_map.svg(features, numbers, label))  # noqa: S704


def _page(template: str, **values: Any) -> bytes:
    text = (
        _templates()
        .get_template(template)
        .render(style=_style(), handling=HANDLING, whom=FOR, wording=board_wording, **values)
    )
    return text.encode()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("webmap"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for each in (day, sentence, thousands):
        made.filters[each.__name__] = each
    made.filters["months"] = quarters.in_words
    made.globals["swatch"] = lambda band_from: Markup(snapshot_map.swatch(band_from))  # noqa: S704
    return made


@cache
def _style() -> Markup:
    """Return the page's own style as an element: a page that is passed round has no style sheet."""
    css = (resources.files("webmap") / "static" / "snapshot.css").read_text(encoding="utf-8")
    return Markup(f"<style>{css}</style>")  # noqa: S704
