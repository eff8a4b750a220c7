"""Visits to plan: an officer's own premises near published areas, and the map beside the list.

The authority is that of the session (``webmap/connection.py``) and of no address; a quarter is one
that is published, by its name, and never a window of days.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released_officer, released_visits
from geo.clock import today
from geo.listed import listed, narrowed
from geo.policy import Band
from webmap import layers, marks, narrowing, quarters, registers, visit_narrowing, visit_wording
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.looking import saw
from webmap.paging import Paging, asked_page, beginning, require_rows
from webmap.review_map import ReviewMap

bp = Blueprint("visits", __name__)

PER_PAGE = 20  # each with its reasons in full is some 3.5 kB, and a page stays under 100 kB


@bp.get("/visits")
def newest() -> Answer | str:
    """Go to the newest published quarter; where there is none, say who publishes one."""
    found = quarters.newest(current_connection())
    if found is None:
        return render_template("unpublished.html")
    query = visit_narrowing.as_query(visit_narrowing.asked(request.args))
    return redirect(url_for("visits.visits", quarter=found, **query))


@bp.get("/visits/<quarter>")
def visits(quarter: str) -> str:
    """Show a page of the premises that are listed, nearest first. Raises: NotFoundError."""
    connection = current_connection()
    shown = quarters.asked(connection, quarter)
    filters = visit_narrowing.asked(request.args)
    page = asked_page(request.args.get("page"))
    rows = listed(connection, quarter)
    left = narrowed(rows, narrowing.as_held(filters))
    on_page = left[beginning(page, PER_PAGE) :][:PER_PAGE]
    require_rows(page, on_page)
    areas = released_officer.cell_features(connection, quarter)["features"]
    colleagues = released_visits.colleagues(connection)
    query = visit_narrowing.as_query(filters)
    saw(len(left), {**query, "page": page})
    paging = Paging(page, len(left), PER_PAGE)
    kept = visit_narrowing.to_pass_on(filters)
    return render_template(
        "visits.html",
        asked=shown,
        quarter=shown.row,
        listed=list(
            zip(
                released_officer.with_reasons(
                    connection, quarter, [row.premises_id for row in on_page]
                ),
                on_page,
                strict=True,
            )
        ),
        areas=len(areas),
        premises=len(rows),
        held=released_officer.premises_count(connection),
        registers=registers.own(connection),
        paging=paging,
        links=paging.links(
            lambda number: url_for("visits.visits", quarter=quarter, **query, page=number)
        ),
        file_url=url_for("visit_files.ask", quarter=quarter, **query),
        list_url=url_for("visits.visits", quarter=quarter, **query),
        leads_to=url_for("visits.visits", quarter=quarter, **kept),
        link=url_for("visits.visits", quarter=quarter, **kept, _external=True),
        kept=kept,
        views=released_visits.views(connection),
        filters=filters,
        query=query,
        place=visit_narrowing.place(filters, page),
        tags=visit_narrowing.tags(filters, rows, colleagues),
        choices=visit_narrowing.choices(filters, rows, colleagues),
        bands=shown.row["flag_bands_m"] or (),
        area_bands=area_bands(areas),
        today=today(),
        wording=visit_wording,
        map=_map(quarter, query).parts(),
    )


@bp.get("/visits/<quarter>/premises.geojson")
def premises_layer(quarter: str) -> Response:
    """Send the listed premises that the same filters leave, in the order of the list."""
    connection = current_connection()
    shown = quarters.asked(connection, quarter)
    filters = visit_narrowing.asked(request.args)
    found, _ = released_officer.flags(connection, quarter, narrowing.as_held(filters))
    saw(len(found), visit_narrowing.as_query(filters))
    return marks.respond(marks.visits(found, shown.row["flag_bands_m"] or ()))


@bp.get("/visits/<quarter>/cells.geojson")
def cells_layer(quarter: str) -> Response:
    """Send the published areas that touch the own authority."""
    connection = current_connection()
    quarters.asked(connection, quarter)
    found = released_officer.cell_features(connection, quarter)
    saw(len(found["features"]))
    return marks.respond(marks.cells(found))


def area_bands(areas: list[dict[str, Any]]) -> list[Band]:
    """Return the bands of episodes that areas have, the lowest first, for the legend."""
    found = {Band(each["properties"]["band_from"], each["properties"]["band_to"]) for each in areas}
    return sorted(found, key=lambda band: band.band_from)


def _map(quarter: str, query: dict[str, Any]) -> ReviewMap:
    drawn = review_map("Map of the premises to visit")
    layers.cells(url_for("visits.cells_layer", quarter=quarter)).add_to(drawn)
    listed = url_for("visits.premises_layer", quarter=quarter, **query)
    layers.flagged_premises(listed).add_to(drawn)
    return drawn
