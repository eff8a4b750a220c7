"""The board's page of a quarter: is it better or worse, where, and how sure is that."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from markupsafe import Markup
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from geo import released_board
from geo.released_board import NO_DATA, NOT_SHOWN, SHOWN
from webmap import (
    board_wording,
    done,
    layers,
    marks,
    picture,
    picture_wording,
    quarters,
    reviews_done,
    trend_chart,
)
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.wording import Row

bp = Blueprint("board", __name__)

ROWS_ON_PAPER = 10  # what one A4 page holds beside the map, the picture and the words


@bp.get("/board")
def newest() -> Answer | str:
    """Go to the newest published quarter; where there is none, say who publishes one."""
    found = quarters.newest(current_connection())
    if found is None:
        return render_template("unpublished.html")
    return redirect(url_for("board.quarter", quarter=found))


@bp.get("/board/<quarter>")
def quarter(quarter: str) -> str:
    """Show one published quarter beside the one before. Raises: NotFoundError."""
    connection = current_connection()
    asked = quarters.asked(connection, quarter)
    why_not = board_wording.comparable(asked, released_board.definition_breaks(connection))
    counted = released_board.ward_counts(connection, quarter)
    before = None if why_not or asked.before is None else asked.before["quarter"]
    found = board_wording.wards(
        counted, released_board.ward_counts(connection, before) if before else None
    )
    features = _features(connection, asked.row)["features"]
    states = [each["properties"]["state"] for each in features]
    pictured = picture.read(connection, asked)
    drawn = review_map("Map of the wards")
    layers.ward_counts(url_for("board.wards_layer", quarter=quarter)).add_to(drawn)
    return render_template(
        "board.html",
        asked=asked,
        quarter=asked.row,
        before=before,
        why_not=why_not,
        wards=found,
        hidden=sorted(
            each["properties"]["name"]
            for each in features
            if each["properties"]["state"] == NOT_SHOWN
        ),
        states={state: states.count(state) for state in (SHOWN, NOT_SHOWN, NO_DATA)},
        bands=sorted({(row["band_from"], row["band_to"]) for row in counted}),
        done=done.read(connection, asked),
        done_columns=done.COLUMNS,
        done_sentences=done.sentences,
        reviews=[
            *done.of_before(connection, asked),
            *reviews_done.sentences(connection, asked),
        ],
        picture=pictured,
        chart=_chart(pictured),
        shares=picture.shares(pictured),
        picture_wording=picture_wording,
        called=picture.CALLED,
        rows_on_paper=ROWS_ON_PAPER,
        wording=board_wording,
        map=drawn.parts(),
    )


@bp.get("/board/<quarter>/wards.geojson")
def wards_layer(quarter: str) -> Response:
    """Send the wards with what is shown of each."""
    connection = current_connection()
    asked = quarters.asked(connection, quarter)
    return marks.respond(marks.ward_counts(_features(connection, asked.row)))


def _chart(found: picture.Picture) -> Markup:
    """Draw the picture; every text in it is escaped where it is drawn."""
    drawn = trend_chart.draw(found, picture_wording.described(found))
    return Markup(drawn.svg("chart-hatch"))  # noqa: S704


def _features(connection: Connection, row: Row) -> released_board.Feature:
    return released_board.ward_features(connection, row["quarter"], row["ward_vintage"])
