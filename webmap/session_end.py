"""How long a session still lasts: told to its page, which warns in time and offers to stay.

By WCAG 2.2.1 whoever meets a time limit must be warned, and be able to put it off by one simple
act. The end after eight hours cannot be put off: it is what security asks for, it is told as well,
and what was typed until then is kept.
"""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Flask, jsonify
from werkzeug.wrappers import Response as Answer

from webmap.access import signed_in

bp = Blueprint("session_end", __name__)

# as derived.live_session has it; a request renews a session at most once in ten seconds
IDLE_S, RENEWED_EVERY_S, WHOLE_S = 15 * 60, 10, 8 * 60 * 60


def register(app: Flask) -> None:
    """Let the frame of every page say when its session ends."""
    app.add_template_global(seconds_left)


@bp.get("/session")
def stay() -> Answer:
    """Stay signed in: asking for anything renews a session, and this asks for nothing else."""
    return jsonify(seconds_left())


def seconds_left() -> dict[str, int]:
    """Return the seconds until a session ends unless something is asked for, and at the latest."""
    who = signed_in()
    if who is None:
        return {}
    whole = WHOLE_S - int((dt.datetime.now(dt.UTC) - who.began_at).total_seconds())
    return {"idle": IDLE_S - RENEWED_EVERY_S, "whole": max(whole, 0)}
