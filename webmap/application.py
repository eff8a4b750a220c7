"""The application, put together: its settings, its parts, and who may ask each of them."""

from __future__ import annotations

import secrets

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy import Engine

from geo.crs import refuse_ballpark
from geo.settings import Settings
from webmap import (
    base_map,
    connection,
    errors,
    flags,
    formats,
    headers,
    premises,
    sources,
    static_files,
    status,
)
from webmap.access import Access, Audience
from webmap.terms import kind
from webmap.wording import band

LARGEST_REQUEST = 64 * 1024  # pages are asked with forms; files are loaded by command


def assemble(engine: Engine, settings: Settings) -> Flask:
    """Return the application. Raises: SetupError."""
    refuse_ballpark()
    app = Flask("webmap")
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # no session outlives the server until accounts come
        SESSION_COOKIE_NAME="nightjar",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        MAX_FORM_PARTS=200,
        DEBUG=False,
    )
    app.url_map.strict_slashes = False  # /sources/ is /sources to whoever types it
    app.extensions["nightjar_settings"] = settings
    _prepare_templates(app)
    for part in (headers, static_files, formats, connection, errors, status):
        part.register(app)
    access = Access(app, {Audience.ANALYST: engine})
    for page in (flags, premises, sources, base_map):
        access.guard(app, page.bp, Audience.ANALYST)
    access.refuse_unguarded(app)
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("webmap"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.add_template_filter(band)
    app.add_template_filter(kind, "kind_words")
