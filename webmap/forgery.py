"""Forms that another site makes a browser send are refused: by their origin, and by a token."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden

from geo.settings import Settings

READING = frozenset({"GET", "HEAD", "OPTIONS"})
LASTS_S = 8 * 60 * 60  # as long as a session can


def register_origin(app: Flask) -> None:
    """Check where each form comes from, before anything else is asked of it."""
    app.before_request(_refuse_other_origins)


def register_token(app: Flask) -> None:
    """Check each form's token; after access, so that the answer says nothing about a page."""
    app.config.update(
        WTF_CSRF_TIME_LIMIT=LASTS_S,
        WTF_CSRF_SSL_STRICT=False,  # it reads the referrer; the origin is checked above
    )
    CSRFProtect(app)


def origin() -> str:
    """Return the origin of this site's own pages; the host of the request was checked before."""
    settings: Settings = current_app.extensions["nightjar_settings"]
    return settings.address or f"http://{request.host}"


def _refuse_other_origins() -> None:
    if request.method in READING:
        return
    stated = request.headers.get("Origin")
    if stated is None:
        ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    else:
        ours = stated.lower() == origin().lower()
    if not ours:
        raise Forbidden
