"""What the analyst's map has and no other: points by day, hotspots, squares, shapes that ask."""

from __future__ import annotations

from flask import Blueprint, Response, request

from geo import released_map
from geo.errors import NotFoundError, QuestionError
from geo.partly_deleted import PARTLY_DELETED
from webmap import map_page, map_time, marks
from webmap.connection import current_connection
from webmap.formats import thousands
from webmap.freshness import today
from webmap.looking import saw

bp = Blueprint("map_points", __name__)

LONGEST_SHAPE = 4000  # characters: a hundred corners to a tenth of a metre are 2,300


@bp.get("/map/places.geojson")
def places_layer() -> Response:
    """Send the places that count, of episodes that began between two days.

    Raises: QuestionError.
    """
    days = _asked_days()
    rows, total = released_map.places(current_connection(), days.first, days.last)
    saw(total, days.query)
    notes = _notes(days)
    if total > len(rows):
        notes.append(
            f"of {thousands(total)} places of these days, the {thousands(len(rows))} with most "
            "episodes are drawn"
        )
    return marks.respond(marks.places(rows), notes)


@bp.get("/map/hotspots.geojson")
def hotspots_layer() -> Response:
    """Send the hotspots of the newest run that was kept. Raises: NotFoundError if none was."""
    connection = current_connection()
    run = released_map.hotspot_run(connection)
    if run is None:
        raise NotFoundError("no hotspots were kept")
    rows = released_map.hotspots(connection, run["run_id"])
    saw(len(rows))
    return marks.respond(marks.hotspots(rows, run))


@bp.get("/map/missing.geojson")
def missing_layer() -> Response:
    """Send squares of 1 km that children were missing from, of the days that are asked for.

    Raises: QuestionError.
    """
    days = _asked_days()
    rows = released_map.missing_squares(current_connection(), days.first, days.last)
    saw(len(rows), days.query)
    return marks.respond(marks.missing_squares(rows), _notes(days))


@bp.post("/map/drawn")
def drawn() -> str:
    """Show the map with what lies in a shape that was drawn on it."""
    shown = map_page.about(request.form.to_dict())
    days: map_time.Span = shown["days"]
    connection = current_connection()
    try:
        corners = _corners(request.form.get("corners", ""))
        inside = released_map.drawn_episodes(connection, corners, days.first, days.last)
        rows, total = released_map.drawn_premises(connection, corners)
    except QuestionError as refused:
        saw(0, days.query)
        return map_page.page(shown, refused=str(refused))
    saw(total, days.query)
    return map_page.page(shown, inside=inside, found=rows, total=total)


def _asked_days() -> map_time.Span:
    """Return the days that a layer is asked for.

    A page shows others and says why; a layer has no room to say so, and would be read under the
    days that were asked for. Raises: QuestionError for days that cannot be shown.
    """
    days = map_time.asked_days(request.args, today())
    if days.fault:
        raise QuestionError(days.fault)
    return days


def _notes(days: map_time.Span) -> list[str]:
    lacking = released_map.partly_deleted(current_connection(), days.first, days.last)
    return [PARTLY_DELETED] if lacking else []


def _corners(written: str) -> list[tuple[float, float]]:
    """Read "longitude latitude,longitude latitude". Raises: QuestionError."""
    try:
        pairs = [each.split() for each in written[:LONGEST_SHAPE].split(",") if each.strip()]
        return [(float(longitude), float(latitude)) for longitude, latitude in pairs]
    except ValueError:
        raise QuestionError("a shape must be drawn on the map: draw it again") from None
