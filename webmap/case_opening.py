"""A case is opened on a premises by a person, with a reason; no flag opens one by itself."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released, released_officer
from geo.drafts import Draft
from geo.errors import NotFoundError, QuestionError
from webmap import case_wording, drafts, joint
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw

bp = Blueprint("case_opening", __name__)


@bp.get("/reviews/premises/<uuid:premises_id>")
def ask(premises_id: UUID) -> str:
    """Ask what the case is about, and why. Raises: NotFoundError."""
    draft = drafts.of_form(f"opening:{premises_id}")
    form = request.args.to_dict() | (draft.first() if draft is not None else {})
    page = _page(premises_id, form, "", draft)
    saw(1)
    return page


@bp.post("/reviews/premises/<uuid:premises_id>")
def open_case(premises_id: UUID) -> Answer:
    """Open the case, and lead to it. Raises: NotFoundError."""
    form = request.form
    try:
        opened = joint.desk().open_case(
            premises_id,
            form.get("matter", ""),
            form.get("reason", ""),
            run_id=joint.number(form.get("run")),
            quarter=form.get("quarter") or None,
            meeting_id=joint.number(form.get("meeting")),
        )
    except QuestionError as error:
        return make_response(_page(premises_id, form.to_dict(), fault(error)), 400)
    drafts.saved()
    return redirect(url_for("cases.decision", case_id=opened), 303)


def _page(premises_id: UUID, form: dict[str, str], error: str, draft: Draft | None = None) -> str:
    found, connection = joint.cases(), current_connection()
    if joint.is_police():
        premises = released.premises(connection, premises_id)
    else:
        premises = released_officer.premises(connection, premises_id)
        if not premises["is_own"]:
            raise NotFoundError("a neighbour's premises is for its own council")
    return render_template(
        "case_open.html",
        premises=premises,
        open_ones=joint.open_on(premises_id),
        meetings=joint.planned(found.meetings(), premises["authority"]),
        is_police=joint.is_police(),
        form=form,
        draft=draft,
        error=error,
        wording=case_wording,
    )
