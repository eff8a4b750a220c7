"""The right of reply: a complaint or reply about a premises is written down, and answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from geo import released_officer
from geo.clock import today
from geo.drafts import Draft
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.representations import KINDS, LEAST, MADE_FOR, OUTCOMES, Representations
from webmap import day_fields, drafts, visit_day
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.paging import asked_entry
from webmap.sending import writing

bp = Blueprint("representations", __name__)

CLASH = (
    "somebody saved another answer meanwhile, which is shown above: what you wrote still stands "
    "below, and saving it again makes it the newest"
)


@bp.get("/visits/premises/<uuid:premises_id>/reply")
def ask(premises_id: UUID) -> str:
    """Ask what was said about a premises. Raises: NotFoundError."""
    return _asking(premises_id)


@bp.post("/visits/premises/<uuid:premises_id>/reply")
def add(premises_id: UUID) -> Answer:
    """Write down what was said about a premises. Raises: NotFoundError."""
    form = request.form
    try:
        with writing() as connection:
            made = Representations(connection, session()).add(
                premises_id,
                form.get("kind", ""),
                day_fields.asked_day(form, "day", "the day on which it came"),
                form.get("made_for", ""),
                form.get("asked", ""),
            )
    except QuestionError as error:
        return make_response(_asking(premises_id, error=fault(error)), 400)
    drafts.saved()
    return redirect(url_for("representations.one", representation_id=made), 303)


@bp.get("/visits/replies/<uuid:representation_id>")
def one(representation_id: UUID) -> str:
    """Show what was said, how it was answered, and ask for an answer. Raises: NotFoundError."""
    return _answering(representation_id)


@bp.post("/visits/replies/<uuid:representation_id>")
def answer(representation_id: UUID) -> Answer:
    """Say how it was answered. Raises: NotFoundError."""
    form = request.form
    try:
        with writing() as connection:
            Representations(connection, session()).answer(
                representation_id,
                asked_entry(form.get("seen")) or 0,
                form.get("outcome", ""),
                day_fields.asked_day(form, "day", "the day of the answer"),
                form.get("answer", ""),
            )
    except QuestionError as error:
        return make_response(_answering(representation_id, error=fault(error)), 400)
    except ClashError:
        return make_response(_answering(representation_id, error=CLASH), 409)
    drafts.saved()
    return redirect(url_for("representations.one", representation_id=representation_id), 303)


def _asking(premises_id: UUID, *, error: str = "") -> str:
    premises = released_officer.premises(current_connection(), premises_id)
    if not premises["is_own"]:  # a neighbour's are here to look at
        raise NotFoundError("there is no premises of that number")
    form = f"reply:{premises_id}"
    draft = drafts.of_form(form)
    saw(1)
    return render_template(
        "reply.html", premises=premises, **_form(form, draft, error), kinds=KINDS, who=MADE_FOR
    )


def _answering(representation_id: UUID, *, error: str = "") -> str:
    connection = current_connection()
    found = Representations(connection, session()).one(representation_id)
    premises = released_officer.premises(connection, found["premises_id"])
    form = f"answer:{representation_id}"
    draft = drafts.of_form(form)
    saw(1)
    return render_template(
        "reply_one.html",
        said=found,
        premises=premises,
        **_form(form, draft, error),
        kinds=KINDS,
        who=MADE_FOR,
        outcomes=OUTCOMES,
    )


def _form(name: str, draft: Draft | None, error: str) -> dict[str, Any]:
    """Return what a form is drawn with: what was typed, or what was kept of it."""
    given: MultiDict[str, str] = request.form if draft is None else drafts.typed(draft)
    return {
        "form": given,
        "draft": draft,
        "draft_form": name,
        "day": visit_day.fields(today(), "day", given or None),
        "fields": visit_day,
        "error": error,
        "least": LEAST,
    }
