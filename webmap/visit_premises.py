"""One premises as an officer sees it: why it is listed, where it is, and its licences.

Names of holders and supervisors come with the own authority's licences alone. A neighbour's
premises is there to look at, without names and without reasons: the views give neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from sqlalchemy import Connection

from geo import released_officer, released_visits
from geo.clock import today
from geo.listed import Listed, listed
from geo.representations import KINDS, OUTCOMES, Representations
from webmap import (
    case_wording,
    joint,
    layers,
    marks,
    quarters,
    registers,
    terms,
    visit_wording,
    visit_words,
    wording,
)
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.looking import saw, session
from webmap.premises import food_rating, weekly_hours
from webmap.review_map import ReviewMap
from webmap.visits import area_bands

bp = Blueprint("visit_premises", __name__)


@bp.get("/visits/premises/<uuid:premises_id>")
def premises(premises_id: UUID) -> str:
    """Show one premises; ?quarter= says whose list it was come to from. Raises: NotFoundError."""
    connection = current_connection()
    found = released_officer.premises(connection, premises_id)
    newest = quarters.newest(connection)
    published = quarters.asked(connection, newest).published if newest else []
    came_from = request.args.get("quarter")
    if came_from not in {row["quarter"] for row in published}:
        came_from = None
    drawn = (came_from or newest) if found["is_own"] else None
    areas = released_officer.cell_features(connection, drawn)["features"] if drawn else []
    why = released_officer.premises_flags(connection, premises_id)
    visits = released_visits.of_premises(connection, premises_id)
    said = Representations(connection, session())
    saw(1, {"quarter": came_from} if came_from else {})
    return render_template(
        "visit.html",
        premises=found,
        licences=[
            (licence, weekly_hours(licence["hours"] or ()))
            for licence in released_officer.licences(connection, premises_id)
        ],
        why=[(row, why[row["quarter"]]) for row in published if row["quarter"] in why],
        facets=_facets(connection, premises_id, why),
        said={
            quarter: visit_words.verdict(released_visits.feedback(connection, quarter, premises_id))
            for quarter in why
        },
        visits=visits,
        replies=said.of_premises(premises_id) if found["is_own"] else [],
        open_cases=joint.open_on(premises_id) if found["is_own"] else [],
        matters=case_wording.MATTER_WORDS,
        reply_kinds=KINDS,
        reply_outcomes=OUTCOMES,
        registers=registers.own(connection) if found["is_own"] else [],
        due=next((row["visit_id"] for row in visits if row["status"] == "planned"), None),
        today=today(),
        words=visit_words,
        came_from=came_from,
        published=published,
        rating=food_rating(found["food_rating"]),
        area_bands=area_bands(areas),
        drawn=drawn,
        terms=terms,
        wording=visit_wording,
        near=wording.NEAR,
        map=_map(premises_id, drawn).parts() if found["longitude"] is not None else None,
    )


@bp.get("/visits/premises/<uuid:premises_id>/point.geojson")
def point_layer(premises_id: UUID) -> Response:
    """Send where one premises is, as its register says."""
    found = released_officer.premises(current_connection(), premises_id)
    saw(1)
    return marks.respond(marks.one_premises(found))


def _facets(
    connection: Connection, premises_id: UUID, quarters_of: Iterable[str]
) -> dict[str, Listed]:
    """Return its priority and hours by quarter, for those that list it."""
    return {
        quarter: row
        for quarter in quarters_of
        for row in listed(connection, quarter)
        if row.premises_id == premises_id
    }


def _map(premises_id: UUID, quarter: str | None) -> ReviewMap:
    drawn = review_map("Map of the premises")
    if quarter is not None:
        layers.cells(url_for("visits.cells_layer", quarter=quarter)).add_to(drawn)
    point = url_for("visit_premises.point_layer", premises_id=premises_id)
    layers.this_premises(point).add_to(drawn)
    return drawn
