"""Signing in by a force's or a council's own identity provider, over OpenID Connect.

The code flow with PKCE, a state and a nonce, by Authlib. The provider vouches for a subject; what
the subject may see is an account's right, and a subject without an account is refused. That the
provider asks for a second factor is for its owner to see to.
Source: OpenID Connect Core 1.0, section 3.1; RFC 7636.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    current_app,
    make_response,
    render_template,
    session,
    url_for,
)
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response as Answer

from geo.errors import NotFoundError
from geo.providers import BY_VARIABLES, IdentityProvider
from webmap.access import Access
from webmap.forgery import origin
from webmap.sign_in import came_in

bp = Blueprint("provider", __name__)
log = logging.getLogger(__name__)

MOST_BEGUN = 3  # sign-ins at once, in as many tabs
DISCOVERY = "/.well-known/openid-configuration"
# what a provider may answer or fail with; each is refused alike, and none is shown
FAULTS = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class Known:
    """A provider, and the client that speaks with it."""

    provider: IdentityProvider
    client: Any


def register(app: Flask, providers: Sequence[IdentityProvider]) -> None:
    """Make a client for each provider. Raises: SetupError if its secret cannot be read."""
    oauth = OAuth(app)
    known = app.extensions["nightjar_providers"] = {}
    for each in providers:
        # the state of a sign-in is kept under this name: one provider's answers no other's
        client = oauth.register(
            f"nightjar-{each.key}",
            client_id=each.client_id,
            client_secret=each.secret(),
            server_metadata_url=each.issuer.rstrip("/") + DISCOVERY,
            client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": 10},
        )
        known[each.key] = Known(each, client)


@bp.get("/sign-in/provider", defaults={"key": BY_VARIABLES})
@bp.get("/sign-in/provider/<key>")
def leave(key: str) -> Answer:
    """Send whoever signs in to a provider. Raises: NotFoundError."""
    known = _known(key)
    try:
        _refuse_another_issuer(known)
        _forget_older()
        there = origin() + url_for("provider.back", key=key)
        answer: Answer = known.client.authorize_redirect(there)
    except FAULTS as error:
        return _refused(error)
    return answer


@bp.get("/sign-in/provider/back", defaults={"key": BY_VARIABLES})
@bp.get("/sign-in/provider/<key>/back")
def back(key: str) -> Answer:
    """Take whom a provider vouches for, if all of its answer holds. Raises: NotFoundError."""
    known = _known(key)
    try:
        _refuse_another_issuer(known)
        answered = known.client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": known.provider.issuer},
                "aud": {"essential": True, "value": known.provider.client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
                "nonce": {"essential": True},
            },
            leeway=30,
        )
        subject = str(answered["userinfo"]["sub"])
    except FAULTS as error:
        return _refused(error)
    came = Access.current().pools.gate.begin_by_subject(known.provider.issuer, subject)
    return _refused(None) if came.state == "refused" else came_in(came)


def _all() -> dict[str, Known]:
    found: dict[str, Known] = current_app.extensions.get("nightjar_providers", {})
    return found


def _known(key: str) -> Known:
    if key not in _all():
        raise NotFoundError("no identity provider is called so")
    return _all()[key]


def _forget_older() -> None:
    """Forget the tries before the last two: each is kept in a cookie, which has 4 kB."""
    begun = sorted(
        (each for each in session if each.startswith("_state_")),
        key=lambda each: float(session[each].get("exp", 0)),
    )
    for each in begun[: -MOST_BEGUN + 1]:
        del session[each]


def _refuse_another_issuer(known: Known) -> None:
    """The provider's own description must be of the issuer that was set."""
    if known.client.load_server_metadata().get("issuer") != known.provider.issuer:
        raise ValueError("another issuer")


def _refused(error: Exception | None) -> Answer:
    if error is not None:
        log.warning("the identity provider's answer was refused: %s", type(error).__name__)
    return make_response(render_template("refused.html"), 401)


def ways_in() -> list[tuple[str, str]]:
    """Return the name of each provider and the address where signing in by it begins."""
    return [
        (each.provider.name, url_for("provider.leave", key=key)) for key, each in _all().items()
    ]
