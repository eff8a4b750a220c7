"""What one did oneself, for analysts and officers: what the record says of one's own account.

Whose actions they are the database tells by the session: no argument can ask for another's.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from geo import released_audit
from webmap import record_wording
from webmap.connection import current_connection
from webmap.looking import session
from webmap.paging import asked_entry

bp = Blueprint("own_actions", __name__)

A_PAGE = 50


@bp.get("/account/actions")
def actions() -> str:
    """Show one's own actions, newest first."""
    before = asked_entry(request.args.get("before"))
    found = released_audit.own_actions(current_connection(), session(), before, A_PAGE + 1)
    rows = found[:A_PAGE]
    return render_template(
        "own_actions.html",
        rows=rows,
        older=url_for("own_actions.actions", before=rows[-1]["seq"])
        if len(found) > A_PAGE
        else None,
        newest=url_for("own_actions.actions") if before is not None else None,
        wording=record_wording,
    )
