"""Ask which premises are near places where episodes recur, on one's own terms; save what is asked.

The terms stand in the address, so that the same can be asked again by a link. The answer is a run
as any other, made by a worker: the pages' login computes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from geo import asked_terms, released
from geo.asked_terms import Terms
from geo.errors import QuestionError
from geo.saved_questions import Questions
from webmap import sending
from webmap import terms as words
from webmap.access import engine
from webmap.connection import current_connection, give_back
from webmap.faults import fault
from webmap.formats import day
from webmap.freshness import today
from webmap.looking import saw, session

bp = Blueprint("ask", __name__)

STATES = {
    "waiting": "It waits for its turn to be answered. You can close this page.",
    "asking": "It is being answered. You can close this page.",
    "answered": "It is answered.",
    "refused": "It cannot be answered.",
    "cancelled": "You cancelled it, and nothing of an answer was kept.",
}
CONDITIONS = tuple(words.CONDITIONS)


@bp.get("/ask")
def form() -> str:
    """Show the terms of a question, those of the address if it has any, to be changed and asked."""
    given = request.args
    if not given.get("as_at"):
        standing = released.standing_run(current_connection())
        last = standing["as_at"] if standing else today()
        return _form(
            {**asked_terms.STANDARD, "as_at": last.isoformat(), "kinds": [], "only": ""}, ""
        )
    try:
        return _form(_shown(asked_terms.asked(given, tuple(words.KINDS), CONDITIONS)), "")
    except QuestionError as error:
        return _form(_typed(), fault(error))


@bp.post("/ask")
def ask() -> Answer:
    """Have a question answered."""
    try:
        terms = asked_terms.asked(request.form, tuple(words.KINDS), CONDITIONS)
        number = _own().ask(engine(), terms, _number(request.form.get("saved", "")), sending.form())
    except QuestionError as error:
        return make_response(_form(_typed(), fault(error)), 400)
    return redirect(url_for("ask.asked", asking_id=number), 303)


@bp.get("/ask/<uuid:asking_id>")
def asked(asking_id: UUID) -> Answer | str:
    """Show how far the answer to a question is, and lead to it. Raises: NotFoundError."""
    return _page(asking_id, "")


@bp.get("/ask/<uuid:asking_id>/state.json")
def state(asking_id: UUID) -> Response:
    """Tell a script how far the answer is. Raises: NotFoundError."""
    found = _own().asked(current_connection(), asking_id)
    return jsonify(state=found["state"], said=STATES[found["state"]])


@bp.post("/ask/<uuid:asking_id>/cancel")
def cancel(asking_id: UUID) -> Answer:
    """Cancel a question that is not answered yet; its page says what it came to.

    Raises: NotFoundError.
    """
    _own().cancel(engine(), asking_id)
    return redirect(url_for("ask.asked", asking_id=asking_id), 303)


@bp.post("/ask/<uuid:asking_id>/save")
def save(asking_id: UUID) -> Answer:
    """Keep a question under a name. Raises: NotFoundError."""
    shared = request.form.get("shared") == "yes"
    try:
        _own().save(engine(), asking_id, request.form.get("name", ""), shared=shared)
    except QuestionError as error:
        return make_response(_page(asking_id, fault(error)), 400)
    return redirect(url_for("ask.questions"), 303)


@bp.get("/questions")
def questions() -> str:
    """Show the saved questions, one's own and those of every analyst."""
    connection, own = current_connection(), _own()
    rows, askings = own.saved(connection), own.askings(connection)
    saw(len(rows) + len(askings))
    return render_template(
        "questions.html",
        questions=rows,
        askings=askings,
        states=STATES,
        describe=describe,
        link=asked_terms.link,
    )


@bp.post("/questions/<uuid:question_id>/delete")
def delete(question_id: UUID) -> Answer:
    """Delete a question that one saved. Raises: NotFoundError."""
    _own().delete(engine(), question_id)
    return redirect(url_for("ask.questions"), 303)


def describe(terms: Mapping[str, Any]) -> str:
    """Say what terms ask, in a sentence."""
    children = terms["minimum_children"]
    told = f" involving {children} or more children" if children else ""
    kinds = ", ".join(words.kind(each, several=True) for each in terms["kinds"] or [])
    only = ", ".join(f"{words.CONDITIONS[name]} {value}" for name, value in terms["only"].items())
    first, last = asked_terms.first_day(terms), dt.date.fromisoformat(terms["as_at"])
    return (
        f"{kinds or 'premises of every kind'} within {terms['radius_m']} m of places with "
        f"{terms['minimum_episodes']} or more episodes{told} that began from {day(first)} to "
        f"{day(last)}{f', only {only}' if only else ''}"
    )


def _own() -> Questions:
    return Questions(session())


def _number(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _shown(terms: Terms) -> dict[str, Any]:
    only = "\n".join(f"{name}={value}" for name, value in terms["only"].items())
    return {**terms, "kinds": terms["kinds"] or [], "only": only}


def _typed() -> dict[str, Any]:
    """Return what was typed, to be mended."""
    given = request.values
    said = {name: given.get(name, "")[:20] for name in ("as_at", "from", *asked_terms.STANDARD)}
    return {**said, "kinds": given.getlist("kinds"), "only": "\n".join(given.getlist("only"))}


def _form(shown: Mapping[str, Any], error: str) -> str:
    return render_template(
        "ask.html",
        shown=shown,
        kinds=words.KINDS,
        conditions=CONDITIONS,
        saved=request.values.get("saved", ""),
        error=error,
    )


def _page(asking_id: UUID, error: str) -> str:
    found = _own().asked(current_connection(), asking_id)
    saw(1)
    give_back()
    return render_template(
        "asked.html",
        asked=found,
        said=STATES[found["state"]],
        under_way=found["state"] in {"waiting", "asking"},
        words=describe(found["terms"]),
        link=asked_terms.link(found["terms"]),
        error=error,
    )
