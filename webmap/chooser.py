"""The demonstration's door: choose one of its sample people. ``nightjar serve`` never has it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo.errors import NotFoundError
from webmap import cookies
from webmap.access import Access

bp = Blueprint("chooser", __name__)

SEES = {
    "analyst": "Premises near places where episodes recur, with all the evidence, and the sources.",
    "officer": "Visits to plan: one authority's premises near areas where episodes recur, and why.",
    "board": "One page for each quarter: is it better or worse, where, and how sure that is.",
    "admin": "Accounts, and what each person may and might see; nothing of the data.",
}


@bp.get("/demonstration")
def people() -> str:
    """Show the sample people; none once there is an account of a real person."""
    return render_template("chooser.html", people=Access.current().pools.gate.samples(), sees=SEES)


@bp.post("/demonstration")
def become() -> Answer:
    """Sign in as a sample person. Raises: NotFoundError."""
    try:
        wanted = UUID(request.form.get("person", ""))
    except ValueError:
        raise NotFoundError("there is no such person") from None
    gate = Access.current().pools.gate
    token = gate.begin_sample(wanted)
    if token is None:
        raise NotFoundError("there is no such person")
    if before := cookies.token():
        gate.sign_out(before)
    answer = redirect(url_for("home.landing"), 303)
    cookies.give(answer, token)
    return answer
