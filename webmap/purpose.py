"""What somebody is here for, asked once a task: one press for the usual, a few words for the rest.

A purpose holds for an hour, and ends with the session. The database says which purposes each
audience has (``sql/derived/purposes_of.sql``) and that it is the session's own.
"""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo.audit import DEMONSTRATION, PURPOSES, PURPOSES_OF, Purpose
from geo.errors import QuestionError
from webmap.access import signed_in
from webmap.faults import fault
from webmap.looking import door
from webmap.usual_purpose import USUAL, usual
from webmap.way_back import inside

bp = Blueprint("purpose", __name__)

SHORT = {
    "safeguarding": "safeguarding",
    "licensing": "licensing",
    "analysis": "analysis",
    "data_quality": "data quality",
    "accountability": "accountability",
    DEMONSTRATION: "demonstration",
}


@bp.get("/purpose")
def ask() -> str:
    """Ask what somebody is here for."""
    return _page({}, "", inside(request.args.get("to")))


@bp.post("/purpose")
def state() -> Answer:
    """Take a purpose, and go on to what was asked for."""
    form, to = request.form, inside(request.form.get("to"))
    who = signed_in()
    assert who is not None
    try:
        if form.get("usual"):
            purpose = usual(who.audience)
        else:
            purpose = asked_purpose(form.get("purpose", ""), form, PURPOSES_OF[who.audience])
    except (QuestionError, KeyError) as error:
        if not isinstance(error, QuestionError):
            error = QuestionError("choose a purpose", "purpose")
        return make_response(_page(form.to_dict(), fault(error), to), 400)
    door().state(purpose)
    return redirect(to or url_for("home.landing"), 303)


def asked_purpose(code: str, form: dict[str, str], offered: tuple[str, ...]) -> Purpose:
    """Return the purpose that a form states. Raises: QuestionError saying what is missing."""
    if code not in offered:
        raise QuestionError("choose what you are here for", "purpose")
    case, reason = form.get("case", "").strip() or None, form.get("reason", "").strip() or None
    if case is None and reason is None:
        raise QuestionError(
            "enter a case’s reference, or a reason of ten characters or more", "case"
        )
    return Purpose(code, case, reason)


def short(code: str | None) -> str:
    """Name a purpose in a word or two."""
    return SHORT.get(code or "", code or "none")


def _page(form: dict[str, str], error: str, to: str) -> str:
    who = signed_in()
    assert who is not None
    return render_template(
        "purpose.html",
        who=who,
        usual=USUAL.get(who.audience),
        offered=[(code, SHORT[code], PURPOSES[code]) for code in PURPOSES_OF[who.audience]],
        form=form,
        error=error,
        to=to,
    )
