"""People of the tests: the demonstration's sample people, signed in, and real accounts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import struct
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from geo.accounts import make_sample_people
from geo.database import GATE, engine
from geo.gate import Gate, digest
from geo.settings import Settings
from webmap.pools import Pools

HERE = "http://localhost"
COOKIE = "nightjar"


def stranger(app: Flask) -> FlaskClient:
    """A client of somebody who has not signed in, and sends forms from this site's pages."""
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = HERE
    return client


def enter(app: Flask, audience: str = "analyst") -> FlaskClient:
    """A client that is signed in as one of the sample people."""
    pools = app.extensions["nightjar_access"].pools
    assert isinstance(pools, Pools)
    person = next(each for each in pools.gate.samples() if each["audience"] == audience)
    token = pools.gate.begin_sample(person["right_id"])
    assert token is not None
    client = stranger(app)
    client.set_cookie(COOKIE, token)
    return client


def populate(owner: Engine) -> None:
    """Make the sample people in a database that has nobody."""
    with owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.authority (code, name) VALUES ('E06999001', 'Skerrowby')"
                " ON CONFLICT DO NOTHING"
            )
        )
        make_sample_people(connection)


def session_of(settings: Settings, audience: str = "officer") -> bytes:
    """Sign a sample person in; the hash by which the database knows the session."""
    through = engine(settings, GATE)
    gate = Gate(through)
    right = next(each["right_id"] for each in gate.samples() if each["audience"] == audience)
    token = gate.begin_sample(right)
    through.dispose()
    assert token is not None
    return digest(token)


def officer_of(owner: Engine, authority: str) -> bytes:
    """Sign in another sample officer, of any authority; the hash of the session's token."""
    token = secrets.token_bytes(32)
    with owner.begin() as connection:
        connection.execute(
            text(
                """
                WITH person AS (
                    INSERT INTO held.account (sign_in_name, display_name, sample, made_by)
                    VALUES (:name, 'Another Officer', true, 'a test') RETURNING account_id
                ),
                given AS (
                    INSERT INTO held.account_right (
                        account_id, audience, authority, asked_by, granted_by, granted_at
                    )
                    SELECT account_id, 'officer', :authority, 'a test', 'a test', now()
                    FROM person
                    RETURNING account_id, right_id
                )
                INSERT INTO held.session (token_sha256, account_id, stage, right_id)
                SELECT :token, account_id, 'open', right_id FROM given
                """
            ),
            {"name": f"o{token.hex()[:12]}", "authority": authority, "token": token},
        )
    return token


def form_token(client: FlaskClient, address: str) -> str:
    """Return the token of the forms on a page."""
    page = client.get(address).get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None, address
    return found[1]


def send(client: FlaskClient, address: str, page: str = "", **fields: Any) -> Any:
    """Send a form as the page it is on would; ``page`` is where it is, if not at its address."""
    return client.post(address, data={"csrf_token": form_token(client, page or address), **fields})


def code(secret: bytes | str, at: float | None = None, step: int = 0) -> str:
    """Return the six digits that an authenticator app shows: RFC 6238, a second time."""
    key = base64.b32decode(secret.replace(" ", "")) if isinstance(secret, str) else secret
    counter = int((time.time() if at is None else at) // 30) + step
    mac = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = mac[19] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
