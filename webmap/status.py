"""Whether Nightjar is well, for machines; and which release and which data a page was made from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, current_app, redirect, url_for
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.wrappers import Response as Answer

import geo
from geo import accounts, released
from geo.database import query
from geo.gate import digest as session_digest
from geo.release import digest
from geo.settings import Settings
from webmap import metrics
from webmap.access import Access, signed_in
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.formats import day

bp = Blueprint("status", __name__)


def register(app: Flask) -> None:
    """Add /health, which anybody may ask, and the line that ends each page."""
    app.register_blueprint(bp)
    # of the files that this process was started from: others may have come since
    app.extensions["nightjar_digest"] = digest()
    app.add_template_global(release)
    app.add_template_global(version_line)


@bp.get("/health")
def health() -> tuple[dict[str, Any], int]:
    """Whether the database answers each audience, and was made by this release."""
    settings: Settings = current_app.extensions["nightjar_settings"]
    pools = Access.current().pools
    found = [_state(engine, audience) for audience, engine in pools.apart.items()]
    reachable, tables = all(each[0] for each in found), all(each[1] for each in found)
    facts = {
        "ok": reachable and tables,
        "version": geo.__version__,
        "database": {"reachable": reachable, "private": settings.database_url is None},
        "tables": tables,
    }
    return facts, 200 if facts["ok"] else 503


@bp.get("/metrics", endpoint="metrics")
def figures() -> Answer:
    """What this process has answered and how the installation runs, for Prometheus."""
    settings: Settings = current_app.extensions["nightjar_settings"]
    access = Access.current()
    if not metrics.may_be_asked(settings):
        # as whatever there is not
        return redirect(url_for(access.door), 303)
    waiting = current_app.extensions.get("nightjar_threads")
    threads_waiting = None if waiting is None else waiting.waiting
    told = metrics.text(access.pools, settings, threads_waiting)
    return Response(told, content_type=metrics.TYPE)


def release() -> str:
    """Name the release."""
    return f"Nightjar {geo.__version__}"


def version_line() -> str:
    """Name the release, and to those who may know it the day when anything was last loaded."""
    who = signed_in()
    if who is None or who.audience is not Audience.ANALYST:
        return release()
    newest = released.loads(current_connection(), at_most=1)
    loaded = f"loaded {day(newest[0]['loaded_at'])}" if newest else "nothing loaded"
    return f"{release()}, {loaded}"


def _state(engine: Engine, audience: Audience | None) -> tuple[bool, bool]:
    """Return whether the database answers, and whether it is what this release asks."""
    try:
        with engine.connect() as connection:
            made_by = connection.scalar(query("schema_digest"))
            if audience is Audience.ANALYST:
                released.runs(connection, at_most=1)
                released.loads(connection, at_most=1)
            elif audience is Audience.ADMIN:
                accounts.loads(connection, at_most=1)
            elif audience is None:
                connection.execute(query("gate_session"), {"token": session_digest("")})
    except OperationalError:
        return False, False
    except SQLAlchemyError:
        return True, False
    return True, made_by == current_app.extensions["nightjar_digest"]
