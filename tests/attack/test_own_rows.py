"""Code that forgot to ask whose a row is: the database asks all the same.

Two councils in one database, and police. The far council has a row in each table of people's work;
functions and views without their conditions, owned as the shipped ones are, are asked by the near
one's officer. All of it is undone.
"""

import re
import secrets
from uuid import uuid5

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from geo.attacks import lint
from geo.backup import back_up
from geo.check import check
from geo.contents import contents
from geo.database import engine, query, source
from geo.restoring import restore
from geo.upgrade import upgrade
from tests.database.planting import AUTHORITY as NEAR
from tests.database.planting import NAMES, Planting

FAR, QUAY = "E06999002", "The Far Quay"
CANARY = str(uuid5(NAMES, QUAY))
# every number is that of the far premises, and every text names it
FAR_ROWS = """
INSERT INTO held.visit (visit_id, premises_id, authority, made_by)
VALUES (:canary, :canary, :far, :who);
INSERT INTO held.visit_plan (visit_id, version, planned_for, status, changed_by)
VALUES (:canary, 1, '2026-09-01', 'planned', :who);
INSERT INTO held.visit_record (
    visit_id, version, visited_on, visited_by, outcome, measure, note, changed_by
)
VALUES (:canary, 1, '2026-09-01', :who, 'concern', 'none', :said, :who);
INSERT INTO held.flag_feedback (quarter, premises_id, version, authority, verdict, changed_by)
VALUES ('2026Q3', :canary, 1, :far, 'useful', :who);
INSERT INTO held.saved_view (view_id, owner, authority, name, shared, filters)
VALUES (:canary, :who, :far, :said, true, '{}');
INSERT INTO held.draft (right_id, form, fields)
VALUES (:right, 'note:1', jsonb_build_object('words', CAST(:said AS text)));
INSERT INTO held.notice (account_id, kind, object, about) VALUES (:who, 'visit', :said, '');
INSERT INTO held.review_meeting (meeting_id, held_on, chair, made_by, changed_by)
VALUES (:canary, '2026-12-15', :said, :who, :who);
INSERT INTO held.review_meeting_authority (meeting_id, authority) VALUES (:canary, :far);
INSERT INTO held.review_case (case_id, premises_id, authority, matter, side, reason, opened_by)
VALUES (:canary, :canary, :far, 'compliance', 'council', :said, :who);
INSERT INTO held.review_agenda (meeting_id, case_id, put_by) VALUES (:canary, :canary, :who);
INSERT INTO held.case_seen (case_id, side, tab, account_id, of_what)
VALUES (:canary, 'council', 'licence', :who, 'licences');
INSERT INTO held.case_decision (case_id, version, measure, reason, decided_by)
VALUES (:canary, 1, 'watch', :said, :who);
INSERT INTO held.case_signature (case_id, version, side, account_id)
VALUES (:canary, 1, 'council', :who);
INSERT INTO held.case_action (action_id, case_id, what, owner_id, due_on, made_by, changed_by)
VALUES (:canary, :canary, :said, :who, '2026-12-01', :who, :who);
INSERT INTO held.case_note (note_id, case_id, words, made_by, changed_by)
VALUES (:canary, :canary, :said, :who, :who);
INSERT INTO held.case_edit (case_id, kind, object_id, based_on, content, account_id)
VALUES (:canary, 'note', :canary, 0, jsonb_build_object('words', CAST(:said AS text)), :who);
INSERT INTO held.case_clock (case_id, event, began_at, started_by)
VALUES (:canary, 'review', '2026-11-01', :who);
INSERT INTO held.representation (
    representation_id, premises_id, authority, kind, received_on, made_for, asked, made_by
)
VALUES (:canary, :canary, :far, 'reply', '2026-09-02', 'business', :said, :who);
INSERT INTO held.representation_answer (
    representation_id, version, outcome, answered_on, answer, changed_by
)
VALUES (:canary, 1, 'noted', '2026-09-03', :said, :who)
"""
TABLES = set(re.findall(r"INSERT INTO held\.(\w+)", FAR_ROWS))
# one's own alone, whatever else one may see; and what nobody's function reads
OWN_ALONE, NOBODYS = {"draft", "saved_view"}, {"notice"}
VISITS = {"visit", "visit_plan", "visit_record", "flag_feedback"}  # of councils, and of no police

