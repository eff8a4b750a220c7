"""What an administrator does by page: add, ask, grant, end, reset, and look back."""

import re

import pytest

from geo.accounts import NewAccount, Register, account_named, accounts, rights
from geo.errors import QuestionError
from tests.people import enter, populate, send, stranger
from webmap import create_app
from webmap.pools import Pools

CODE = "E06999001"


@pytest.fixture
def site(settings, owner, light_hashing):
    populate(owner)
    pools = Pools(settings)
    yield create_app(pools, settings)
    pools.dispose()


def number(owner, name):
    with owner.connect() as connection:
        return account_named(connection, name)["account_id"]


def history(owner, name):
    with owner.connect() as connection:
        return rights(connection, account_named(connection, name)["account_id"])


def add(client, name="pat.larke", right="board", **more):
    return send(client, "/accounts/new", name=name, called="Pat Larke", right=right, **more)


def test_an_account_that_was_added_can_sign_in_with_the_password_shown_once(site, owner):
    client = enter(site, "admin")
    page = add(client).get_data(as_text=True)
    password = re.search(r"<code>([a-z0-9-]{24})</code>", page)[1]
    shown_again = client.get(f"/accounts/{number(owner, 'pat.larke')}").get_data(as_text=True)
    assert password not in shown_again
    answer = send(stranger(site), "/sign-in", name="pat.larke", password=password)
    assert answer.location == "/sign-in/set-up"


def test_what_cannot_be_added_is_said_and_nothing_is_kept(site, owner):
    client = enter(site, "admin")
    for fields, named in (
        ({"right": ""}, "right"),
        ({"right": "officer"}, "authority"),
        ({"right": "board", "authority": CODE}, "authority"),
        ({"name": "Pat Larke"}, "name"),
        ({"email": "nobody"}, "email"),
    ):
        answer = add(client, **fields)
        assert answer.status_code == 400
        page = answer.get_data(as_text=True)
        assert "There is a problem" in page
        assert f'<a href="#{named}">' in page
        assert f'id="{named}-error"' in page
    with owner.connect() as connection:
        assert len(accounts(connection)) == 4


def test_an_analysts_right_is_granted_by_a_second_administrator_alone(site, owner):
    first = enter(site, "admin")
    add(first, "second.admin", "admin")
    add(first, "new.analyst", "analyst")
    (asked,) = history(owner, "new.analyst")
    page = first.get("/accounts").get_data(as_text=True)
    assert f"/rights/{asked['right_id']}/grant" not in page
    refused = send(first, f"/rights/{asked['right_id']}/grant", page="/accounts")
    assert refused.status_code == 400
    assert "needs two people" in refused.get_data(as_text=True)
    with owner.begin() as connection:
        made = account_named(connection, "second.admin")["account_id"]
        with pytest.raises(QuestionError, match="one of you was added"):
            Register(connection, str(made)).grant_right(asked["right_id"])
        command = Register(connection, "the account root of this machine")
        second, _ = command.add(NewAccount("third.admin", "Third Admin"))
        command.ask_right(second, "admin", None)
        Register(connection, str(second)).grant_right(asked["right_id"])
    assert history(owner, "new.analyst")[0]["granted_by"] == "Third Admin"


def test_an_administrator_gives_themselves_nothing(site, owner):
    client = enter(site, "admin")
    own = number(owner, "maud.lanyon")
    for path, fields in (
        ("rights", {"right": "analyst"}),
        ("rights", {"right": "board"}),
        ("reset", {}),
        ("end", {}),
    ):
        answer = send(client, f"/accounts/{own}/{path}", page=f"/accounts/{own}", **fields)
        assert answer.status_code == 400, path
    assert [each["audience"] for each in history(owner, "maud.lanyon")] == ["admin"]


def test_an_officers_right_names_an_authority(site, owner):
    client = enter(site, "admin")
    add(client, "new.officer", "officer", authority=CODE)
    (given,) = history(owner, "new.officer")
    assert (given["authority"], given["granted_by"]) == (CODE, "Maud Lanyon")


def test_resetting_and_ending_are_done_and_told(site, owner):
    client = enter(site, "admin")
    analyst = number(owner, "wren.calloway")
    page = send(client, f"/accounts/{analyst}/reset", page=f"/accounts/{analyst}")
    assert "password for one use" in page.get_data(as_text=True)
    assert [each["granted_at"] is None for each in history(owner, "wren.calloway")] == [False, True]
    answer = send(client, f"/accounts/{analyst}/end", page=f"/accounts/{analyst}")
    assert answer.status_code == 303
    page = client.get(f"/accounts/{analyst}").get_data(as_text=True)
    assert "by Maud Lanyon" in page
    assert "End the account" not in page


def test_what_could_be_seen_on_a_day_is_shown(site):
    client = enter(site, "admin")
    assert "Wren Calloway" in client.get("/rights").get_data(as_text=True)
    assert "Nobody had a right" in client.get("/rights?on=2020-01-01").get_data(as_text=True)
    assert "on 4 September 2020" in client.get("/rights?on=4/9/2020").get_data(as_text=True)
    for wrong in ("x", "2026-13-01", "9999-12-31", "0001-01-01"):
        answer = client.get("/rights", query_string={"on": wrong})
        assert answer.status_code == 400
        assert f'value="{wrong}"' in answer.get_data(as_text=True)


def test_a_hostile_name_reaches_a_page_as_text(site):
    client = enter(site, "admin")
    hostile = "<img src=x onerror=alert(1)> ${alert(2)} </script>"
    send(client, "/accounts/new", name="hostile.one", called=hostile, right="board")
    for path in ("/accounts", "/rights"):
        page = client.get(path).get_data(as_text=True)
        assert "&lt;img src=x" in page
        assert "<img" not in page


@pytest.mark.parametrize("login", ["nightjar_admin", "nightjar_gate"])
def test_a_login_that_makes_up_a_session_changes_nothing(site, login):
    """Whoever can send statements as these logins still needs somebody's token."""
    from geo.accounts import NewAccount
    from geo.errors import QuestionError
    from webmap.audience import Audience

    pools = site.extensions["nightjar_access"].pools
    made_up = b"\x00" * 32
    if login == "nightjar_gate":
        assert pools.gate.session("made up") is None
        assert pools.gate.rights("made up") == []
        return
    with pools.of[Audience.ADMIN].begin() as connection:
        register = Register(connection, made_up)
        for act in (
            lambda: register.add(NewAccount("x.y", "X")),
            lambda: register.ask_right(made_up.hex()[:32], "admin", None),
            lambda: register.reset("00000000-0000-0000-0000-000000000000"),
        ):
            with pytest.raises(QuestionError, match="only an administrator"):
                act()
