"""What every answer says to the browser: pages, files, errors and redirects, as every role."""

import re

import pytest

from geo.settings import Settings
from tests.people import COOKIE, enter, form_token, stranger
from tests.routes import NOWHERE, ROLES
from webmap import create_app
from webmap.pools import Pools

SAME_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SCRIPT = re.compile(rb"<script([^>]*)>(.*?)</script>", re.DOTALL)
BEYOND = [
    ("GET", "/nothing"),
    ("GET", "/static/nothing.js"),
    ("GET", f"/flags/{NOWHERE}"),
    ("GET", "/flags/not-a-number"),
    ("PUT", "/sign-in"),
    ("TRACE", "/"),
    ("OPTIONS", "/runs"),
    ("HEAD", "/account"),
]


def check(headers, path, *, kept):
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    for name, value in SAME_FOR_ALL.items():
        assert headers[name] == value, (path, name)
    if kept:
        assert "no-store" not in headers["Cache-Control"]
    else:
        assert headers["Cache-Control"] == "no-store", path
    assert "Server" not in headers
    assert "X-Powered-By" not in headers
    assert not [name for name, _ in headers if name.startswith("Access-Control")]
    for cookie in headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_every_answer_of_every_route_has_every_header(clients, table, role):
    asked = [(route.method, route.path) for route in table] + BEYOND
    for method, path in asked:
        if path == "/sign-out" and method == "POST":
            continue  # it would end the session; its own test is below
        with clients[role].open(path, method=method) as answer:
            kept = path == "/static/nightjar.css"
            if kept:
                assert "no-store" not in answer.headers.get("Cache-Control", "")
                answer.headers.setdefault("Cache-Control", "no-cache")
            check(answer.headers, path, kept=kept)


def test_a_script_of_a_page_has_the_nonce_of_its_own_answer(clients, table):
    nonces = set()
    for route in table:
        for client in clients.values():
            if route.method != "GET":
                continue
            with client.get(route.path) as answer:
                page, policy = answer.get_data(), answer.headers["Content-Security-Policy"]
            if not answer.mimetype.startswith("text/html"):
                continue
            for attributes, script in re.findall(
                rb"<script([^>]*)>(.*?)</script>", page, re.DOTALL
            ):
                if script.strip():
                    nonce = re.search(rb'nonce="([^"]+)"', attributes)
                    assert nonce is not None
                    assert f"'nonce-{nonce[1].decode()}'" in policy
                    assert nonce[1] not in nonces
                    nonces.add(nonce[1])
    assert nonces


def test_signing_out_asks_the_browser_to_forget(app):
    client = enter(app, "officer")
    answer = client.post("/sign-out", data={"csrf_token": form_token(client, "/sign-out")})
    check(answer.headers, "/sign-out", kept=False)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert any(
        cookie.startswith(f"{COOKIE}=;") and "Max-Age=0" in cookie
        for cookie in answer.headers.getlist("Set-Cookie")
    )


@pytest.fixture
def abroad(county_settings):
    """The application as people open it over https."""
    settings = county_settings.model_copy(update={"address": "https://nightjar.example"})
    assert isinstance(settings, Settings)
    pools = Pools(settings)
    yield create_app(pools, settings)
    pools.dispose()


def test_over_https_the_cookies_are_bound_to_this_host(abroad):
    client = abroad.test_client()
    over = {"base_url": "https://nightjar.example"}
    answer = client.get("/sign-in", **over)
    token = re.search(r'csrf_token" value="([^"]+)', answer.get_data(as_text=True))[1]
    gate = abroad.extensions["nightjar_access"].pools.gate
    client.set_cookie(
        f"__Host-{COOKIE}",
        gate.begin_sample(gate.samples()[0]["right_id"]),
        domain="nightjar.example",
        secure=True,
    )
    assert client.get("/account", **over).status_code == 200
    out = client.post(
        "/sign-out",
        data={"csrf_token": token},
        headers={"Origin": "https://nightjar.example"},
        **over,
    )
    for each in (answer, out):
        assert each.headers["Strict-Transport-Security"] == "max-age=31536000"
        cookies = each.headers.getlist("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert cookie.startswith("__Host-")
            assert "Secure" in cookie


def test_over_https_a_plain_cookie_is_nobody(abroad):
    gate = abroad.extensions["nightjar_access"].pools.gate
    client = abroad.test_client()
    client.set_cookie(
        COOKIE, gate.begin_sample(gate.samples()[0]["right_id"]), domain="nightjar.example"
    )
    answer = client.get("/account", base_url="https://nightjar.example")
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "evil.example", "nightjar.example.evil"]
)
def test_over_https_no_other_name_is_answered_but_for_the_health(abroad, host):
    client = abroad.test_client()
    assert client.get("/sign-in", base_url=f"http://{host}").status_code == 421
    health = client.get("/health", base_url=f"http://{host}").status_code
    assert health == (200 if host in {"localhost", "127.0.0.1"} else 421)


def test_a_cookie_of_somebody_else_s_making_is_nobody(app):
    for value in ("", "x", "a" * 4000, "../../etc", "' OR 1=1 --", "\u202e", "0" * 43):
        client = stranger(app)
        client.set_cookie(COOKIE, value)
        assert client.get("/account").status_code == 303