FORGETFUL = """
CREATE FUNCTION released.forgetful_{table}(session bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM derived.looker(session);
    RETURN (SELECT count(*) FROM held.{table});
END
$$;
ALTER FUNCTION released.forgetful_{table} OWNER TO {owner};
GRANT EXECUTE ON FUNCTION released.forgetful_{table} TO nightjar_officer, nightjar_analyst
"""


class Person:
    """Somebody with one right, who is signed in."""

    def __init__(self, connection, audience, authority=None):
        self.audience, self.session = audience, secrets.token_bytes(32)
        name = f"p{self.session.hex()[:12]}"
        [(self.account, self.right)] = connection.execute(
            text(
                "WITH person AS (INSERT INTO held.account (sign_in_name, display_name, made_by)"
                " VALUES (:name, 'Invented Person', 'a test') RETURNING account_id)"
                " INSERT INTO held.account_right (account_id, audience, authority, asked_by,"
                " granted_by, granted_at) SELECT account_id, :audience, :authority, 'a test',"
                " 'another test', now() FROM person RETURNING account_id, right_id"
            ),
            {"name": name, "audience": audience, "authority": authority},
        )
        task = connection.scalar(
            query("audit_add"),
            {"actor": str(self.account), "action": "state purpose", "subject": "licensing"}
            | {"detail": "{}"},
        )
        connection.execute(
            text(
                "INSERT INTO held.session (token_sha256, account_id, stage, right_id, task)"
                " VALUES (:token, :account, 'open', :right, :task)"
            ),
            {"token": self.session, "account": self.account, "right": self.right, "task": task},
        )

    def asks(self, connection, statement, **values):
        """Ask as the login of the person's audience, told whose session it is."""
        undone = connection.begin_nested()
        try:
            connection.exec_driver_sql(f"SET LOCAL ROLE nightjar_{self.audience}")
            connection.execute(query("set_session"), {"session": self.session})
            values["session"] = self.session
            return connection.execute(text(statement), values).all()
        finally:
            undone.rollback()


@pytest.fixture
def people(connection):
    """The near officer and a colleague, the far one and police; the far one's work is planted."""
    return planted(connection)


def planted(connection):
    connection.execute(text("INSERT INTO held.authority VALUES (:far, 'Farholm')"), {"far": FAR})
    Planting(connection).premises(QUAY)
    connection.execute(text("UPDATE held.premises SET authority = :far"), {"far": FAR})
    found = {
        "near": Person(connection, "officer", NEAR),
        "colleague": Person(connection, "officer", NEAR),
        "far": Person(connection, "officer", FAR),
        "police": Person(connection, "analyst"),
    }
    far = found["far"]
    values = {"canary": CANARY, "far": FAR, "who": far.account, "right": far.right}
    values["said"] = f"a secret {CANARY}"
    for statement in FAR_ROWS.strip().split(";\n"):
        connection.execute(text(statement), values)
    return found


def forget(connection, owner):
    for table in TABLES - NOBODYS:
        connection.exec_driver_sql(FORGETFUL.format(table=table, owner=owner))


def counted(connection, person):
    return {
        table
        for table in TABLES - NOBODYS
        if person.asks(connection, f"SELECT released.forgetful_{table}(:session)") != [(0,)]
    }


def test_every_table_with_row_security_is_tried(connection):
    statement = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    assert set(connection.scalars(text(statement))) == TABLES


def test_a_function_that_forgot_its_condition_shows_nothing_of_another_authority(
    connection, people
):
    forget(connection, "nightjar_casework")
    assert counted(connection, people["near"]) == set()
    assert counted(connection, people["far"]) == TABLES - NOBODYS
    assert counted(connection, people["police"]) == TABLES - NOBODYS - OWN_ALONE - VISITS


def test_the_same_function_of_another_owner_would_show_it_all(connection, people):
    """Without this the test above could pass because nothing was planted, or is asked."""
    forget(connection, connection.scalar(text("SELECT current_user")))
    assert counted(connection, people["near"]) == TABLES - NOBODYS


