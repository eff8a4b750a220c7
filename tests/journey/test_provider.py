"""Signing in by an identity provider: let in when every check holds, and refused when one fails."""

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey
from pydantic import ValidationError

from geo.accounts import NewAccount, Register
from geo.errors import SetupError
from geo.settings import Settings
from tests.journey.identity_provider import CLIENT, SECRET, provider
from tests.people import COOKIE, stranger
from webmap import create_app
from webmap.limits import TRIES_A_MINUTE
from webmap.pools import Pools


@pytest.fixture
def known():
    with provider() as found:
        yield found


@pytest.fixture
def app(settings, owner, known, tmp_path, light_hashing):
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n")
    with owner.begin() as connection:
        register = Register(connection, "a test")
        account, password = register.add(
            NewAccount("pat.larke", "Pat Larke", None, known.issuer, "subject-1")
        )
        register.ask_right(account, "board", None)
    assert password is None
    set_up = settings.model_copy(
        update={
            "oidc_issuer": known.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret_file": secret,
        }
    )
    pools = Pools(set_up)
    yield create_app(pools, set_up)
    pools.dispose()


def go(client, key=""):
    """Leave for a provider and return the path on our site that it sends the person back to."""
    left = client.get(f"/sign-in/provider/{key}".rstrip("/"))
    assert left.status_code == 302, left.status_code
    sent = requests.get(left.location, allow_redirects=False, timeout=5)
    back = urlsplit(sent.headers["Location"])
    return f"{back.path}?{back.query}"


def test_a_subject_with_an_account_is_let_in_as_what_was_granted(app, known):
    client = stranger(app)
    answer = client.get(go(client))
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Pat Larke" in client.get("/account").get_data(as_text=True)
    asked = known.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert asked["scope"] == "openid"
    assert len(asked["state"]) >= 16
    assert len(asked["nonce"]) >= 16


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-client"},
        {"aud": ["another-client", "a-third"]},
        {"aud": None},
        {"iss": "https://another.example"},
        {"iss": None},
        {"exp": -3600.0},
        {"exp": None},
        {"iat": 3600.0},
        {"nbf": 3600.0},
        {"nonce": "of-another-sign-in"},
        {"nonce": None, "nonce_supported": False},
        {"sub": "subject-2"},
        {"sub": None},
        {"azp": "another-client", "aud": [CLIENT, "another-client"]},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(app, known, claims):
    now = int(time.time())
    # a float is an instant, in seconds from now
    known.claims = {
        name: now + int(value) if isinstance(value, float) else value
        for name, value in claims.items()
    }
    client = stranger(app)
    assert client.get(go(client)).status_code == 401
    assert client.get("/account").status_code == 303


def test_a_token_that_another_key_signed_is_refused(app, known):
    known.signing = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    client = stranger(app)
    assert client.get(go(client)).status_code == 401


def test_an_answer_is_taken_once_and_only_by_whom_it_was_asked_by(app):
    client, thief = stranger(app), stranger(app)
    back = go(client)
    assert thief.get(back).status_code == 401  # no state of theirs
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 401  # replayed


def test_tries_that_came_to_nothing_do_not_fill_the_cookie_and_the_last_three_still_count(app):
    client = stranger(app)
    ways = [go(client) for _ in range(12)]
    kept = client.get_cookie(f"{COOKIE}-form")
    assert kept is not None
    assert len(kept.value) < 1000
    assert client.get(ways[8]).status_code == 401
    assert client.get(ways[9]).status_code == 303


def test_a_code_of_another_sign_in_is_refused(app):
    """A code that an attacker was given, put into somebody else's answer: PKCE refuses it."""
    client, attacker = stranger(app), stranger(app)
    mine, theirs = (dict(parse_qsl(urlsplit(go(each)).query)) for each in (client, attacker))
    mixed = {"state": mine["state"], "code": theirs["code"], "iss": mine["iss"]}
    assert client.get("/sign-in/provider/back", query_string=mixed).status_code == 401


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied"]
)
def test_an_answer_that_is_none_is_refused(app, query):
    client = stranger(app)
    go(client)
    assert client.get(f"/sign-in/provider/back{query}").status_code == 401


