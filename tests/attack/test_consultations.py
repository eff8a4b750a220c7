"""Nobody looks without being recorded, and nobody can be recorded as somebody else."""

import json

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from geo.audit import PURPOSES, Door, Purpose, What, Who
from geo.database import ANALYST, OFFICER, PUBLISHER, engine
from geo.errors import AuditError, NotFoundError, QuestionError

PAGE = What("/flags", "flag_run", "0113dd0f", {"kind": "pub"})
WHY = Purpose("licensing", case="LIC-2026/0417")
REF = "ab12cd34ef56ab12cd34ef56ab12cd34"


def entries(owner, action="consult"):
    with owner.connect() as connection:
        rows = connection.execute(
            text("SELECT * FROM audit.entry WHERE action = :action ORDER BY seq"),
            {"action": action},
        )
        return list(rows.mappings())


@pytest.fixture
def officer(settings):
    made = engine(settings, OFFICER)
    yield Door(made, Who("o.fficer", "officer", "E06999001"))
    made.dispose()


def test_a_look_is_recorded_with_who_what_why_and_how_many(owner, officer):
    task = officer.state(WHY)
    with officer.consulting(PAGE) as seen:
        seen.rows = 7
    (entry,) = entries(owner)
    assert (entry["actor"], entry["subject"]) == ("o.fficer", "flag_run:0113dd0f")
    assert entry["detail"] == {
        "audience": "officer",
        "authority": "E06999001",
        "task": task,
        "route": "/flags",
        "filter": {"kind": "pub"},
        "rows": 7,
        "outcome": "ok",
    }


def test_a_purpose_is_stated_once_and_later_looks_refer_to_it(owner, officer):
    task = officer.state(WHY)
    for _ in range(3):
        with officer.consulting(PAGE) as seen:
            seen.rows = 1
    assert [each["detail"]["task"] for each in entries(owner)] == [task] * 3
    assert len(entries(owner, "state purpose")) == 1


def test_what_may_not_be_seen_is_recorded_as_denied(owner, officer):
    with pytest.raises(NotFoundError), officer.consulting(PAGE):
        raise NotFoundError("there is no such page")
    assert entries(owner)[0]["detail"]["outcome"] == "denied"


def test_a_page_without_a_stated_purpose_stays_shut(owner, officer):
    with pytest.raises(AuditError, match="nothing is shown"), officer.consulting(PAGE) as seen:
        seen.rows = 1
    assert entries(owner) == []


def test_a_record_that_cannot_be_written_keeps_the_door_shut(owner, officer):
    officer.state(WHY)
    with owner.begin() as connection:
        connection.execute(
            text("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA released FROM nightjar_officer")
        )
    shown = []

    def page():
        with officer.consulting(PAGE) as seen:
            seen.rows = 1
        shown.append("a page")

    with pytest.raises(AuditError):
        page()
    assert shown == []


@pytest.mark.parametrize(
    ("account", "audience"), [("somebody.else", "officer"), ("o.fficer", "analyst")]
)
def test_a_task_of_another_account_or_audience_opens_no_door(settings, officer, account, audience):
    task = officer.state(WHY)
    login = OFFICER if audience == "officer" else ANALYST
    other = Door(engine(settings, login), Who(account, audience), task)
    with pytest.raises(AuditError), other.consulting(PAGE) as seen:
        seen.rows = 1


def test_a_task_of_yesterday_opens_no_door(owner, officer):
    officer.state(WHY)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE audit.entry DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE audit.entry SET at = at - interval '481 minutes'"))
    with pytest.raises(AuditError), officer.consulting(PAGE) as seen:
        seen.rows = 1


def test_no_argument_says_which_audience_somebody_is(owner, settings):
    liar = Door(engine(settings, OFFICER), Who("o.fficer", "analyst"))
    liar.state(WHY)
    with liar.consulting(PAGE) as seen:
        seen.rows = 1
    assert entries(owner)[0]["detail"]["audience"] == "officer"


