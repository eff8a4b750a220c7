"""Nobody looks without being recorded, and nobody can be recorded as somebody else."""

import json
from contextlib import nullcontext, suppress
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from geo.audit import PURPOSES, PURPOSES_OF, Door, Purpose, What, Who
from geo.database import ANALYST, GATE, PUBLISHER, engine
from geo.errors import AuditError, NotFoundError, QuestionError
from geo.gate import Gate, digest
from tests.people import populate

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


def looker(settings, owner, audience="officer"):
    """The door of a sample person's page, before they said what for; and the session's hash."""
    gate = Gate(engine(settings, GATE))
    person = next(each for each in gate.samples() if each["audience"] == audience)
    token = digest(gate.begin_sample(person["right_id"]))
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET task = NULL"))
        account = connection.scalar(
            text("SELECT account_id FROM held.session WHERE token_sha256 = :token"),
            {"token": token},
        )
    login = engine(settings, f"nightjar_{audience}")
    return Door(login, Who(str(account), audience, person["authority_name"]), session=token)


@pytest.fixture
def officer(settings, owner):
    populate(owner)
    made = looker(settings, owner)
    yield made
    made.engine.dispose()


def test_a_look_is_recorded_with_who_what_why_and_how_many(owner, officer):
    task = officer.state(WHY)
    with officer.consulting(PAGE) as seen:
        seen.rows = 7
    (entry,) = entries(owner)
    assert (entry["actor"], entry["subject"]) == (officer.who.account, "flag_run:0113dd0f")
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
    stated = [each["subject"] for each in entries(owner, "state purpose")]
    assert stated == ["demonstration", "licensing"]


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


def test_no_argument_says_who_looks_or_as_what(owner, officer):
    liar = Door(
        officer.engine, Who("somebody.else", "analyst", "E06999002"), session=officer.session
    )
    liar.state(WHY)
    with liar.consulting(PAGE) as seen:
        seen.rows = 1
    (entry,) = entries(owner)
    assert entry["actor"] == officer.who.account
    assert (entry["detail"]["audience"], entry["detail"]["authority"]) == ("officer", "E06999001")


def test_a_session_of_another_audience_or_of_nobody_opens_no_door(settings, officer):
    officer.state(WHY)
    other = engine(settings, ANALYST)
    for login, session in ((other, officer.session), (officer.engine, digest("a guess"))):
        through = Door(login, officer.who, session=session)
        with pytest.raises(AuditError), through.consulting(PAGE) as seen:
            seen.rows = 1
    other.dispose()


@pytest.mark.parametrize(("minutes", "opens"), [(59, True), (61, False)])
def test_a_purpose_holds_for_an_hour(owner, officer, minutes, opens):
    officer.state(WHY)
    age(owner, minutes)
    refused = nullcontext() if opens else pytest.raises(AuditError)
    with refused, officer.consulting(PAGE) as seen:
        seen.rows = 1
    assert len(entries(owner)) == opens


def test_a_purpose_ends_with_its_session(owner, officer):
    officer.state(WHY)
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET ended_at = now()"))
    with pytest.raises(AuditError), officer.consulting(PAGE) as seen:
        seen.rows = 1


LAYER = What("/layer", "flag_run", "0113dd0f", {"kind": "pub"})


@pytest.mark.parametrize(
    ("page", "layer", "narrowed", "minutes", "more"),
    [
        ({"kind": "pub", "page": 2}, {"kind": "pub"}, True, 0, 0),
        ({}, {"kind": "pub"}, True, 0, 0),  # the page showed more than the layer
        ({"kind": "pub"}, {}, True, 0, 1),  # the layer would show more than the page
        ({"kind": "pub"}, {"kind": "club"}, True, 0, 1),
        ({"kind": "pub"}, {}, False, 0, 0),  # no filter narrows it, on any page
        ({}, {}, True, 14, 0),
        ({}, {}, True, 16, 1),
    ],
)
def test_a_layer_is_part_of_the_look_at_its_page_and_else_a_look_of_its_own(
    owner, officer, page, layer, narrowed, minutes, more
):
    officer.state(WHY)
    with officer.consulting(replace(PAGE, filter=page)) as seen:
        seen.rows = 3
    age(owner, minutes)
    for _ in range(3):
        with officer.consulting_layer(replace(LAYER, filter=layer), narrowed=narrowed) as seen:
            seen.rows = 3
    assert len(entries(owner)) == 1 + more


