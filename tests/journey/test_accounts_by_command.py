"""Accounts by command: the first administrator, and everybody after."""

import json

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from geo.database import ANALYST, address_of, engine
from geo.errors import SetupError
from geo.gate import Gate
from tests.people import populate
from webmap.pools import Pools
from webmap.serving import application


@pytest.fixture
def gate(settings):
    pools = Pools(settings)
    yield pools.gate
    pools.dispose()


def test_the_first_administrator_is_made_by_command_and_can_sign_in(nightjar, gate):
    made = nightjar("user", "add", "ada.first", "--right", "admin", "--json")
    assert made.code == 0
    facts = made.json
    assert (facts["audience"], facts["granted"]) == ("admin", True)
    assert isinstance(gate, Gate)
    came = gate.begin("ada.first", facts["one_time_password"], "127.0.0.1")
    assert came.state == "set_up"


def test_an_analyst_by_command_waits_for_somebody_else(nightjar):
    made = nightjar("user", "add", "ann.alyst", "--right", "analyst", "--json")
    assert made.json["granted"] is False
    assert "two people" in made.err
    again = nightjar("user", "grant", "ann.alyst", "--right", "analyst", "--json")
    assert again.code == 1
    assert "needs two people" in again.json["error"]


def test_rights_are_listed_as_they_were_on_a_day(nightjar, owner):
    populate(owner)
    asked = nightjar("user", "rights", "ottilie.marsh", "--json").json
    assert [each["audience"] for each in asked["rights"]] == ["officer"]
    before = nightjar("user", "rights", "ottilie.marsh", "--on", "2020-01-01", "--json").json
    assert before["rights"] == []
    assert "Skerrowby" in nightjar("user", "rights", "ottilie.marsh").out


def test_whoever_resets_an_analyst_is_told_that_the_right_waits_again(nightjar, owner):
    nightjar("user", "add", "an.alyst", "--right", "analyst")
    nightjar("user", "add", "bo.ard", "--right", "board")
    assert "must grant it" in nightjar("user", "reset", "an.alyst").err
    assert "must grant it" not in nightjar("user", "reset", "bo.ard").err


def test_ending_and_resetting_by_command(nightjar):
    nightjar("user", "add", "bo.ard", "--right", "board", "--called", "Bo Ard")
    reset = nightjar("user", "reset", "bo.ard", "--json").json
    assert len(reset["one_time_password"]) == 24
    assert nightjar("user", "end", "bo.ard", "--right", "board").code == 0
    assert nightjar("user", "end", "bo.ard", "--right", "board").code == 1
    assert nightjar("user", "end", "bo.ard", "--json").json["ended"] == "the account"
    (found,) = nightjar("user", "list", "--json").json["accounts"]
    assert (found["state"], found["rights"]) == ("ended", [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("user", "add", "Bad Name", "--right", "board"), "sign-in name"),
        (("user", "add", "an.officer", "--right", "officer"), "authority"),
        (("user", "add", "a.board", "--right", "board", "--authority", "E1"), "authority"),
        (("user", "rights", "nobody.here"), "no account of the sign-in name"),
        (("user", "add", "x.y", "--right", "board", "--subject", "s"), "NIGHTJAR_OIDC_ISSUER"),
    ],
)
def test_what_is_refused_is_one_sentence(nightjar, arguments, said):
    answer = nightjar(*arguments)
    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_a_refused_account_leaves_nothing(nightjar):
    nightjar("user", "add", "an.officer", "--right", "officer")
    assert nightjar("user", "list", "--json").json["accounts"] == []


@pytest.mark.parametrize("options", [[], ["--no-serve"]])
def test_the_demonstration_refuses_a_database_of_real_people(nightjar, options):
    """Served or not: its quarters would be published there for good."""
    nightjar("user", "add", "ada.first", "--right", "admin")
    answer = nightjar("demo", *options)
    assert answer.code == 1
    assert "real people" in answer.err
    assert nightjar("loads", "--json").json["loads"] == []


@pytest.mark.parametrize("with_account", [False, True])
def test_other_machines_are_let_in_only_with_accounts_and_https(nightjar, with_account):
    if with_account:
        nightjar("user", "add", "ada.first", "--right", "admin")
    answer = nightjar("serve", "--host", "0.0.0.0")
    assert answer.code == 1
    assert ("NIGHTJAR_ADDRESS" if with_account else "nightjar user add") in answer.err


def test_other_machines_are_let_in_only_by_a_login_for_each_audience(nightjar, monkeypatch):
    """A login that plays the others is one `RESET ROLE` away from every table."""
    nightjar("user", "add", "ada.first", "--right", "admin")
    monkeypatch.setenv("NIGHTJAR_ADDRESS", "https://nightjar.example")
    monkeypatch.setenv("NIGHTJAR_DATABASE_LOGINS", "switched")
    answer = nightjar("serve", "--host", "0.0.0.0")
    assert (answer.code, "NIGHTJAR_DATABASE_LOGINS=own" in answer.err) == (1, True)
    with pytest.raises(SetupError, match="a login for each audience"):
        application()


@pytest.mark.parametrize("address", ["http://x.example", "https://x.example/path", "x.example"])
def test_an_address_that_is_not_https_is_refused_by_name(nightjar, monkeypatch, address):
    monkeypatch.setenv("NIGHTJAR_ADDRESS", address)
    answer = nightjar("user", "list")
    assert answer.code == 1
    assert answer.err.startswith("nightjar: NIGHTJAR_ADDRESS cannot be used")


@pytest.mark.parametrize("login", ["analyst", "officer", "board", "admin"])
def test_the_address_of_a_login_opens_the_database_as_that_login(nightjar, settings, owner, login):
    answer = nightjar("db", "url", "--login", login, "--json")
    facts = json.loads(answer.out)
    with owner.connect() as connection:
        (kept,) = connection.execute(text("SELECT * FROM audit.entry")).mappings()
    assert (kept["action"], kept["subject"]) == ("give address", f"login:nightjar_{login}")
    assert kept["actor"].startswith("console:")
    assert facts["url"] == address_of(settings, f"nightjar_{login}")
    made = create_engine(facts["url"].replace("postgresql://", "postgresql+psycopg://"))
    with made.connect() as connection:
        assert connection.scalar(text("SELECT session_user")) == f"nightjar_{login}"
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("SELECT 1 FROM held.episode"))
    made.dispose()


def test_no_address_is_given_where_that_cannot_be_recorded(nightjar, owner):
    with owner.begin() as connection:
        connection.execute(text("DROP FUNCTION audit.add CASCADE"))
    answer = nightjar("db", "url", "--login", "analyst")
    assert (answer.code, answer.out) == (1, "")


def test_the_address_of_a_login_has_no_password(settings):
    given = settings.model_copy(update={"database_url": "postgresql://n:secret@db.example/x"})
    assert address_of(given, "nightjar_board") == "postgresql://nightjar_board@db.example/x"


def test_a_login_in_its_own_name_is_not_given_the_owners_password(settings):
    given = settings.model_copy(update={"database_url": "postgresql://n:secret@db.example/x"})
    made = engine(given, ANALYST)
    assert (made.url.username, made.url.password) == (ANALYST, None)
    made.dispose()
