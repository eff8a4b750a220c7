"""That data arrived and how many rows stood, for the administrator; nothing of what is in them."""

from __future__ import annotations

from flask import Blueprint, render_template

from geo import accounts
from webmap import terms
from webmap.connection import current_connection

bp = Blueprint("arrivals", __name__)

AT_MOST = 200


@bp.get("/data")
def arrivals() -> str:
    """Show the loads, newest first, without a file's name or a reason: suppliers write those."""
    loads = accounts.loads(current_connection(), AT_MOST)
    return render_template("arrivals.html", loads=loads, kinds=terms.LOADS, at_most=AT_MOST)