def test_a_layer_of_another_object_or_another_purpose_is_a_look_of_its_own(owner, officer):
    officer.state(WHY)
    with officer.consulting(PAGE) as seen:
        seen.rows = 1
    with officer.consulting_layer(replace(LAYER, object_id="another"), narrowed=True) as seen:
        seen.rows = 1
    officer.state(Purpose("safeguarding", case="S-1"))
    with officer.consulting_layer(LAYER, narrowed=True) as seen:
        seen.rows = 1
    assert len(entries(owner)) == 3


def test_a_layer_without_a_purpose_stays_shut(owner, officer):
    with pytest.raises(AuditError), officer.consulting_layer(LAYER, narrowed=True) as seen:
        seen.rows = 1
    assert entries(owner) == []


def age(owner, minutes):
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE audit.entry DISABLE TRIGGER USER"))
        connection.execute(
            text("UPDATE audit.entry SET at = at - make_interval(mins => :minutes)"),
            {"minutes": minutes},
        )


@pytest.mark.parametrize("login", ["nightjar_loader", "nightjar_publisher"])
def test_a_login_of_no_audience_cannot_use_the_pages_way(server, settings, login):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    made = create_engine(server.url(name, login))
    with made.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
        connection.execute(
            text("SELECT released.state_purpose_for_all('a', 'analysis', 'A1', '', true)")
        )
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


@pytest.mark.parametrize("audience", ["analyst", "officer", "admin", "board"])
def test_the_database_and_the_pages_know_the_same_purposes_of_an_audience(
    settings, owner, audience
):
    populate(owner)
    door = looker(settings, owner, audience)
    stated = set()
    for purpose in PURPOSES:
        with suppress(AuditError):
            door.state(Purpose(purpose, reason="ten letters and more"))
            stated.add(purpose)
    door.engine.dispose()
    assert stated == set(PURPOSES_OF[audience])


@pytest.mark.parametrize("purpose", ["curiosity", "demonstration", None])
def test_nobody_states_a_purpose_that_there_is_not(officer, purpose):
    values = {"session": officer.session, "purpose": purpose}
    statement = "SELECT released.state_purpose_for_all(:session, :purpose, 'A-1', NULL, true)"
    with officer.engine.connect() as connection, pytest.raises(DBAPIError, match="one of those"):
        connection.execute(text(statement), values)


def test_the_command_line_states_no_sixth_purpose_either(settings):
    call = "audit.state_purpose('a', 'console', 'curiosity', 'A-1', NULL)"
    made = engine(settings, PUBLISHER)
    with made.connect() as connection, pytest.raises(DBAPIError, match="five"):
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
        (None, "about Qm9vYmFyYmF6cXV4MTIz", False),
        (None, "about -/qm9vYmFyYmF6cXV4MTIz= only", False),
        ("1Qm9vYmFyYmF6cXV4MTIz", None, False),
        (None, "about LICENCES-2026/0417-AND-0418", True),
        (None, "about Bittern-and-Oarlock-and-others", True),
        (None, "............", False),
        (None, "12345 67890 abcde", False),
        (None, "12345 67890 abcdef", True),
        (None, "about ab12 cd34 ef56 ab12 cd34 only", False),
        (None, "about ab12.cd34:ef56-ab12_cd34 only", False),
        (None, "from 2026-09-15 to 2026-10-15 and 2026-11-15", True),
    ],
)
def test_a_reason_says_something_and_names_no_child(officer, case, reason, fine):
    """Both here and in the database, whichever way it is sent."""
    statement = "SELECT released.state_purpose_for_all(:session, 'licensing', :case, :why, true)"
    with officer.engine.connect() as connection:
        try:
            connection.execute(
                text(statement), {"session": officer.session, "case": case, "why": reason}
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


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("looking for Emma Hale, 14, who is missing", "a name with an age"),
        ("erased for the girl Emma, as her mother asked", "a child's name"),
        ("the child born on 12 March 2011", "a birthday"),
        ("her NHS number is 943 476 5919", "an NHS number"),
        ("asked by emma.hale@example.org herself", "an e-mail address"),
    ],
)
def test_a_reason_does_not_tell_who_a_child_is_since_it_outlives_an_erasure(reason, found):
    with pytest.raises(QuestionError, match=f"looks as if it had {found}") as refused:
        Purpose("safeguarding", reason=reason)
    assert "Emma" not in str(refused.value)


