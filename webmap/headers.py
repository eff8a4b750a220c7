"""What every response says to the browser, and which requests get none."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import MisdirectedRequest

from geo.settings import Settings
from webmap.static_files import is_versioned

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Nothing is allowed but this server's own files, and one script with the response's own nonce.
# No style attribute is allowed either: Leaflet sets styles through the object model, which the
# policy does not govern, and Folium's popups, which would need them, are not used.
POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{style}; "
    "img-src 'self' data:{pictures}; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # to nobody else; to ourselves, since without it browsers state no origin with a form
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def register(app: Flask) -> None:
    """Check every request's host, and complete every response's headers."""
    settings: Settings = app.extensions["nightjar_settings"]
    app.wsgi_app = _HostChecked(app.wsgi_app, settings)  # type: ignore[method-assign]
    app.before_request(_refuse_other_hosts)
    app.after_request(_complete)
    app.add_template_global(nonce)


def nonce() -> str:
    """Return the nonce of this response; a page that asks for none gets a policy without one."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


class _HostChecked:
    """Let Flask meet only the name that people open, or this machine's own if there is none.

    A page elsewhere can give its own name the address 127.0.0.1, and then read what is answered.
    A name that no address can be made with would leave Flask without one for the page that refuses
    it: every refused name is replaced, and the request marked. Whoever watches over the server asks
    after its health and its figures by this machine's name.
    """

    mark = "nightjar.other_host"

    def __init__(self, inner: WSGIApplication, settings: Settings) -> None:
        self.inner = inner
        self.named = urlsplit(settings.address).hostname if settings.address else None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        local = self.named is None or environ.get("PATH_INFO") in {"/health", "/metrics"}
        ours = (LOOPBACK if local else frozenset()) | {self.named}
        name = _name(environ.get("HTTP_HOST", ""))
        if name is None or name not in ours:
            environ = {**environ, "HTTP_HOST": self.named or "localhost", self.mark: True}
        return self.inner(environ, start_response)


def _name(host: str) -> str | None:
    """Return the name that a host header gives; None if it gives none."""
    try:
        found = urlsplit(f"//{host}")
        port = found.port
    except ValueError:
        return None
    return found.hostname if port != 0 and found.username is None else None


def _refuse_other_hosts() -> None:
    if _HostChecked.mark in request.environ:
        raise MisdirectedRequest


def _complete(response: Response) -> Response:
    allowed = f" 'nonce-{g.nonce}'" if "nonce" in g else ""
    # a snapshot's page has its one style in itself, as it was signed
    style = f" 'sha256-{g.style_hash}'" if "style_hash" in g else ""
    # a base map of another server, where one is set up: on pages with a map, and for pictures alone
    pictures = f" {g.picture_origin}" if "picture_origin" in g else ""
    response.headers["Content-Security-Policy"] = POLICY.format(
        nonce=allowed, style=style, pictures=pictures
    )
    response.headers.update(FIXED)
    settings: Settings = current_app.extensions["nightjar_settings"]
    if settings.address is not None:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static" or response.status_code >= 400:
        # a shared machine must keep nothing; Flask by itself says nothing about it
        response.headers["Cache-Control"] = "no-store"
    elif is_versioned(request):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
