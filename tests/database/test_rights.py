"""Who may grant what to whom, what stays on record, and what could be seen on a day."""

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo.accounts import NewAccount, Register, rights
from geo.database import GATE, engine
from geo.errors import QuestionError
from geo.gate import Gate
from tests.people import populate

CODE = "E06999001"
FIRST, SECOND = "the account root of this machine", "somebody else"


@pytest.fixture
def register(connection):
    connection.execute(
        text("INSERT INTO held.authority (code, name) VALUES (:code, 'Skerrowby')"), {"code": CODE}
    )
    return Register(connection, FIRST)


def add(register, name="pat.larke"):
    return register.add(NewAccount(name, "Pat Larke"))[0]


def test_a_right_but_an_analysts_is_granted_at_once(connection, register):
    account = add(register)
    register.ask_right(account, "officer", CODE)
    (found,) = rights(connection, account)
    assert (found["audience"], found["authority"], found["granted_by"]) == ("officer", CODE, FIRST)


def test_an_analysts_right_waits_for_a_second_person(connection, register):
    account = add(register)
    asked = register.ask_right(account, "analyst", None)
    assert rights(connection, account)[0]["granted_at"] is None
    with pytest.raises(QuestionError, match="needs two people"):
        register.grant_right(asked)
    Register(connection, SECOND).grant_right(asked)
    assert rights(connection, account)[0]["granted_by"] == SECOND


def administrator(connection, name, by=FIRST):
    """Add an administrator; the actor as whom they then act."""
    other = Register(connection, by)
    account = other.add(NewAccount(name, name))[0]
    other.ask_right(account, "admin", None)
    return str(account)


def test_one_person_with_two_accounts_is_not_two_people(connection, register):
    """An administrator could add another, keep the password, and grant as the other."""
    one = administrator(connection, "one")
    other = administrator(connection, "other")
    made, too = (administrator(connection, name, by=one) for name in ("made", "made.too"))
    of_made = administrator(connection, "made.by.made", by=made)
    asked = Register(connection, one).ask_right(add(register), "analyst", None)
    for hands in (made, of_made):
        with pytest.raises(QuestionError, match="added by command or by somebody else"):
            Register(connection, hands).grant_right(asked)
    Register(connection, other).grant_right(asked)
    asked = Register(connection, made).ask_right(add(register, "sam.larke"), "analyst", None)
    for hands in (one, too):  # also two whom a third has made
        with pytest.raises(QuestionError, match="both by a third"):
            Register(connection, hands).grant_right(asked)
    Register(connection, other).grant_right(asked)


def test_who_was_newly_reset_grants_nothing_that_the_resetter_asked_for(connection, register):
    one, other = (administrator(connection, name) for name in ("one", "other"))
    asked = Register(connection, one).ask_right(add(register), "analyst", None)
    Register(connection, one).reset(UUID(other))
    with pytest.raises(QuestionError, match="newly reset"):
        Register(connection, other).grant_right(asked)


def test_the_table_itself_refuses_one_person_as_both(connection, register):
    account = add(register)
    asked = register.ask_right(account, "analyst", None)
    with pytest.raises(DBAPIError, match="account_right_two_people_check"):
        connection.execute(
            text(
                "UPDATE held.account_right SET granted_by = asked_by, granted_at = now()"
                " WHERE right_id = :asked"
            ),
            {"asked": asked},
        )


@pytest.mark.parametrize("audience", ["analyst", "officer", "board", "admin"])
def test_nobody_gives_a_right_to_themselves(connection, register, audience):
    account = add(register)
    own = Register(connection, str(account))
    with pytest.raises(QuestionError, match="to themselves"):
        own.ask_right(account, audience, CODE if audience == "officer" else None)


def test_nobody_grants_what_was_asked_for_themselves(connection, register):
    account = add(register)
    asked = register.ask_right(account, "analyst", None)
    with pytest.raises(QuestionError, match="to themselves"):
        Register(connection, str(account)).grant_right(asked)


def test_nobody_resets_or_ends_their_own_account(connection, register):
    account = add(register)
    own = Register(connection, str(account))
    with pytest.raises(QuestionError, match="reset their own"):
        own.reset(account)
    with pytest.raises(QuestionError, match="end their own"):
        own.end(account)


def test_resetting_an_analyst_asks_for_the_right_anew(connection, register):
    account = add(register)
    Register(connection, SECOND).grant_right(register.ask_right(account, "analyst", None))
    register.reset(account)
    ended, waits = sorted(rights(connection, account), key=lambda each: each["ended_at"] is None)
    assert ended["ended_by"] == FIRST
    assert waits["granted_at"] is None
    with pytest.raises(QuestionError, match="needs two people"):
        register.grant_right(waits["right_id"])


def test_resetting_an_officer_keeps_the_right(connection, register):
    account = add(register)
    register.ask_right(account, "officer", CODE)
    register.reset(account)
    assert rights(connection, account)[0]["ended_at"] is None


@pytest.mark.parametrize(
    ("audience", "authority"),
    [("officer", None), ("board", CODE), ("analyst", CODE), ("admin", CODE)],
)
def test_an_officer_and_nobody_else_has_an_authority(register, audience, authority):
    with pytest.raises(QuestionError, match="must name an authority"):
        register.ask_right(add(register), audience, authority)


def test_an_authority_that_there_is_not_is_refused(register):
    with pytest.raises(QuestionError, match="no authority of that code"):
        register.ask_right(add(register), "officer", "E00000000")


