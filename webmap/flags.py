"""The premises that a run flagged: the list, the map beside it, and what the map fetches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released, unusual
from webmap import layers, marks, narrowing, wording
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.freshness import Freshness, today
from webmap.looking import saw
from webmap.paging import PER_PAGE, Paging, asked_page, beginning, require_rows
from webmap.review_map import ReviewMap

bp = Blueprint("flags", __name__)

PREMISES = frozenset({"premises", "food", "taxi"})  # kinds of loads that bring what is flagged


@bp.get("/flags")
def newest() -> Answer | str:
    """Go to the run that everybody begins at; where there is none, say what to do first.

    One that found nothing since nothing was there to be asked about is none either.
    """
    connection = current_connection()
    run = released.standing_run(connection)
    kinds = {load["kind"] for load in released.loads(connection)}
    if run is not None and (run["premises"] or ("episodes" in kinds and kinds & PREMISES)):
        query = narrowing.as_query(narrowing.asked_filters(request.args))
        return redirect(url_for("flags.flagged", run_id=run["run_id"], **query))
    return render_template("empty.html", kinds=kinds, premises=PREMISES)


@bp.get("/runs")
def runs() -> str:
    """Show every run, newest first."""
    found = released.runs(current_connection())
    saw(len(found))
    return render_template("runs.html", runs=found, wording=wording)


@bp.get("/flags/<uuid:run_id>")
def flagged(run_id: UUID) -> str:
    """Show a page of the premises that a run flagged, nearest first. Raises: NotFoundError."""
    connection = current_connection()
    run, standing = released.run(connection, run_id), released.standing_run(connection)
    filters = narrowing.asked_filters(request.args)
    page = asked_page(request.args.get("page"))
    rows, total = released.flags(
        connection, run_id, narrowing.as_held(filters), PER_PAGE, beginning(page)
    )
    require_rows(page, rows)
    counts = released.flag_counts(connection, run_id)
    query = narrowing.as_query(filters)
    saw(total, {**query, "page": page})
    why = {
        row["premises_id"]: wording.reasons(
            row, released.flag_pairs(connection, run_id, row["premises_id"])
        )
        + unusual.detail(row, run)
        for row in rows
    }
    paging = Paging(page, total)
    return render_template(
        "flags.html",
        run=run,
        rows=rows,
        why=why,
        paging=paging,
        links=paging.links(
            lambda number: url_for("flags.flagged", run_id=run_id, **query, page=number)
        ),
        file_url=url_for("flag_files.ask", run_id=run_id, **query),
        list_url=url_for("flags.flagged", run_id=run_id, **query),
        filters=filters,
        tags=narrowing.tags(filters, counts),
        choices=narrowing.choices(filters, counts),
        bands=sorted({row["band_m"] for row in counts}),
        apart=wording.apart(run, standing),
        standing=standing,
        freshness=Freshness(run["data_to"], today()),
        wording=wording,
        unusual=unusual,
        map=_map(run_id, query).parts(),
    )


@bp.get("/flags/<uuid:run_id>/premises.geojson")
def premises_layer(run_id: UUID) -> Response:
    """Send the flagged premises that the same filters leave, in the order of the list."""
    connection = current_connection()
    released.run(connection, run_id)
    filters = narrowing.asked_filters(request.args)
    found = released.flag_features(connection, run_id, narrowing.as_held(filters))
    saw(len(found["features"]), narrowing.as_query(filters))
    return marks.respond(marks.premises(found))


@bp.get("/flags/<uuid:run_id>/locations.geojson")
def locations_layer(run_id: UUID) -> Response:
    """Send the repeat locations of a run; its points are for analysts alone."""
    connection = current_connection()
    released.run(connection, run_id)
    found = released.location_features(connection, run_id)
    saw(len(found["features"]))
    return marks.respond(marks.repeat_locations(found))


def _map(run_id: UUID, query: dict[str, Any]) -> ReviewMap:
    drawn = review_map("Map of flagged premises")
    locations = url_for("flags.locations_layer", run_id=run_id)
    layers.repeat_locations(locations).add_to(drawn)
    flagged = url_for("flags.premises_layer", run_id=run_id, **query)
    layers.flagged_premises(flagged).add_to(drawn)
    return drawn
