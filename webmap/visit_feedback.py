"""What an officer says of a listed premises: useful, not relevant or wrong, and why."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released_officer, released_visits
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.visits import Visits
from webmap import drafts, quarters, visit_words
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.paging import asked_entry
from webmap.sending import writing

bp = Blueprint("visit_feedback", __name__)


@bp.get("/visits/<quarter>/premises/<uuid:premises_id>/feedback")
def ask(quarter: str, premises_id: UUID) -> str:
    """Ask whether a premises was worth listing. Raises: NotFoundError."""
    return _page(quarter, premises_id)


@bp.post("/visits/<quarter>/premises/<uuid:premises_id>/feedback")
def say(quarter: str, premises_id: UUID) -> Answer:
    """Keep what is said. Raises: NotFoundError."""
    form = request.form
    try:
        with writing() as connection:
            Visits(connection, session()).say_of_flag(
                quarter,
                premises_id,
                asked_entry(form.get("seen")) or 0,
                form.get("verdict", ""),
                form.get("reason"),
                form.get("why", ""),
            )
    except QuestionError as error:
        return make_response(_page(quarter, premises_id, error=fault(error)), 400)
    except ClashError:
        return make_response(_page(quarter, premises_id, clashed=True), 409)
    drafts.saved()
    return redirect(
        url_for("visit_premises.premises", premises_id=premises_id, quarter=quarter), 303
    )


def _page(quarter: str, premises_id: UUID, *, error: str = "", clashed: bool = False) -> str:
    connection = current_connection()
    shown = quarters.asked(connection, quarter)
    if quarter not in released_officer.premises_flags(connection, premises_id):
        raise NotFoundError("there is no premises of that number")
    now = released_visits.feedback(connection, quarter, premises_id)
    draft = drafts.of_form(f"feedback:{premises_id}:{quarter}")
    saw(1)
    return render_template(
        "feedback.html",
        asked=shown,
        premises=released_officer.premises(connection, premises_id),
        now=now,
        seen=now["version"] if now is not None else 0,
        form=request.form if draft is None else draft.first(),
        draft=draft,
        draft_form=f"feedback:{premises_id}:{quarter}",
        error=error,
        clashed=clashed,
        words=visit_words,
        reasons=released_visits.reasons(connection),
    )
