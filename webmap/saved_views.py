"""Saved views of an officer's list: filters under a name, private or the authority's.

Opening one asks the database whether whoever asks may, each time; a view holds no word that was
typed to search and no premises, so that it shows nothing that its opener is not shown anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from geo import released_visits
from geo.errors import NotFoundError, QuestionError
from geo.visits import Visits
from webmap import quarters, visit_narrowing
from webmap.access import engine
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.sending import writing

bp = Blueprint("saved_views", __name__)


@bp.get("/visits/views")
def views() -> str:
    """Show the views that one may open."""
    return _page("")


@bp.post("/visits/views")
def save() -> Answer:
    """Save the filters of a list under a name."""
    form = request.form
    kept = visit_narrowing.to_pass_on(visit_narrowing.asked(form))
    try:
        with writing() as connection:
            Visits(connection, session()).save_view(
                form.get("name", ""), kept, shared=form.get("shared") == "team"
            )
    except QuestionError as error:
        return make_response(_page(fault(error), kept), 400)
    return redirect(url_for("saved_views.views"), 303)


@bp.get("/visits/views/<uuid:view_id>")
def use(view_id: UUID) -> Answer:
    """Go to the newest quarter's list with the filters of a view. Raises: NotFoundError."""
    with engine().begin() as connection:
        filters = Visits(connection, session()).use_view(view_id)
    newest = quarters.newest(current_connection())
    if newest is None:
        raise NotFoundError("there is no published quarter")
    kept = visit_narrowing.to_pass_on(visit_narrowing.asked(filters))
    return redirect(url_for("visits.visits", quarter=newest, **kept), 303)


@bp.post("/visits/views/<uuid:view_id>/end")
def end(view_id: UUID) -> Answer:
    """Take an own view away. Raises: NotFoundError."""
    with engine().begin() as connection:
        Visits(connection, session()).end_view(view_id)
    return redirect(url_for("saved_views.views"), 303)


def _page(error: str, typed: Mapping[str, Any] | None = None) -> str:
    """Draw the views; ``typed`` are the filters that were to be saved, and were not."""
    connection = current_connection()
    found = released_visits.views(connection)
    colleagues = released_visits.colleagues(connection)
    saw(len(found))
    return render_template(
        "saved_views.html",
        views=[
            (row, visit_narrowing.tags(visit_narrowing.asked(row["filters"]), (), colleagues))
            for row in found
        ],
        error=error,
        typed=typed,
        typed_tags=visit_narrowing.tags(visit_narrowing.asked(typed or {}), (), colleagues),
        form=request.form,
        back=url_for("visits.visits", quarter=_quarter(connection), **typed)
        if typed
        else url_for("visits.newest"),
    )


def _quarter(connection: Connection) -> str:
    """Return the quarter whose list a form came from, or the newest. Raises: NotFoundError."""
    with suppress(NotFoundError):
        return quarters.asked(connection, request.form.get("quarter", "")).name
    found = quarters.newest(connection)
    if found is None:
        raise NotFoundError("there is no published quarter")
    return found
