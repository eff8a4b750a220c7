"""One visit: what is planned and what was found, its versions, and the forms that change a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released_visits
from geo.clock import today
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.visits import Visits
from webmap import day_fields, visit_day, visit_words
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.paging import asked_entry
from webmap.sending import writing

bp = Blueprint("visit_pages", __name__)

PLAN = ("planned_for", "assigned_to", "status", "reason")


@bp.get("/visits/one/<uuid:visit_id>")
def visit(visit_id: UUID) -> str:
    """Show a visit. Raises: NotFoundError."""
    return _page(visit_id)


@bp.post("/visits/one/<uuid:visit_id>/plan")
def change(visit_id: UUID) -> Answer:
    """Give the plan another day or officer, call it off or plan it again.

    Raises: NotFoundError.
    """
    form, typed = request.form, dict[str, Any]()
    seen = asked_entry(form.get("seen")) or 0
    now = released_visits.visit(current_connection(), visit_id)
    try:
        day = day_fields.asked_day(form, "day", "the day of a visit", to_come=True)
        stays = day == now["planned_for"] and now["status"] == "planned"
        typed |= {
            # one that is overdue may be given to another officer, or called off, as it is
            "planned_for": day if stays or form.get("act") == "cancel" else visit_day.to_come(day),
            "assigned_to": visit_words.account(form.get("assigned_to")),
            "status": "cancelled" if form.get("act") == "cancel" else "planned",
            "reason": form.get("reason", "") if form.get("act") == "cancel" else "",
        }
        with writing() as connection:
            Visits(connection, session()).change(visit_id, seen, **typed)
    except QuestionError as error:
        return make_response(_page(visit_id, error=fault(error)), 400)
    except ClashError:
        return make_response(_page(visit_id, typed=typed), 409)
    return redirect(url_for("visit_pages.visit", visit_id=visit_id, said="planned"), 303)


@bp.post("/visits/one/<uuid:visit_id>/undo")
def undo(visit_id: UUID) -> Answer:
    """Take the last change of the plan back. Raises: NotFoundError."""
    seen = asked_entry(request.form.get("seen")) or 0
    try:
        with writing() as connection:
            Visits(connection, session()).undo(visit_id, seen)
    except QuestionError as error:
        return make_response(_page(visit_id, error=fault(error)), 400)
    except ClashError:
        said = "somebody changed the plan meanwhile, as is shown below: nothing was taken back"
        return make_response(_page(visit_id, error=said), 409)
    return redirect(url_for("visit_pages.visit", visit_id=visit_id, said="undone"), 303)


def _page(visit_id: UUID, *, error: str = "", typed: dict[str, Any] | None = None) -> str:
    """Draw a visit; ``typed`` is a plan that came second, to be shown beside the newer one."""
    connection = current_connection()
    found = released_visits.visit(connection, visit_id)
    plans = released_visits.plans(connection, visit_id)
    if not plans:
        raise NotFoundError("there is no visit of that number")
    colleagues = released_visits.colleagues(connection)
    names = {each["account_id"]: each["display_name"] for each in colleagues}
    saw(1)
    return render_template(
        "visit_one.html",
        visit=found,
        plans=plans,
        records=released_visits.records(connection, visit_id),
        colleagues=colleagues,
        day=visit_day.fields(found["planned_for"], "day", request.form or None),
        chosen=request.form.get("assigned_to", str(found["assigned_to"] or "")),
        reason=request.form.get("reason", ""),
        error=error,
        newer=visit_words.newer(plans[0]) if typed else "",
        different=visit_words.differences(PLAN, plans[0], typed, names) if typed else [],
        said=visit_words.SAID.get(request.args.get("said", ""), ""),
        today=today(),
        fields=visit_day,
        words=visit_words,
    )