def test_a_right_is_not_given_twice_and_can_be_given_again(register):
    account = add(register)
    first = register.ask_right(account, "board", None)
    with pytest.raises(QuestionError, match="already"):
        register.ask_right(account, "board", None)
    register.end_right(first)
    assert register.ask_right(account, "board", None) != first


def test_ending_an_account_ends_its_rights_and_keeps_its_name(connection, register):
    account = add(register)
    register.ask_right(account, "board", None)
    register.end(account)
    assert rights(connection, account)[0]["ended_by"] == FIRST
    with pytest.raises(QuestionError, match="belongs to another account"):
        add(register)
    with pytest.raises(QuestionError, match="has ended"):
        register.ask_right(account, "board", None)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM held.account_right",
        "TRUNCATE held.account_right CASCADE",
        "UPDATE held.account_right SET asked_by = 'another'",
        "UPDATE held.account_right SET granted_at = granted_at - interval '1 day'",
        "UPDATE held.account_right SET audience = 'admin'",
        "UPDATE held.account_right SET granted_by = NULL, granted_at = NULL",
    ],
)
def test_the_history_of_rights_is_only_added_to(connection, register, statement):
    register.ask_right(add(register), "board", None)
    with pytest.raises(DBAPIError, match="only ever added to"):
        connection.execute(text(statement))


def test_a_right_that_ended_stays_as_it_was(connection, register):
    register.end_right(register.ask_right(add(register), "board", None))
    with pytest.raises(DBAPIError, match="only ever added to"):
        connection.execute(text("UPDATE held.account_right SET ended_at = NULL, ended_by = NULL"))


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2026-03-28", 0), ("2026-03-29", 1), ("2026-03-30", 1), ("2026-04-02", 1), ("2026-04-03", 0)],
)
def test_what_could_be_seen_on_a_day_goes_by_londons_midnights(connection, register, day, seen):
    """Granted on 29 March 2026, the day the clocks went on; ended in the last minute of 2 April."""
    connection.execute(
        text(
            "INSERT INTO held.account_right (account_id, audience, asked_by, asked_at,"
            " granted_by, granted_at, ended_by, ended_at)"
            " VALUES (:account, 'board', 'a', '2026-03-20 00:00+00',"
            " 'a', '2026-03-29 00:00+00', 'a', '2026-04-02 22:59:59+00')"
        ),
        {"account": add(register)},
    )
    assert len(rights(connection, on=dt.date.fromisoformat(day))) == seen


def test_every_change_is_in_the_record_without_a_name(connection, register):
    account = add(register)
    register.end_right(register.ask_right(account, "board", None))
    register.reset(account)
    register.end(account)
    entries = connection.execute(
        text("SELECT action, actor, subject, detail::text FROM audit.entry ORDER BY seq")
    ).all()
    acts = ["add account", "grant right", "end right", "reset account", "end account"]
    assert [entry.action for entry in entries][-5:] == acts
    assert {entry.subject for entry in entries[-5:]} == {str(account)}
    assert "Larke" not in "".join(f"{entry}" for entry in entries)


@pytest.mark.parametrize("name", ["Pat L", "p", "1st", "pat@larke", "x" * 61, "", "pät", "a\nb"])
def test_a_sign_in_name_is_plain(register, name):
    with pytest.raises(QuestionError, match="sign-in name must be"):
        register.add(NewAccount(name, "Pat Larke"))


def failures(owner):
    with owner.connect() as connection:
        rows = connection.execute(
            text("SELECT actor, action, subject, detail FROM audit.entry WHERE actor = 'gate'")
        )
        return [tuple(row) for row in rows]


def test_each_failure_to_sign_in_is_recorded_without_an_unknown_name_or_a_password(owner, settings):
    populate(owner)
    gate = Gate(engine(settings, GATE))
    with owner.connect() as connection:
        known = connection.scalar(
            text("SELECT account_id::text FROM held.account WHERE sign_in_name = 'maud.lanyon'")
        )
    gate.begin("maud.lanyon", "hunter2hunter2", "192.0.2.1")
    gate.begin("nobody.at.all", "hunter2hunter2", "192.0.2.1")
    gate.begin_by_subject(
        "https://issuer.example",
        "a-subject",
    )
    assert failures(owner) == [
        ("gate", "sign-in failed", known, {"step": "password"}),
        ("gate", "sign-in failed", "unknown name", {"step": "password"}),
        ("gate", "sign-in failed", "unknown name", {"step": "identity provider"}),
    ]
    said = str(failures(owner))
    assert not [word for word in ("hunter2", "nobody.at", "192.0.2", "a-subject") if word in said]


def test_a_flood_of_unknown_names_does_not_fill_the_record(owner):
    populate(owner)
    with owner.begin() as connection:
        for _ in range(110):
            connection.execute(text("SELECT derived.record_failure(NULL, 'password')"))
        known = connection.scalar(text("SELECT account_id FROM held.account LIMIT 1"))
        connection.execute(text("SELECT derived.record_failure(:known, 'code')"), {"known": known})
    found = [action for _, action, _, _ in failures(owner)]
    assert found.count("sign-in failed") == 101  # a hundred of nobody, and that of an account
    assert found.count("sign-ins not recorded") == 1
    with owner.begin() as connection:
        connection.execute(
            text("UPDATE held.sign_in_guard SET last_failed = now() - interval '61 minutes'")
        )
        connection.execute(text("SELECT derived.record_failure(NULL, 'password')"))
    assert len(failures(owner)) == len(found) + 1
