"""Files of a quarter, for the licensing officer: the visits as a table, the areas for a map."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import exports, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from webmap import files, narrowing, quarters, visit_narrowing
from webmap.connection import current_connection, give_back
from webmap.faults import fault

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Days = tuple[dt.date, dt.date]

bp = Blueprint("visit_files", __name__)

THINGS = {
    "visits": "The visits to plan: the list, with the filters that are set",
    "areas": "The areas of the map, with their bands",
}
POINTS = {
    "visits": "none: distances are bands, from the middle of an area",
    "areas": "published areas, with counts in bands",
}


@bp.get("/visits/<quarter>/file")
def ask(quarter: str) -> str:
    """Ask what to take, in which format, and why. Raises: NotFoundError."""
    return _page(quarter, {}, "")


@bp.post("/visits/<quarter>/file")
def take(quarter: str) -> Answer:
    """Send a file of a quarter. Raises: NotFoundError, AuditError."""
    connection = current_connection()
    row = quarters.asked(connection, quarter).row
    filters = visit_narrowing.asked(request.args)
    days, terms = (row["first_day"], row["last_day"]), {"quarter": quarter}
    try:
        wanted = files.asked(_offered())
        if wanted.thing == "visits":
            held = narrowing.as_held(filters)
            make = _visits(released_files.visits(connection, quarter, held, wanted.rule), days)
            terms |= visit_narrowing.as_query(filters)
        else:
            make = _areas(released_files.areas(connection, quarter, wanted.rule), days)
        give_back()
        name = files.file_name(wanted.thing, quarter)
        return files.send(wanted, name, terms, make, points=POINTS[wanted.thing])
    except QuestionError as error:
        return make_response(_page(quarter, request.form.to_dict(), fault(error)), 400)


def _visits(rows: list[tuple[Any, ...]], days: Days) -> files.Make:
    def make(door: Door, path: Path, what: What, told: Told) -> Exported:
        columns = released_files.VISITS
        return exports.export_table(door, columns, rows, path, what, covers=days, told=told)

    return make


def _areas(found: GeoDataFrame, days: Days) -> files.Make:
    def make(door: Door, path: Path, what: What, told: Told) -> Exported:
        return exports.export(door, found, path, what, masked=True, covers=days, told=told)

    return make


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(quarter: str, form: dict[str, str], error: str) -> str:
    row = quarters.asked(current_connection(), quarter).row
    filters = visit_narrowing.asked(request.args)
    query: dict[str, Any] = visit_narrowing.as_query(filters)
    return render_template(
        "file.html",
        title="Take a file of the visits",
        of=f"{quarters.in_words(row)} ({quarter})",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters=query,
        action=url_for("visit_files.take", quarter=quarter, **query),
        back=url_for("visits.visits", quarter=quarter, **query),
        exact=False,
        form=form,
        error=error,
    )