@pytest.mark.parametrize("case", ["943 476 5919", "QQ 12 34 56 C"])
def test_a_case_is_not_named_by_a_childs_number(case):
    with pytest.raises(QuestionError, match="may not tell who a child is"):
        Purpose("safeguarding", case=case)


def test_a_case_may_have_as_many_digits_as_a_telephone():
    assert Purpose("licensing", case="07700 900123").case == "07700 900123"


@pytest.mark.parametrize("reason", ["\0" * 12, "ten and a \0", "two\nlines of it", "\u200b" * 12])
def test_a_reason_is_one_line_that_can_be_seen(reason):
    with pytest.raises(QuestionError, match="must be one line"):
        Purpose("analysis", reason=reason)


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


def test_the_administrator_is_told_of_no_term_by_its_value_and_no_number_of_hotspots(
    settings, owner
):
    only = {"age_band": "zq-canary", "sex": "zq-canary"}
    acts = {
        "raise flags": {"as_at": "2026-09-30", "only_where": json.dumps(only)},
        "keep hotspots": {"terms": {"cell_m": 250, "only": only}, "hotspots": 1},
    }
    with owner.begin() as connection:
        for action, detail in acts.items():
            values = {"action": action, "detail": json.dumps(detail)}
            connection.execute(
                text("SELECT audit.add('x', :action, 'y', CAST(:detail AS jsonb))"), values
            )
    with engine(settings, "nightjar_admin").connect() as connection:
        rows = connection.execute(text("SELECT action, detail FROM released.audit_entry_for_admin"))
        told = {row.action: row.detail for row in rows}
    names = {"narrowed_by": ["age_band", "sex"]}
    assert told["raise flags"] == {"as_at": "2026-09-30", **names}
    assert told["keep hotspots"] == {"terms": {"cell_m": 250}, **names}


def test_the_administrator_is_not_told_how_many_episodes_an_erased_child_had(settings, owner):
    went = {"episodes": 7, "places": 14, "points": 1, "flag_locations": 2, "children": 1}
    detail = {**went, "exports_recalled": 3, "reason": "the family court asked"}
    with owner.begin() as connection:
        connection.execute(
            text("SELECT audit.add('x', 'erase', 'y', CAST(:detail AS jsonb))"),
            {"detail": json.dumps(detail)},
        )
    with engine(settings, "nightjar_admin").connect() as connection:
        seen = text("SELECT detail FROM released.audit_entry_for_admin WHERE action = 'erase'")
        told = connection.scalars(seen).all()
    assert told == [{"reason": "the family court asked"}]


def test_the_record_of_a_whole_county_holds_no_child_and_no_point(county):
    with county.connect() as connection:
        said = "\n".join(
            json.dumps(list(row), default=str)
            for row in connection.execute(text("SELECT subject, detail FROM audit.entry"))
        )
        refs = connection.scalars(text("SELECT child_ref FROM held.child")).all()
    assert refs
    assert [ref for ref in refs if ref in said] == []
