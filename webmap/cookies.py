"""The cookie that holds a session's token.

Over https it is named ``__Host-nightjar``: browsers then take it from this server alone, for the
whole site, and send it over https only. On this machine's own address there is no https, and not
every browser keeps a secure cookie from there: then it is named ``nightjar`` and is not secure.
Which holds is said by the setting NIGHTJAR_ADDRESS, never by a request.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request, session
from werkzeug.wrappers import Response as Answer

from geo.settings import Settings
from webmap import way_back

NAME = "nightjar"


def register(app: Flask, settings: Settings) -> None:
    """Set the flags of Flask's own cookie, which holds what forms are checked by."""
    secure = settings.address is not None
    app.config.update(
        SESSION_COOKIE_NAME=f"{_prefix(secure=secure)}{NAME}-form",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def token() -> str | None:
    """Return the token that a request shows."""
    return request.cookies.get(name()) or None


def give(answer: Answer | Response, new: str) -> None:
    """Give the browser a new token; whatever its forms were checked by is forgotten."""
    for each in [each for each in session if each != way_back.KEPT]:
        session.pop(each)
    g.pop("csrf_token", None)
    answer.set_cookie(
        name(), new, secure=_secure(), httponly=True, samesite="Lax", path="/", max_age=None
    )


def take(answer: Answer | Response) -> None:
    """Take the token away, and ask the browser to forget what it kept.

    Not its cookies: that would be every cookie of the domain that Nightjar's name is in.
    """
    session.clear()
    answer.delete_cookie(name(), secure=_secure(), httponly=True, samesite="Lax", path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'


def name() -> str:
    """Return the cookie's name."""
    return _prefix(secure=_secure()) + NAME


def _secure() -> bool:
    settings: Settings = current_app.extensions["nightjar_settings"]
    return settings.address is not None


def _prefix(*, secure: bool) -> str:
    return "__Host-" if secure else ""
