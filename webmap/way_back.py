"""The page that somebody asked for before they had signed in, or before they said what for.

It is kept in the signed cookie that forms are checked by, of whoever opens a page in a browser,
whether there is such a page or not: what is answered tells nobody which. After signing in it is
gone to once, and only if it is a page that one's audience may ask for.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

KEPT = "way_back"
LONGEST = 2_000
LONGEST_KEPT = 500  # a browser takes no cookie of more than 4,096 bytes, and this one is for forms


def inside(given: str | None) -> str:
    """Return a path of this site to go on to; nothing for what could lead anywhere else."""
    path = given or ""
    parts = urlsplit(path) if path.isprintable() and "\\" not in path else None
    if parts is None or parts.scheme or parts.netloc or len(path) > LONGEST:
        return ""
    fits = path.startswith("/") and not path.startswith("//")
    return path if fits and not path.startswith("/purpose") else ""


def keep() -> None:
    """Keep what is asked for, if it is a page that somebody opens and no part of one."""
    opens = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "GET" or not opens or "text/html" not in request.headers.get("Accept", ""):
        return
    path = inside(request.full_path.removesuffix("?"))
    if path and path != "/" and len(path) <= LONGEST_KEPT:
        session[KEPT] = path


def take() -> tuple[str, str]:
    """Return the path that was kept, once, and the page that it is of; nothing for what is none."""
    path = session.pop(KEPT, "")
    if not path or inside(path) != path:
        return "", ""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        endpoint, _ = adapter.match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect):
        return "", ""
    return path, str(endpoint)
