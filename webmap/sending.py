"""A form that is sent twice, by a double click or a line that broke, acts once.

Each form that is drawn has a key of its own (``token`` in ``form.html``). What writes claims the
form first, in its own transaction; who sends the same again is led to where the first led. A form
whose words were changed, after the way back in a browser say, is another: nobody's words are lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from flask import Flask, Response, g, make_response, redirect, render_template, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from geo import sent_forms
from geo.errors import SentBeforeError
from webmap.access import engine, signed_in
from webmap.errors import Page
from webmap.looking import session

FIELD = "form_key"
NOT_SAID = frozenset({"csrf_token", "state_purpose", FIELD})
WAITS_S, LOOKS_EACH_S = 3.0, 0.1

SENT = Page(
    409,
    "That was sent before",
    "What this form says was done when it was first sent, and not a second time. Go to your first "
    "page to find it.",
)


def register(app: Flask) -> None:
    """Give each form its key, keep where forms led, and lead there again."""
    app.add_template_global(_new_key, "form_key")
    app.after_request(_note)
    app.register_error_handler(SentBeforeError, _led_again)


def form() -> bytes | None:
    """Return the hash of the form that was sent; None for one without a key."""
    try:
        key = str(UUID(request.form.get(FIELD, "")))
    except ValueError:
        return None
    said = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name not in NOT_SAID
    )
    found = sent_forms.digest((key, request.path, *(part for pair in said for part in pair)))
    g.sent_form = found
    return found


@contextmanager
def writing() -> Iterator[Connection]:
    """Give the transaction in which a form acts. Raises: SentBeforeError if it has acted."""
    with engine().begin() as connection:
        sent_forms.claim(connection, session(), form())
        yield connection


def _new_key() -> str:
    """Return a key for a form that is drawn for somebody who is known; nothing for the door's."""
    return "" if signed_in() is None else str(uuid4())


def _note(answer: Response) -> Response:
    """Keep where the form of this request led, if it acted."""
    found = g.pop("sent_form", None)
    if found is not None and 300 <= answer.status_code < 400 and answer.location:
        sent_forms.note(engine(), session(), found, answer.location)
    return answer


def _led_again(_: SentBeforeError) -> Answer:
    """Lead to where the form led when it was first sent, which may be known in a moment."""
    found = g.pop("sent_form")
    ends = time.monotonic() + WAITS_S
    while (led_to := sent_forms.led_to(engine(), session(), found)) is None:
        if time.monotonic() > ends:
            return make_response(render_template("error.html", page=SENT), SENT.status)
        time.sleep(LOOKS_EACH_S)
    return redirect(led_to, 303)