def test_what_is_ones_own_is_kept_from_colleagues_too(connection, people):
    forget(connection, "nightjar_casework")
    near = people["near"]
    connection.execute(
        text(
            "INSERT INTO held.saved_view (owner, authority, name, shared, filters)"
            " VALUES (:who, :near, 'mine', false, '{}')"
        ),
        {"who": near.account, "near": NEAR},
    )
    connection.execute(
        text("INSERT INTO held.draft (right_id, form, fields) VALUES (:right, 'note:1', '{}')"),
        {"right": near.right},
    )
    assert counted(connection, near) == OWN_ALONE
    assert counted(connection, people["colleague"]) == set()
    connection.execute(text("UPDATE held.saved_view SET shared = true WHERE name = 'mine'"))
    assert counted(connection, people["colleague"]) == {"saved_view"}


# the condition of each shipped object, what takes its place, and what asks by it
OWN_CASE = "released.case_{}_for_all(:session, CAST(:canary AS uuid))"
TAKEN_OUT = {
    "derived/visible_cases": (
        r"ON who.side = 'police' OR who.authority = seen.authority",
        "ON true",
        [
            *(f"released.{each}_for_all(:session)" for each in ("review_case", "case_action")),
            "released.case_clock_for_all(:session)",
            *map(
                OWN_CASE.format,
                ("seen", "decision", "note", "edit", "representation", "person"),
            ),
        ],
    ),
    "derived/visible_meetings": (
        r"ON\s+who.side = 'police'\s+OR EXISTS \(.*?\n            \)",
        "ON true",
        ["released.review_meeting_for_all(:session)"],
    ),
    "released/representation_for_officer": (
        r"said.authority = who.authority",
        "true",
        ["released.representation_for_officer(:session, CAST(:canary AS uuid), NULL)"],
    ),
    **{
        f"released/{view}_for_officer": (
            r"(WHERE|AND) \w+.authority = \(SELECT released.own_authority_for_officer\(\)\)",
            r"\1 true",
            [f"released.{view}_for_officer"],
        )
        for view in ("visit", "visit_plan", "visit_record", "flag_feedback", "saved_view")
    },
}


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_a_shipped_object_without_its_condition_shows_nothing_of_another_authority(
    connection, people, name
):
    condition, instead, asks = TAKEN_OUT[name]
    body, times = re.subn(condition, instead, source(f"{name}.sql"), flags=re.DOTALL)
    assert times == 1
    connection.connection.cursor().execute(body)  # it stays whose it is
    for ask in asks:
        statement = f"SELECT each::text FROM {ask} AS each WHERE CAST(:canary AS uuid) IS NOT NULL"
        assert people["near"].asks(connection, statement, canary=CANARY) == [], ask
        assert people["far"].asks(connection, statement, canary=CANARY) != [], ask


WRITE = """
CREATE FUNCTION released.forgetful_write(session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM derived.looker(session);
    {statement};
END
$$;
ALTER FUNCTION released.forgetful_write OWNER TO nightjar_casework;
GRANT EXECUTE ON FUNCTION released.forgetful_write TO nightjar_officer
"""
WRITES = {
    "visit": "(premises_id, authority, made_by) VALUES ('{canary}', '{far}', '{who}')",
    "visit_plan": "(visit_id, version, planned_for, status, changed_by)"
    " VALUES ('{canary}', 2, '2026-09-02', 'planned', '{who}')",
    "draft": "(right_id, form, fields) VALUES ('{right}', 'note:2', '{{}}')",
    "case_note": "(case_id, words, made_by, changed_by)"
    " VALUES ('{canary}', 'a note', '{who}', '{who}')",
    "review_agenda": "(meeting_id, case_id, put_by) VALUES ('{canary}', '{canary}', '{who}')",
    "review_meeting_authority": "(meeting_id, authority) VALUES ('{canary}', '{near}')",
    "review_meeting": "(held_on, chair, made_by, changed_by)"
    " VALUES ('2026-12-15', 'somebody', '{somebody}', '{who}')",
    "representation_answer": "(representation_id, version, outcome, answered_on, answer,"
    " changed_by) VALUES ('{canary}', 2, 'noted', '2026-09-03', 'an answer to it', '{who}')",
}


