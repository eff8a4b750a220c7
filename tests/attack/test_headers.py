"""What every answer says to the browser: pages, files, errors and redirects, as every role."""

import re

import pytest

from geo.settings import Settings
from tests.people import COOKIE, enter, form_token, stranger
from tests.routes import ROLES
from webmap import create_app
from webmap.attacks.answers import BEYOND, ELSEWHERE, faults, loose_scripts
from webmap.attacks.site import Answer
from webmap.pools import Pools


def check(answer, path, *, kept):
    headers = tuple(answer.headers)
    assert faults(Answer(answer.status_code, headers, b""), kept=kept) == [], path


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_every_answer_of_every_route_has_every_header(clients, table, role):
    asked = [(route.method, route.path) for route in table] + list(BEYOND)
    for method, path in asked:
        if path == "/sign-out" and method == "POST":
            continue  # it would end the session; its own test is below
        with clients[role].open(path, method=method) as answer:
            check(answer, path, kept=path == "/static/nightjar.css")


@pytest.fixture(params=["chooser", "provider"])
def with_door(request, county_settings, tmp_path):
    """A site with a door that a setting adds; its provider is at an address where nobody is."""
    (tmp_path / "secret").write_text("a secret\n")
    known = {
        "oidc_issuer": "http://127.0.0.1:9",
        "oidc_client_id": "nightjar",
        "oidc_client_secret_file": tmp_path / "secret",
    }
    chooser = request.param == "chooser"
    settings = county_settings.model_copy(update={} if chooser else known)
    pools = Pools(settings)
    yield request.param, create_app(pools, settings, demonstration=chooser)
    pools.dispose()


def test_a_door_that_a_setting_adds_answers_with_every_header(with_door):
    door, app = with_door
    rules = [each for each in app.url_map.iter_rules() if each.endpoint.startswith(f"{door}.")]
    assert len(rules) >= 2
    nonces = set()
    for client in (stranger(app), *(enter(app, role) for role in ROLES)):
        for rule in rules:
            path = rule.rule.replace("<key>", "police")
            for method in sorted(rule.methods - {"OPTIONS"}):
                with client.open(path, method=method) as answer:
                    check(answer, path, kept=False)
                    whole = Answer(answer.status_code, tuple(answer.headers), answer.get_data())
                assert loose_scripts(whole, nonces) == 0, path
        for path in ("/sign-in", "/"):
            with client.get(path) as answer:
                check(answer, path, kept=False)


PICTURES = "https://tiles.example.org"


@pytest.fixture
def with_all(county_settings, tmp_path):
    """A site with every setting that changes its pages: another server's map, a provider, doors."""
    (tmp_path / "secret").write_text("a secret\n")
    settings = county_settings.model_copy(
        update={
            "tile_server": PICTURES + "/{z}/{x}/{y}.png",
            "tile_credit": "Invented",
            "oidc_issuer": "http://127.0.0.1:9",
            "oidc_client_id": "nightjar",
            "oidc_client_secret_file": tmp_path / "secret",
        }
    )
    pools = Pools(settings)
    yield create_app(pools, settings, demonstration=True)
    pools.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_with_every_setting_the_headers_are_as_without_but_for_pictures_of_a_map(
    with_all, table, role
):
    client = stranger(with_all) if role == "nobody" else enter(with_all, role)
    let_in, drawn, nonces = set(), set(), set()
    asked = [(route.method, route.path) for route in table] + list(BEYOND)
    for method, path in asked:
        if path == "/sign-out" and method == "POST":
            continue
        with client.open(path, method=method) as answer:
            whole = Answer(answer.status_code, tuple(answer.headers), answer.get_data())
        policy = whole.header("Content-Security-Policy")
        # for pictures alone, and once: what is left is held to the same as everywhere
        held_to = policy.replace(f"img-src 'self' data: {PICTURES};", "img-src 'self' data:;")
        headers = [
            (name, held_to if name == "Content-Security-Policy" else value)
            for name, value in whole.headers
        ]
        kept = path == "/static/nightjar.css"
        assert faults(Answer(whole.status, tuple(headers), b""), kept=kept) == [], path
        assert loose_scripts(whole, nonces) == 0, path
        if whole.header("Content-Type").startswith("text/html"):
            assert ELSEWHERE.findall(whole.text) == [], path
            if held_to != policy:
                let_in.add(path)
            if 'data-map-layer="base"' in whole.text:
                drawn.add(path)
        else:
            assert held_to == policy, path
    assert let_in == drawn  # no page without the switch lets that server in
    assert bool(drawn) == (role in {"analyst", "officer", "board"})


@pytest.mark.slow
def test_a_script_of_a_page_has_the_nonce_of_its_own_answer(clients, table):
    nonces = set()
    for route in table:
        for client in clients.values():
            if route.method != "GET":
                continue
            with client.get(route.path) as answer:
                whole = Answer(answer.status_code, tuple(answer.headers), answer.get_data())
            assert loose_scripts(whole, nonces) == 0, route.endpoint
    assert nonces


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'"),
        ("Cache-Control", "private"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Server", "a release"),
        ("Access-Control-Allow-Origin", "*"),
        ("Set-Cookie", "nightjar=x; Path=/; SameSite=Lax"),
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_found(clients, name, value):
    with clients["board"].get("/account") as answer:
        headers = tuple(each for each in answer.headers if each[0] != name)
    assert faults(Answer(200, (*headers, (name, value)), b""), kept=False) != []


def test_a_script_that_the_policy_does_not_name_is_found():
    policy = (
        ("Content-Type", "text/html"),
        ("Content-Security-Policy", "script-src 'self' 'nonce-abc'"),
    )

    def loose(page):
        return loose_scripts(Answer(200, policy, page), set())

    assert loose(b'<script nonce="abc">1</script>') == 0
    assert loose(b'<script nonce="abd">1</script>') == 1
    assert loose(b"<script>1</script>") == 1
    assert loose(b'<p onclick="x()">') == 1
    assert loose(b"<p>onclick=x</p>") == 0


def test_signing_out_asks_the_browser_to_forget(app):
    client = enter(app, "officer")
    answer = client.post("/sign-out", data={"csrf_token": form_token(client, "/sign-out")})
    check(answer, "/sign-out", kept=False)
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
