"""Signing in by a force's or a council's own identity provider, over OpenID Connect.

The code flow with PKCE, a state and a nonce, by Authlib. The provider vouches for a subject; what
the subject may see is an account's right, and a subject without an account is refused. That the
provider asks for a second factor is for its owner to see to.
Source: OpenID Connect Core 1.0, section 3.1; RFC 7636.
"""

from __future__ import annotations

import logging
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, make_response, render_template, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response as Answer

from geo.errors import SetupError
from geo.settings import Settings
from webmap.access import Access
from webmap.forgery import origin
from webmap.sign_in import came_in

bp = Blueprint("provider", __name__)
log = logging.getLogger(__name__)

DISCOVERY = "/.well-known/openid-configuration"
# what a provider may answer or fail with; each is refused alike, and none is shown
FAULTS = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError)


def is_set(settings: Settings) -> bool:
    """Whether there is a provider. Raises: SetupError if it is half set."""
    parts = (settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret_file)
    if any(parts) and not all(parts):
        raise SetupError(
            "an identity provider needs NIGHTJAR_OIDC_ISSUER, NIGHTJAR_OIDC_CLIENT_ID and "
            "NIGHTJAR_OIDC_CLIENT_SECRET_FILE, and only some of them are set"
        )
    return all(parts)


def register(app: Flask, settings: Settings) -> None:
    """Make the provider's client. Raises: SetupError if its secret cannot be read."""
    path = settings.oidc_client_secret_file
    assert path is not None
    assert settings.oidc_issuer is not None
    try:
        secret = path.read_text().strip()
    except OSError as error:
        raise SetupError(
            f"the provider's secret must be in {path} and cannot be read ({error.strerror})"
        ) from error
    oauth = OAuth(app)
    oauth.register(
        "nightjar",
        client_id=settings.oidc_client_id,
        client_secret=secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": 10},
    )
    app.extensions["nightjar_provider"] = oauth.nightjar


@bp.get("/sign-in/provider")
def leave() -> Answer:
    """Send whoever signs in to the provider."""
    try:
        client = _client()
        _refuse_another_issuer(client)
        answer: Answer = client.authorize_redirect(origin() + url_for("provider.back"))
    except FAULTS as error:
        return _refused(error)
    return answer


@bp.get("/sign-in/provider/back")
def back() -> Answer:
    """Take whom the provider vouches for, if every check of its answer holds."""
    settings: Settings = current_app.extensions["nightjar_settings"]
    try:
        client = _client()
        _refuse_another_issuer(client)
        answered = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": settings.oidc_issuer},
                "aud": {"essential": True, "value": settings.oidc_client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
                "nonce": {"essential": True},
            },
            leeway=30,
        )
        subject = str(answered["userinfo"]["sub"])
    except FAULTS as error:
        return _refused(error)
    came = Access.current().pools.gate.begin_by_subject(str(settings.oidc_issuer), subject)
    return _refused(None) if came.state == "refused" else came_in(came)


def _client() -> Any:
    return current_app.extensions["nightjar_provider"]


def _refuse_another_issuer(client: Any) -> None:
    """The provider's own description must be of the issuer that was set."""
    settings: Settings = current_app.extensions["nightjar_settings"]
    if client.load_server_metadata().get("issuer") != settings.oidc_issuer:
        raise ValueError("another issuer")


def _refused(error: Exception | None) -> Answer:
    if error is not None:
        log.warning("the identity provider's answer was refused: %s", type(error).__name__)
    return make_response(render_template("refused.html"), 401)


def begin_address() -> str | None:
    """Return where signing in by the provider begins; None if there is none."""
    return url_for("provider.leave") if "nightjar_provider" in current_app.extensions else None