@pytest.mark.parametrize("table", WRITES)
def test_a_function_that_forgot_to_ask_adds_nothing_for_another_authority(
    connection, people, table
):
    values = {"canary": CANARY, "far": FAR, "near": NEAR, "who": people["near"].account}
    values |= {"right": people["far"].right, "somebody": people["far"].account}
    statement = f"INSERT INTO held.{table} {WRITES[table].format(**values)}"
    connection.exec_driver_sql(WRITE.format(statement=statement))
    with pytest.raises(DBAPIError, match="violates row-level security"):
        people["near"].asks(connection, "SELECT released.forgetful_write(:session)")


def test_a_function_that_forgot_to_ask_changes_nothing_of_another_authority(connection, people):
    statement = "UPDATE held.case_note SET words = 'changed', changed_at = now()"
    connection.exec_driver_sql(WRITE.format(statement=statement))
    connection.execute(query("set_session"), {"session": people["near"].session})
    connection.exec_driver_sql("SET LOCAL ROLE nightjar_officer")
    ask = text("SELECT released.forgetful_write(:session)")
    connection.execute(ask, {"session": people["near"].session})
    connection.exec_driver_sql("RESET ROLE")
    kept = "SELECT count(*) FROM held.case_note WHERE words = 'changed'"
    assert connection.scalar(text(kept)) == 0


def test_a_session_that_is_not_the_logins_or_has_ended_shows_no_row(connection, people):
    """The setting is whoever asks' to set: it names a session, and nobody is believed by it."""
    plain = FORGETFUL.format(table="visit", owner="nightjar_casework")
    connection.exec_driver_sql(plain.replace("    PERFORM derived.looker(session);\n", ""))
    far, police = people["far"], people["police"]

    def seen(session):
        try:
            asker = people["near"]
            was, asker.session = asker.session, session
            return asker.asks(connection, "SELECT released.forgetful_visit(:session)")
        finally:
            asker.session = was

    assert seen(far.session) == [(1,)]  # whose the token is: as it is for every function
    assert seen(police.session) == seen(secrets.token_bytes(32)) == [(0,)]
    connection.execute(text("UPDATE held.session SET ended_at = now()"))
    assert seen(far.session) == [(0,)]


@pytest.fixture
def lesser(server):
    """Settings of a database whose owner is no superuser, and so is kept by policies as well."""
    name = f"lesser_{secrets.token_hex(6)}"
    maker = create_engine(
        server.url("postgres", "nightjar"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    with maker.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} CREATEROLE")
        connection.exec_driver_sql(f"CREATE DATABASE {name} OWNER {name}")
        inside = create_engine(server.url(name, "nightjar"), poolclass=NullPool)
        with inside.begin() as within:
            within.connection.cursor().execute(source("extensions.sql"))
        # whoever comes as the tests' owner is the lesser one there, whatever program it is
        connection.exec_driver_sql(f"ALTER ROLE nightjar IN DATABASE {name} SET role = {name}")
        yield server.settings(name)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        connection.exec_driver_sql(f"DROP ROLE {name}")
    maker.dispose()


@pytest.mark.slow
def test_an_owner_who_is_no_superuser_upgrades_reads_and_backs_up_every_row(
    lesser, settings, keys, tmp_path
):
    theirs, ours = engine(lesser), engine(settings)
    upgrade(theirs)
    with theirs.begin() as connection:
        [(me, is_super)] = connection.execute(
            text("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        )
        assert (me, is_super) == (lesser.database_url.split("/")[3].split("?")[0], False)
        assert check(connection) == []
        # what PostGIS tells is its owner's to take away, who is somebody else there
        assert {rule for rule, _ in lint.faults(connection)} <= {"telling"}
        people = planted(connection)
        for table in TABLES:
            assert connection.scalar(text(f"SELECT count(*) FROM held.{table}")) == 1, table
        assert people["far"].asks(
            connection, "SELECT visit_id::text FROM released.visit_for_officer"
        ) == [(CANARY,)]
        assert people["near"].asks(connection, "SELECT FROM released.visit_for_officer") == []
        held = contents(connection)
    back_up(lesser, keys, "console:a test", tmp_path / "one.backup")
    restore(settings, keys, "console:a test", tmp_path / "one.backup")
    with ours.connect() as connection:
        come = contents(connection)
        assert check(connection) == []
    for table in TABLES:
        assert come[f"held.{table}"] == held[f"held.{table}"]
    for each in (theirs, ours):
        each.dispose()
