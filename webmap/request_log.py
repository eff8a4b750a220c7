"""Each request, once it was answered: counted and timed, and a line of the log.

By the route as it is written in the program (``/premises/<uuid:premises_id>``): neither the address
that was asked for, nor what was asked of it, nor by whom.
"""

from __future__ import annotations

import logging
import secrets
import time

from flask import Flask, Response, g, request

from webmap import metrics
from webmap.access import answered_as

log = logging.getLogger(__name__)
NO_ROUTE = "none"  # what nobody wrote a page for is one thing: its address may say anything


def register(app: Flask) -> None:
    """Time every request, whatever becomes of it."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = secrets.token_hex(8)


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    route = request.url_rule.rule if request.url_rule is not None else NO_ROUTE
    method = request.method if request.method in metrics.METHODS else "OTHER"
    metrics.current().count(method, route, response.status_code, seconds)
    audience = answered_as()
    log.info(
        "answered",
        extra={
            "request": g.get("request_id", ""),
            "method": method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "audience": audience.value if audience is not None else None,
        },
    )
    return response
