"""A link that is followed before signing in leads to its page afterwards, once, not elsewhere."""

import pytest

from geo.accounts import NewAccount, Register
from tests.people import code, enter, form_token, send, stranger
from webmap import create_app
from webmap.pools import Pools
from webmap.way_back import inside

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Mode": "navigate"}
NUMBER = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def pools(county_settings):
    made = Pools(county_settings)
    yield made
    made.dispose()


@pytest.fixture
def client(pools, county_settings):
    return stranger(create_app(pools, county_settings, demonstration=True))


def become(client, pools, audience):
    right = next(each for each in pools.gate.samples() if each["audience"] == audience)["right_id"]
    return send(client, "/demonstration", person=right)


def follow(client, link, **headers):
    answer = client.get(link, headers={**BROWSER, **headers})
    assert (answer.status_code, answer.location) == (303, "/demonstration")
    return answer


@pytest.mark.parametrize(
    "link", ["/visits/2026Q3?priority=high&words=a%20b", f"/visits/premises/{NUMBER}", "/reviews"]
)
def test_a_link_leads_to_its_page_after_signing_in_and_the_next_time_to_the_first(
    client, pools, link
):
    follow(client, link)
    assert become(client, pools, "officer").location == "/"
    assert client.get("/").location == link
    assert client.get("/").location == "/visits"


@pytest.mark.parametrize(
    "link",
    [
        "/flags",  # an analyst's
        "/nothing/is/here",
        "/visits/one/1/record/",
        "//evil.example/x",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:%20x=1",
        "/%2fevil.example/x",
        "/%5cevil.example",
        "/sign-out",
        "/",
        "/health",
        "/visits/2026Q3?words=" + "x" * 501,
        "/nothing/" + "".join(map(chr, range(0x4E00, 0x4E00 + 490))),
    ],
)
def test_what_is_no_page_of_ones_own_leads_to_the_first_page(client, pools, link):
    client.get(link, headers=BROWSER)
    become(client, pools, "officer")
    assert client.get("/").location == "/visits"


@pytest.mark.parametrize(
    "headers", [{"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}, {"Accept": "image/png"}]
)
def test_what_a_page_asks_for_by_itself_is_not_gone_to(client, pools, headers):
    follow(client, "/visits/2026Q3")
    follow(client, "/visits/2026Q3/premises.geojson", **headers)
    become(client, pools, "officer")
    assert client.get("/").location == "/visits/2026Q3"


def test_a_form_that_comes_too_late_leads_nowhere(client, pools):
    client.post("/visits/2026Q3/plan", headers=BROWSER)
    become(client, pools, "officer")
    assert client.get("/").location == "/visits"


@pytest.mark.parametrize("link", ["/visits/2026Q3/plan", "/nothing/there"])
def test_words_that_come_too_late_are_given_back_and_nothing_else_of_their_form(client, link):
    note = "Refusals book <b>shown</b> & signed"
    fields = {"draft": "visit:x", "note": note, "outcome": "no_concern", "password": "heron lamp"}
    answer = client.post(link, headers=BROWSER, data=fields)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (401, "no-store")
    assert "Not saved: you are signed out" in page
    assert "Refusals book &lt;b&gt;shown&lt;/b&gt; &amp; signed</textarea>" in page
    assert "no_concern" not in page
    assert "heron lamp" not in page
    assert 'href="/demonstration"' in page


def test_a_page_of_somebody_else_cannot_have_its_words_said_by_ours(client):
    fields = {"draft": "visit:x", "note": "Ring 0000 and say your password"}
    elsewhere = {**BROWSER, "Origin": "https://evil.example"}
    answer = client.post("/visits/2026Q3/plan", headers=elsewhere, data=fields)
    assert answer.status_code == 403
    assert "Ring 0000" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "fields", [{"note": "Not of a form of ours"}, {"draft": "visit:x", "note": " "}, {}]
)
def test_a_form_without_words_to_lose_leads_to_the_door(client, fields):
    answer = client.post("/visits/2026Q3/plan", headers=BROWSER, data=fields)
    assert (answer.status_code, answer.location) == (303, "/demonstration")


def test_words_of_a_form_of_a_server_that_was_started_anew_are_given_back(
    client, pools, county_settings
):
    become(client, pools, "officer")
    old = form_token(client, "/account")
    anew = enter(create_app(pools, county_settings, demonstration=True), "officer")
    link, note = "/cases/00000000-0000-0000-0000-000000000001/notes", "Asked for <i>posters</i>"
    fields = {"csrf_token": old, "draft": "note:x", "words": note}
    answer = anew.post(link, headers=BROWSER, data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Not saved: the page was open for too long" in page
    assert "Asked for &lt;i&gt;posters&lt;/i&gt;</textarea>" in page
    plain = anew.post(link, headers=BROWSER, data={"csrf_token": old})
    assert plain.status_code == 400
    assert "That cannot be taken" in plain.get_data(as_text=True)


def test_nobody_is_led_to_what_was_asked_for_before_somebody_signed_out(client, pools):
    become(client, pools, "officer")
    send(client, "/sign-out")
    become(client, pools, "officer")
    assert client.get("/").location == "/visits"


def test_whether_there_is_such_a_page_is_told_to_nobody(client):
    known, unknown = (
        client.get(link, headers=BROWSER) for link in ("/visits/2026Q3", "/visitx/2026Q3")
    )
    assert (known.status_code, known.get_data()) == (unknown.status_code, unknown.get_data())
    assert [name for name, _ in known.headers] == [name for name, _ in unknown.headers]


def test_it_is_kept_from_password_to_code(settings, owner, light_hashing):
    pools = Pools(settings)
    with owner.begin() as connection:
        register = Register(connection, "a test")
        account, password = register.add(NewAccount("pat.larke", "Pat Larke"))
        register.ask_right(account, "admin", None)
    client = stranger(create_app(pools, settings))
    assert client.get("/audit", headers=BROWSER).location == "/sign-in"
    send(client, "/sign-in", name="pat.larke", password=password)
    page = client.get("/sign-in/set-up").get_data(as_text=True)
    secret = page.partition("secret=")[2][:32]
    new = "heron lamp fourteen"
    answer = send(client, "/sign-in/set-up", password=new, again=new, code=code(secret))
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == "/audit"
    pools.dispose()


@pytest.mark.parametrize(
    "path",
    ["", "http://a.example/", "//a.example", "/\\a", "javascript:x", "/purpose?to=/x", "/\n"],
)
def test_what_could_lead_anywhere_else_is_nothing(path):
    assert inside(path) == ""
