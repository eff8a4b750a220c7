"""What is typed and not saved: kept while it is typed, offered again, and deleted when it is saved.

A form says by its hidden field ``draft`` which it is: ``visit:NUMBER``, ``note:CASE:NOTE``. The
script of the page sends what stands in it after a pause, and what it is told is shown: when it was
kept, and which words look as if they told who a child is. Without the script nothing is kept, and
every form works as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from geo import drafts, released, released_officer, released_visits
from geo.audit import What
from geo.drafts import Draft
from geo.errors import NotFoundError
from geo.joint_cases import Cases
from geo.representations import Representations
from webmap.access import engine, signed_in
from webmap.audience import Audience
from webmap.connection import current_connection, give_back
from webmap.formats import LONDON, clock
from webmap.looking import door, session
from webmap.session_end import seconds_left

bp = Blueprint("drafts", __name__)

NAMES: Mapping[str, str] = {
    "visit": "A record of a visit",
    "unplanned": "A record of a visit that was not planned",
    "feedback": "What you say of a listed premises",
    "opening": "A new case for the joint review",
    "decision": "A decision of a case",
    "note": "A note of a case",
    "action": "An action of a case",
    "stop": "What came of a statutory clock",
    "end": "What came of a case",
    "reply": "A complaint or reply about a premises",
    "answer": "An answer to a complaint or reply",
}
TYPED: Mapping[str, tuple[str, ...]] = {
    "visit": ("note", "reply", "measure_text"),
    "unplanned": ("note", "reply", "measure_text"),
    "feedback": ("why",),
    "opening": ("reason",),
    "decision": ("reason",),
    "note": ("words",),
    "action": ("what", "outcome"),
    "stop": ("outcome",),
    "end": ("outcome",),
    "reply": ("asked",),
    "answer": ("answer",),
}
OF_CASES = frozenset({"decision", "note", "action", "stop", "end"})
FORM = re.compile(
    r"(?:visit|unplanned|opening|decision|note|action|stop|end|feedback|reply|answer)"
    r":[0-9a-f-]{36}(?::[0-9a-zA-Z-]{1,40})?"
)
NOT_TYPED = frozenset({"csrf_token", "draft", "form_key", "state_purpose"})


def register(app: Flask) -> None:
    """Let the forms ask for their drafts."""
    app.add_template_global(of_case, "drafts_of_case")
    app.add_template_global(address, "draft_address")
    app.add_template_global(lambda draft: NAMES[draft.of], "draft_name")


@bp.get("/drafts")
def own() -> str:
    """Show what one typed and did not save, with the way back to each form."""
    found = _own()
    return render_template("drafts.html", drafts=found, names=_names(found), excerpt=excerpt)


@bp.post("/drafts")
def keep() -> Answer:
    """Keep what stands in a form; say when, and which words would tell who a child is.

    Raises: NotFoundError, QuestionError.
    """
    fields = {name: request.form.getlist(name) for name in request.form if name not in NOT_TYPED}
    kept = drafts.keep(engine(), session(), _form(), fields)
    local = kept.at.astimezone(LONDON)
    return jsonify(
        kept=f"Kept for you at {clock(local.hour * 60 + local.minute)}, not saved yet",
        told={
            name: f"This looks as if it had {what}: nothing may tell who a child is. It is not "
            "kept until you write it without."
            for name, what in kept.left_out.items()
        },
        **seconds_left(),
    )


@bp.post("/drafts/discard")
def discard() -> Answer:
    """Throw a draft away, and lead back to its form. Raises: NotFoundError."""
    form = _form()
    back = next((address(each, fresh=True) for each in _own() if each.form == form), None)
    drafts.drop(engine(), session(), form)
    return redirect(back or url_for("drafts.own"), 303)


def of_form(form: str) -> Draft | None:
    """Return one's own draft of a form, when it is asked for and not sent."""
    if request.method != "GET":
        return None
    return next((each for each in _own() if each.form == form), None)


def of_case(case_id: object) -> list[Draft]:
    """Return one's own drafts of what is written in a case."""
    return [each for each in _own() if each.of in OF_CASES and each.number == str(case_id)]


def typed(draft: Draft) -> MultiDict[str, str]:
    """Return a draft as a form that was sent holds its fields."""
    return MultiDict({name: list(values) for name, values in draft.fields.items()})


def saved() -> None:
    """Delete the draft of the form that was just saved."""
    form = request.form.get("draft", "")
    if FORM.fullmatch(form):
        drafts.drop(engine(), session(), form)


def count() -> int:
    """Return how many drafts one has."""
    return len(_own())


def address(draft: Draft, *, fresh: bool = False) -> str:
    """Return where a draft goes on; ``fresh``: where its form is, once the draft is gone."""
    if draft.of == "visit":
        return url_for("visit_recording.record", visit_id=draft.number)
    if draft.of == "unplanned":
        return url_for("visit_recording.record_unplanned", premises_id=draft.number)
    if draft.of == "feedback":
        return url_for("visit_feedback.ask", premises_id=draft.number, quarter=draft.part)
    if draft.of == "reply":
        return url_for("representations.ask", premises_id=draft.number)
    if draft.of == "answer":
        return url_for("representations.one", representation_id=draft.number)
    if draft.of == "opening":
        return url_for("case_opening.ask", premises_id=draft.number)
    if fresh:
        return url_for("cases.decision", case_id=draft.number)
    return url_for("case_changes.go_on", case_id=draft.number, of=draft.of, part=draft.part or None)


def excerpt(draft: Draft) -> str:
    """Return the beginning of the longest words of a draft, by which to know it again.

    Only of fields that take words: a choice, a day or a number is nothing that somebody typed.
    """
    said = draft.first()
    longest = max((said.get(name, "") for name in TYPED[draft.of]), key=len, default="")
    words = " ".join(longest.split())
    return words if len(words) <= 80 else words[:79] + "…"


def _own() -> list[Draft]:
    who = signed_in()
    if who is None or who.audience not in {Audience.ANALYST, Audience.OFFICER}:
        return []
    return drafts.own(current_connection(), session())


def _names(found: list[Draft]) -> dict[str, str]:
    """Return the names of the premises that drafts are about, as far as one may read them.

    That is a look at them: it is recorded, and without a purpose none of them is read.
    """
    who = signed_in()
    if not found or who is None or who.task is None:
        return {}
    names = dict[str, str]()
    with door().consulting(What("/drafts", "premises")) as seen:
        for draft in found:
            with suppress(NotFoundError):
                names[draft.form] = _name(draft, who.audience)
        seen.rows = len(names)
        give_back()
    return names


def _name(draft: Draft, audience: Audience) -> str:
    """Return the name of a draft's premises. Raises: NotFoundError if it may not be read."""
    connection, number = current_connection(), UUID(draft.number)
    if draft.of in OF_CASES:
        return str(Cases(connection, session()).one(number)["name"])
    if draft.of == "visit":
        return str(released_visits.visit(connection, number)["premises_name"])
    if draft.of == "answer":
        number = Representations(connection, session()).one(number)["premises_id"]
    views = released if audience is Audience.ANALYST else released_officer
    return str(views.premises(connection, number)["name"])


def _form() -> str:
    form = request.form.get("draft", "")
    if FORM.fullmatch(form) is None:
        raise NotFoundError("there is no such form")
    return form