@pytest.mark.parametrize("login", ["nightjar_loader", "nightjar_publisher"])
def test_a_login_of_no_audience_cannot_use_the_pages_way(server, settings, login):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    made = create_engine(server.url(name, login))
    with made.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
        connection.execute(text("SELECT released.state_purpose_for_all('a', 'analysis', 'A1', '')"))
    made.dispose()


@pytest.mark.parametrize("login", ["analyst", "officer", "board", "admin"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT audit.add('x', 'y', 'z', '{}')",
        "SELECT audit.record_consultation('x', 'analyst', NULL, NULL, 'r', 'o', '', '{}', 0, NULL,"
        " 'ok')",
        "SELECT audit.cut(1)",
        "INSERT INTO audit.entry VALUES (1, now(), 'a', 'b', 'c', '{}', '', repeat('0', 64))",
        "UPDATE audit.head SET seq = 0",
        "SELECT * FROM audit.entry",
        "DELETE FROM held.export",
    ],
)
def test_a_login_of_the_pages_writes_the_record_in_no_other_way(server, settings, login, statement):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    made = create_engine(server.url(name, f"nightjar_{login}"))
    with made.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text(statement))
    made.dispose()


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_the_database_knows_the_same_five_purposes(officer, purpose):
    assert officer.state(Purpose(purpose, reason="ten letters and more"))


@pytest.mark.parametrize("login", [OFFICER, PUBLISHER])
def test_the_database_refuses_a_sixth_purpose_itself(settings, login):
    call = "released.state_purpose_for_all('a', 'curiosity', 'A-1', NULL)"
    if login == PUBLISHER:
        call = "audit.state_purpose('a', 'console', 'curiosity', 'A-1', NULL)"
    with engine(settings, login).connect() as connection, pytest.raises(DBAPIError, match="five"):
        connection.execute(text(f"SELECT {call}"))


@pytest.mark.parametrize(
    ("case", "reason", "fine"),
    [
        (None, "nine char", False),
        (None, "ten chars.", True),
        (None, "x" * 500, True),
        (None, "x" * 501, False),
        ("A1", None, False),
        ("A-1", None, True),
        ("no number", None, False),
        (None, f"about {REF}", False),
        (None, "about ab12cd34ef56ab1 only", True),
        (None, "about ab12cd34ef56ab12 only", False),
        (None, "0113dd0f-9d64-5880-9ea8-c5b3d267e660", False),
        (f"1{REF}", None, False),
    ],
)
def test_a_reason_says_something_and_names_no_child(settings, case, reason, fine):
    """Both here and in the database, whichever way it is sent."""
    with engine(settings, OFFICER).connect() as connection:
        try:
            connection.execute(
                text("SELECT released.state_purpose_for_all('a', 'analysis', :case, :reason)"),
                {"case": case, "reason": reason},
            )
            stored = True
        except DBAPIError:
            stored = False
    assert stored is fine
    if fine:
        Purpose("analysis", case, reason)
    else:
        with pytest.raises(QuestionError) as refused:
            Purpose("analysis", case, reason)
        assert REF not in str(refused.value)


def test_the_administrator_reads_all_of_the_record_and_no_episode(settings, officer):
    officer.state(WHY)
    with officer.consulting(PAGE) as seen:
        seen.rows = 2
    with engine(settings, "nightjar_admin").connect() as connection:
        rows = connection.execute(text("SELECT * FROM released.audit_entry_for_admin")).mappings()
        told = {row["action"]: dict(row) for row in rows}
        assert told["consult"]["purpose"] == "licensing"
        assert told["consult"]["stated"]["case"] == "LIC-2026/0417"
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("SELECT 1 FROM held.episode"))


def test_the_record_of_a_whole_county_holds_no_child_and_no_point(county):
    with county.connect() as connection:
        said = "\n".join(
            json.dumps(list(row), default=str)
            for row in connection.execute(text("SELECT subject, detail FROM audit.entry"))
        )
        refs = connection.scalars(text("SELECT child_ref FROM held.child")).all()
    assert refs
    assert [ref for ref in refs if ref in said] == []
