"""Signing in and out: a name and a password, then a code; then what to be, if it may be several.

The first time, a password and an authenticator app of one's own are set up.
"""

from __future__ import annotations

import base64
from urllib.parse import quote, urlencode
from uuid import UUID

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy import RowMapping
from werkzeug.wrappers import Response as Answer

from geo import passwords
from geo.errors import NotFoundError
from geo.gate import Came, Gate
from webmap import cookies
from webmap.access import Access, who_asks
from webmap.limits import address

bp = Blueprint("sign_in", __name__)

REFUSED = "Check your sign-in name and password"
SAME = "Choose a password that is not the one you were given"
WRONG_CODE = "Enter the code that your authenticator app shows now; each code works once"


@bp.get("/sign-in")
def begin() -> Answer | str:
    """Ask for a name and a password; whoever is signed in already goes on."""
    found = _session()
    if found is not None and found["stage"] in {"open", "choose"}:
        return redirect(url_for("home.landing" if found["stage"] == "open" else "sign_in.choose"))
    # a cookie that opens nothing any more is of a session that ended while its page stood open
    ended = found is None and cookies.token() is not None
    return render_template("sign_in.html", name="", error="", ended=ended)


@bp.post("/sign-in")
def try_password() -> Answer:
    """Try a name and a password."""
    name = request.form.get("name", "")[:100]
    came = _gate().begin(name, request.form.get("password", ""), address())
    if came.state == "locked":
        return _locked()
    if came.state == "refused":
        return make_response(render_template("sign_in.html", name=name, error=REFUSED), 401)
    return _go_on(came, "sign_in.code" if came.state == "code" else "sign_in.set_up")


@bp.get("/sign-in/code")
def code() -> Answer | str:
    """Ask for the code of the authenticator app."""
    if _at("code") is None:
        return redirect(url_for("sign_in.begin"), 303)
    return render_template("code.html", error="")


@bp.post("/sign-in/code")
def try_code() -> Answer:
    """Try the code of the authenticator app."""
    came = _gate().check_code(cookies.token() or "", request.form.get("code", ""), address())
    if came.state == "refused":
        return make_response(render_template("code.html", error=WRONG_CODE), 401)
    return _came_in(came)


@bp.get("/sign-in/set-up")
def set_up() -> Answer | str:
    """Show what the authenticator app is to be told, and ask for a new password."""
    return _set_up_page({}) or redirect(url_for("sign_in.begin"), 303)


@bp.post("/sign-in/set-up")
def try_set_up() -> Answer:
    """Take the new password and the new app, if its code is right."""
    token = cookies.token() or ""
    asked = _gate().to_set_up(token)
    if asked is None:
        return redirect(url_for("sign_in.begin"), 303)
    password = request.form.get("password", "")
    errors = {}
    if weak := passwords.weakness(password, asked.sign_in_name):
        errors["password"] = weak
    elif password != request.form.get("again", ""):
        errors["again"] = "Enter the same new password twice"
    if errors:
        return make_response(_set_up_page(errors) or "", 400)
    came = _gate().set_up(
        token, asked.sign_in_name, password, request.form.get("code", ""), address()
    )
    if came.state == "refused":
        return make_response(_set_up_page({"code": WRONG_CODE}) or "", 401)
    if came.state == "same":
        return make_response(_set_up_page({"password": SAME}) or "", 400)
    return _came_in(came)


@bp.get("/sign-in/as")
def choose() -> Answer | str:
    """Ask what to be, of whoever may be several things."""
    found = _session()
    if found is None or found["stage"] not in {"open", "choose"}:
        return redirect(url_for("sign_in.begin"), 303)
    who_asks()
    rights = [
        each
        for each in _gate().rights(cookies.token() or "")
        if each["granted_at"] is not None and each["ended_at"] is None
    ]
    return render_template("choose.html", rights=rights)


@bp.post("/sign-in/as")
def try_choice() -> Answer:
    """Go on as what was chosen, under a new token. Raises: NotFoundError."""
    try:
        wanted = UUID(request.form.get("right", ""))
    except ValueError:
        raise NotFoundError("there is no such right") from None
    new = _gate().choose(cookies.token() or "", wanted)
    if new is None:
        raise NotFoundError("there is no such right")
    return _go_on(Came("in", new), "home.landing")


@bp.get("/sign-out")
def ask_sign_out() -> str:
    """Ask whether to sign out: where a page cannot do it by itself."""
    who_asks()
    return render_template("sign_out.html")


@bp.post("/sign-out")
def sign_out() -> Answer:
    """End the session."""
    if token := cookies.token():
        _gate().sign_out(token)
    answer = redirect(url_for("sign_in.signed_out"), 303)
    cookies.take(answer)
    return answer


@bp.get("/signed-out")
def signed_out() -> str:
    """Say that the session has ended."""
    return render_template("signed_out.html")


def came_in(came: Came) -> Answer:
    """Answer the last step of signing in, whichever way it was done."""
    if came.state in {"in", "choose"}:
        return _go_on(came, "home.landing" if came.state == "in" else "sign_in.choose")
    answer = make_response(render_template("no_right.html"), 403)
    cookies.take(answer)
    return answer


def _came_in(came: Came) -> Answer:
    if came.state == "locked":
        return _locked()
    if came.state == "gone":
        return redirect(url_for("sign_in.begin"), 303)
    return came_in(came)


def _go_on(came: Came, endpoint: str) -> Answer:
    answer = redirect(url_for(endpoint), 303)
    cookies.give(answer, came.token)
    return answer


def _locked() -> Response:
    return make_response(render_template("locked.html"), 429)


def _set_up_page(errors: dict[str, str]) -> str | None:
    asked = _gate().to_set_up(cookies.token() or "")
    if asked is None:
        return None
    secret = base64.b32encode(asked.secret).decode()
    label = quote(f"Nightjar:{asked.sign_in_name}")
    uri = f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': 'Nightjar'})}"
    drawn = segno.make(uri, micro=False).svg_inline(
        scale=4, border=4, title="Code for your authenticator app"
    )
    return render_template(
        "set_up.html",
        sign_in_name=asked.sign_in_name,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        uri=uri,
        drawn=Markup(drawn),  # noqa: S704 - drawn here, of a secret in Base32 and a checked name
        errors=errors,
        least=passwords.LEAST,
    )


def _session() -> RowMapping | None:
    token = cookies.token()
    return _gate().session(token) if token else None


def _at(stage: str) -> RowMapping | None:
    found = _session()
    return found if found is not None and found["stage"] == stage else None


def _gate() -> Gate:
    return Access.current().pools.gate