def test_a_provider_that_describes_another_issuer_is_refused(app, known):
    known.described_issuer = "https://another.example"
    assert stranger(app).get("/sign-in/provider").status_code == 401


def test_an_account_that_has_ended_is_refused(app, owner):
    client = stranger(app)
    back = go(client)
    with owner.begin() as connection:
        register = Register(connection, "a test")
        from geo.accounts import account_named

        register.end(account_named(connection, "pat.larke")["account_id"])
    assert client.get(back).status_code == 401


def test_a_provider_half_set_stops_the_start(settings):
    half = settings.model_copy(update={"oidc_issuer": "https://provider.example"})
    pools = Pools(half)
    with pytest.raises(SetupError, match="only some of them are set"):
        create_app(pools, half)
    pools.dispose()


@pytest.mark.parametrize("address", ["http://provider.example", "ftp://x", "provider.example"])
def test_a_provider_without_https_is_refused(address):
    with pytest.raises(ValidationError, match="must be an https address"):
        Settings(oidc_issuer=address)


@pytest.fixture
def two(settings, owner, tmp_path):
    """A site with a force's and a council's provider, of which each knows its own subject-1."""
    (tmp_path / "secret").write_text(SECRET)
    with provider() as police, provider() as council:
        with owner.begin() as connection:
            register = Register(connection, "a test")
            for name, of in (("pat.larke", police), ("ada.reid", council)):
                called = name.replace(".", " ").title()
                account, _ = register.add(NewAccount(name, called, None, of.issuer, "subject-1"))
                register.ask_right(account, "board", None)
        tables = [
            f'[{key}]\nname = "{key.title()}"\nissuer = "{of.issuer}"\nclient_id = "{CLIENT}"\n'
            f'client_secret_file = "{tmp_path / "secret"}"\n'
            for key, of in (("police", police), ("council", council))
        ]
        (tmp_path / "providers.toml").write_text("\n".join(tables))
        set_up = settings.model_copy(update={"oidc_file": tmp_path / "providers.toml"})
        pools = Pools(set_up)
        yield create_app(pools, set_up)
        pools.dispose()


@pytest.mark.parametrize(("key", "name"), [("police", "Pat Larke"), ("council", "Ada Reid")])
def test_each_provider_lets_in_its_own_subject(two, key, name):
    client = stranger(two)
    assert f'href="/sign-in/provider/{key}"' in client.get("/sign-in").get_data(as_text=True)
    assert client.get(go(client, key)).status_code == 303
    assert name in client.get("/account").get_data(as_text=True)


def test_one_provider_cannot_answer_for_another(two):
    client = stranger(two)
    mixed = go(client, "council").replace("/council/", "/police/")
    assert client.get(mixed).status_code == 401


@pytest.mark.parametrize("path", ["/sign-in/provider", "/sign-in/provider/nobody"])
def test_a_provider_that_is_not_set_up_is_not_found(two, path):
    client = stranger(two)
    assert client.get(path).status_code == 404
    assert client.get(f"{path}/back?code=x&state=y").status_code == 404


@pytest.mark.parametrize("path", ["/sign-in/provider", "/sign-in/provider/back?code=x&state=y"])
def test_a_flood_by_way_of_the_provider_is_turned_away_before_the_provider_is_asked(
    app, known, path
):
    statuses = [stranger(app).get(path).status_code for _ in range(TRIES_A_MINUTE)]
    assert 429 not in statuses
    asked = len(known.asked)
    answer = stranger(app).get(path)
    assert answer.status_code == 429
    assert "Too many tries" in answer.get_data(as_text=True)
    assert len(known.asked) == asked
    # from another address the way is open
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert stranger(app).get(path, environ_base=elsewhere).status_code == statuses[0]
