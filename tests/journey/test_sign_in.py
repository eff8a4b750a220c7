"""Signing in, in every way that it can go: first time, later, wrong, locked, replayed, run out."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2.low_level import hash_secret_raw
from sqlalchemy import text

from geo import passwords
from geo.accounts import NewAccount, Register, make_sample_people
from tests.people import COOKIE, code, form_token, send, stranger
from webmap import create_app
from webmap.limits import TRIES_A_MINUTE
from webmap.pools import Pools

NAME, PASSWORD = "pat.larke", "heron lamp fourteen"


@pytest.fixture
def site(settings, owner, light_hashing):
    """An application with one account, Pat Larke, who is a board member and an administrator."""
    pools = Pools(settings)
    with owner.begin() as connection:
        register = Register(connection, "a test")
        account, password = register.add(NewAccount(NAME, "Pat Larke"))
        register.ask_right(account, "board", None)
    yield create_app(pools, settings), password, account
    pools.dispose()


def sql(owner, statement, **values):
    with owner.begin() as connection:
        return connection.execute(text(statement), values)


def first_time(app, password):
    """Sign in with a password for one use and set everything up; returns client and secret."""
    client = stranger(app)
    answer = send(client, "/sign-in", name=NAME, password=password)
    assert answer.location == "/sign-in/set-up"
    page = client.get("/sign-in/set-up").get_data(as_text=True)
    secret = re.search(r"secret=([A-Z2-7]+)", page)[1]
    answer = send(client, "/sign-in/set-up", password=PASSWORD, again=PASSWORD, code=code(secret))
    assert (answer.status_code, answer.location) == (303, "/")
    return client, secret


def sign_in(app, secret, digits=""):
    """Sign in by the code of the next step, which nobody has used, or by given digits."""
    client = stranger(app)
    assert send(client, "/sign-in", name=NAME, password=PASSWORD).location == "/sign-in/code"
    return client, send(client, "/sign-in/code", code=digits or code(secret, step=1))


def test_the_first_time_sets_up_a_password_and_an_app_and_the_next_uses_both(site):
    app, password, _ = site
    client, secret = first_time(app, password)
    page = client.get("/account").get_data(as_text=True)
    assert "Pat Larke" in page
    assert "board member" in page
    again, answer = sign_in(app, secret)
    assert (answer.status_code, answer.location) == (303, "/")
    assert again.get("/account").status_code == 200


def test_the_password_for_one_use_works_once(site):
    app, password, _ = site
    first_time(app, password)
    assert send(stranger(app), "/sign-in", name=NAME, password=password).status_code == 401


def test_the_password_for_one_use_runs_out(site, owner):
    app, password, _ = site
    sql(owner, "UPDATE held.account SET one_time_until = now() - interval '1 second'")
    assert send(stranger(app), "/sign-in", name=NAME, password=password).status_code == 401


def test_the_password_for_one_use_cannot_be_kept(site):
    app, password, _ = site
    client = stranger(app)
    send(client, "/sign-in", name=NAME, password=password)
    page = client.get("/sign-in/set-up").get_data(as_text=True)
    secret = re.search(r"secret=([A-Z2-7]+)", page)[1]
    answer = send(client, "/sign-in/set-up", password=password, again=password, code=code(secret))
    assert answer.status_code == 400
    assert "not the one you were given" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"password": "short", "again": "short"}, "12 characters or more"),
        ({"password": PASSWORD, "again": "another"}, "twice"),
        ({"password": PASSWORD, "again": PASSWORD, "code": "000"}, "authenticator app"),
    ],
)
def test_what_is_wrong_with_a_set_up_is_said_and_linked(site, fields, said):
    app, password, _ = site
    client = stranger(app)
    send(client, "/sign-in", name=NAME, password=password)
    answer = send(client, "/sign-in/set-up", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code in {400, 401}
    assert "There is a problem" in page
    assert said in page


def test_a_code_is_taken_once(site):
    app, password, _ = site
    _, secret = first_time(app, password)
    used, earlier = code(secret, step=1), code(secret)
    _, answer = sign_in(app, secret, used)
    assert answer.status_code == 303
    _, replayed = sign_in(app, secret, used)
    assert replayed.status_code == 401
    _, before = sign_in(app, secret, earlier)
    assert before.status_code == 401


def test_a_password_alone_opens_nothing(site):
    app, password, _ = site
    first_time(app, password)
    client = stranger(app)
    send(client, "/sign-in", name=NAME, password=PASSWORD)
    for path in ("/", "/account", "/sign-in/as", "/sign-in/set-up"):
        assert client.get(path).location == "/sign-in", path


def test_a_new_token_comes_with_each_step_and_the_old_one_is_dead(site):
    app, password, _ = site
    _, secret = first_time(app, password)
    client = stranger(app)
    client.set_cookie(COOKIE, "chosen-by-somebody-else")
    send(client, "/sign-in", name=NAME, password=PASSWORD)
    half = client.get_cookie(COOKIE).value
    send(client, "/sign-in/code", code=code(secret, step=1))
    whole = client.get_cookie(COOKIE).value
    assert len({"chosen-by-somebody-else", half, whole}) == 3
    thief = stranger(app)
    thief.set_cookie(COOKIE, half)
    assert thief.get("/account").status_code == 303


def test_unknown_and_known_names_are_answered_alike(site):
    app, _, _ = site
    pages = []
    for name in (NAME, "nobody.here"):
        client = stranger(app)
        answer = send(client, "/sign-in", name=name, password="wrong wrong wrong")
        body = answer.get_data(as_text=True).replace(name, "NAME")
        pages.append((answer.status_code, re.sub(r'csrf_token" value="[^"]+', "", body)))
    assert pages[0] == pages[1]


def test_unknown_and_known_names_cost_the_same_work(site, monkeypatch):
    monkeypatch.setattr(passwords, "hash_secret_raw", hash_secret_raw)  # the real work
    app, _, _ = site
    gate = app.extensions["nightjar_access"].pools.gate
    took = {NAME: [], "nobody.here": []}
    for turn in range(4):
        for name, times in took.items():
            began = time.process_time()  # which whatever else runs adds nothing to
            gate.begin(name, "wrong wrong wrong", f"10.0.0.{turn}")
            times.append(time.process_time() - began)
    known, unknown = min(took[NAME]), min(took["nobody.here"])
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize("name", [NAME, "nobody.here"])
def test_five_failures_lock_a_name_known_or_not_for_fifteen_minutes(site, owner, name):
    app, password, _ = site
    gate = app.extensions["nightjar_access"].pools.gate
    states = [gate.begin(name, "wrong", f"10.0.0.{turn}").state for turn in range(6)]
    assert states == ["refused"] * 5 + ["locked"]
    right = password if name == NAME else "anything"
    assert gate.begin(name, right, "10.0.1.1").state == "locked"
    waiting = text(
        "UPDATE held.sign_in_guard SET locked_until = locked_until - CAST(:by AS interval)"
    )
    for minutes, state in ((14, "locked"), (1, "set_up" if name == NAME else "refused")):
        with owner.begin() as connection:
            connection.execute(waiting, {"by": f"{minutes} minutes"})
        assert gate.begin(name, right, "10.0.1.1").state == state


def test_four_failures_lock_nothing_and_are_forgotten_in_fifteen_minutes(site, owner):
    app, password, _ = site
    gate = app.extensions["nightjar_access"].pools.gate
    for turn in range(4):
        gate.begin(NAME, "wrong", f"10.0.0.{turn}")
    sql(owner, "UPDATE held.sign_in_guard SET last_failed = last_failed - interval '16 minutes'")
    for turn in range(4):
        assert gate.begin(NAME, "wrong", f"10.0.0.{turn}").state == "refused"
    assert gate.begin(NAME, password, "10.0.0.9").state == "set_up"


def test_twenty_failures_lock_an_address_for_every_name(site):
    app, password, _ = site
    gate = app.extensions["nightjar_access"].pools.gate
    states = [gate.begin(f"name{turn}", "wrong", "10.9.9.9").state for turn in range(20)]
    assert states == ["refused"] * 20
    assert gate.begin(NAME, password, "10.9.9.9").state == "locked"
    assert gate.begin(NAME, password, "10.9.9.8").state == "set_up"


def test_a_hundred_guesses_at_once_are_no_more_than_five(site):
    app, _, _ = site
    gate = app.extensions["nightjar_access"].pools.gate
    with ThreadPoolExecutor(8) as pool:
        states = list(
            pool.map(lambda turn: gate.begin(NAME, "wrong", f"10.0.0.{turn}").state, range(24))
        )
    assert states.count("refused") == 5
    assert states.count("locked") == 19


def test_wrong_codes_lock_the_name_as_wrong_passwords_do(site):
    app, password, _ = site
    _, secret = first_time(app, password)
    client = stranger(app)
    send(client, "/sign-in", name=NAME, password=PASSWORD)
    wrong = f"{(int(code(secret)) + 1) % 1_000_000:06}"
    states = [send(client, "/sign-in/code", code=wrong).status_code for _ in range(5)]
    assert states == [401] * 5
    answer = send(client, "/sign-in/code", code=code(secret))
    assert answer.status_code == 429
    assert "15 minutes" in answer.get_data(as_text=True)


def test_a_flood_of_tries_is_turned_away_before_it_is_looked_at(site):
    app, _, _ = site
    client = stranger(app)
    token = form_token(client, "/sign-in")
    sent = {"csrf_token": token, "name": "n", "password": "p"}
    tries = range(TRIES_A_MINUTE + 1)
    statuses = [client.post("/sign-in/code", data=sent).status_code for _ in tries]
    assert statuses[:TRIES_A_MINUTE].count(429) == 0
    assert statuses[TRIES_A_MINUTE] == 429


@pytest.mark.parametrize(
    ("column", "back", "alive"),
    [
        ("last_seen", "14 minutes 55 seconds", True),
        ("last_seen", "15 minutes", False),
        ("began_at", "7 hours 59 minutes", True),
        ("began_at", "8 hours", False),
    ],
)
def test_a_session_ends_when_it_is_idle_or_old(site, owner, column, back, alive):
    app, password, _ = site
    client, _ = first_time(app, password)
    sql(
        owner,
        f"UPDATE held.session SET {column} = clock_timestamp() - CAST(:back AS interval)",
        back=back,
    )
    assert (client.get("/account").status_code == 200) is alive


def test_whoever_comes_back_to_a_session_that_ended_is_told_so_and_nobody_else(site, owner):
    app, password, _ = site
    said = "Your session has ended"
    assert said not in stranger(app).get("/sign-in").get_data(as_text=True)
    client, _ = first_time(app, password)
    sql(owner, "UPDATE held.session SET last_seen = last_seen - interval '16 minutes'")
    page = client.get("/account", follow_redirects=True)
    assert page.request.path == "/sign-in"
    assert said in page.get_data(as_text=True)
    # a name that is refused is told that alone
    assert said not in send(client, "/sign-in", name=NAME, password="x").get_data(as_text=True)


def test_looking_at_a_page_renews_a_session(site, owner):
    app, password, _ = site
    client, _ = first_time(app, password)
    for _ in range(3):
        sql(owner, "UPDATE held.session SET last_seen = last_seen - interval '14 minutes'")
        assert client.get("/account").status_code == 200


def test_signing_out_ends_the_session_for_whoever_has_its_token(site):
    app, password, _ = site
    client, _ = first_time(app, password)
    thief = stranger(app)
    thief.set_cookie(COOKIE, client.get_cookie(COOKIE).value)
    assert thief.get("/account").status_code == 200
    send(client, "/sign-out", page="/account")
    assert client.get("/account").status_code == 303
    assert thief.get("/account").status_code == 303


def test_ending_a_right_or_an_account_ends_the_session_at_once(site, owner):
    app, password, account = site
    client, secret = first_time(app, password)
    with owner.begin() as connection:
        register = Register(connection, "a test")
        right = connection.scalar(text("SELECT right_id FROM held.account_right"))
        register.end_right(right)
    assert client.get("/account").status_code == 303
    _, answer = sign_in(app, secret)
    assert answer.status_code == 403
    assert "no right" in answer.get_data(as_text=True)
    with owner.begin() as connection:
        Register(connection, "a test").end(account)
    assert send(stranger(app), "/sign-in", name=NAME, password=PASSWORD).status_code == 401


def test_whoever_may_be_several_things_is_one_at_a_time(site, owner):
    app, password, account = site
    with owner.begin() as connection:
        Register(connection, "a test").ask_right(account, "admin", None)
    client = stranger(app)
    send(client, "/sign-in", name=NAME, password=password)
    page = client.get("/sign-in/set-up").get_data(as_text=True)
    secret = re.search(r"secret=([A-Z2-7]+)", page)[1]
    fields = {"password": PASSWORD, "again": PASSWORD, "code": code(secret)}
    assert send(client, "/sign-in/set-up", **fields).location == "/sign-in/as"
    assert client.get("/account").status_code == 303
    rights = dict(
        reversed(found)
        for found in re.findall(
            r'value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*([A-Z][a-z ]+?)\s*<',
            client.get("/sign-in/as").get_data(as_text=True),
        )
    )
    before = client.get_cookie(COOKIE).value
    send(client, "/sign-in/as", right=rights["Administrator"])
    assert client.get("/accounts").status_code == 200
    assert client.get_cookie(COOKIE).value != before
    send(client, "/sign-in/as", right=rights["Board member"])
    assert client.get("/accounts").status_code == 404
    assert client.get("/account").status_code == 200


def test_nobody_goes_on_as_what_somebody_else_may_be(site, owner):
    app, password, _ = site
    client, _ = first_time(app, password)
    with owner.begin() as connection:
        register = Register(connection, "a test")
        other, _ = register.add(NewAccount("other.one", "Other One"))
        right = register.ask_right(other, "admin", None)
    assert send(client, "/sign-in/as", right=right).status_code == 404
    assert send(client, "/sign-in/as", right="x").status_code == 404
    assert client.get("/accounts").status_code == 404


def test_what_the_database_holds_of_a_sign_in_opens_nothing(site, owner):
    app, password, _ = site
    client, _ = first_time(app, password)
    token = client.get_cookie(COOKIE).value
    with owner.connect() as connection:
        whole = "".join(
            str(row)
            for table in ("account", "session", "sign_in_guard")
            for row in connection.execute(text(f"SELECT t::text FROM held.{table} AS t"))
        )
        held = connection.scalar(text("SELECT encode(token_sha256, 'hex') FROM held.session"))
    assert token not in whole
    assert PASSWORD not in whole
    thief = stranger(app)
    thief.set_cookie(COOKIE, held)
    assert thief.get("/account").status_code == 303


def test_sample_people_are_not_made_beside_real_ones(site, owner):
    app, _, _ = site
    with owner.begin() as connection:
        make_sample_people(connection)
    assert app.extensions["nightjar_access"].pools.gate.samples() == []
