"""One premises: its licences and their history, how it was placed, and the runs that flagged it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for

from geo import released, unusual
from webmap import case_wording, joint, layers, marks, terms, wording
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.formats import span
from webmap.looking import saw
from webmap.review_map import ReviewMap

bp = Blueprint("premises", __name__)

RUNS_LOOKED_AT = 10


@bp.get("/premises/<uuid:premises_id>")
def premises(premises_id: UUID) -> str:
    """Show one premises; ?run= says by which run's list it was come to. Raises: NotFoundError."""
    connection = current_connection()
    found = released.premises(connection, premises_id)
    newest = released.runs(connection, RUNS_LOOKED_AT)
    asked = _run_asked()
    if asked is not None and asked not in {run["run_id"] for run in newest}:
        newest = [released.run(connection, asked), *newest]
    flagged = [
        (run, pairs, released.flag_test(connection, run["run_id"], premises_id))
        for run in newest
        if (pairs := released.flag_pairs(connection, run["run_id"], premises_id))
    ]
    saw(1, {} if asked is None else {"run": str(asked)})
    return render_template(
        "premises.html",
        premises=found,
        licences=[
            (licence, weekly_hours(licence["hours"] or ()))
            for licence in released.licences(connection, premises_id)
        ],
        operators=released.operators(connection, premises_id),
        flagged=sorted(flagged, key=lambda each: each[0]["run_id"] != asked),
        asked=asked,
        open_cases=joint.open_on(premises_id),
        matters=case_wording.MATTER_WORDS,
        looked_at=len(newest),
        rating=food_rating(found["food_rating"]),
        terms=terms,
        wording=wording,
        unusual=unusual,
        map=_map(premises_id, asked).parts() if found["longitude"] is not None else None,
    )


@bp.get("/premises/<uuid:premises_id>/point.geojson")
def point_layer(premises_id: UUID) -> Response:
    """Send where one premises is."""
    found = released.premises(current_connection(), premises_id)
    saw(1)
    return marks.respond(marks.one_premises(found))


def weekly_hours(hours: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    """Return the licensed hours of each weekday, Monday first; none if no day has any.

    Each of ``hours`` is a weekday from 1 and the minutes since its midnight of opening and closing.
    """
    by_day: dict[int, list[str]] = defaultdict(list)
    for weekday, opens, closes in hours:
        by_day[weekday].append(span(opens, closes))
    if not by_day:
        return []
    return [
        (name, " and ".join(by_day[number]) or "none stated")
        for number, name in enumerate(terms.WEEKDAYS, start=1)
    ]


def food_rating(rating: str | None) -> str:
    """Write a food hygiene rating: 3 out of 5, or what stands in its place."""
    if rating is None:
        return ""
    if rating.isdigit():
        return f"{rating} out of 5"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rating).capitalize()


def _run_asked() -> UUID | None:
    try:
        return UUID(request.args["run"]) if "run" in request.args else None
    except ValueError:
        return None


def _map(premises_id: UUID, run_id: UUID | None) -> ReviewMap:
    drawn = review_map("Map of the premises")
    if run_id is not None:
        locations = url_for("flags.locations_layer", run_id=run_id)
        layers.repeat_locations(locations).add_to(drawn)
    point = url_for("premises.point_layer", premises_id=premises_id)
    layers.this_premises(point).add_to(drawn)
    return drawn
