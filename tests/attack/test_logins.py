"""Each login with statements of an attacker's own: all refused, and nothing told."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from geo.attacks import logins
from geo.attacks.lint import WEB
from geo.database import statements


@pytest.fixture(scope="module", params=WEB)
def login(request, server, county_settings):
    name = county_settings.database_url.split("/")[3].split("?")[0]
    engine = create_engine(server.url(name, request.param))
    with engine.connect() as connection:
        yield request.param, connection
    engine.dispose()


def test_no_login_gets_through_or_back_or_becomes_another(county_settings, capsys):
    findings = logins.run(county_settings)
    with capsys.disabled():
        for finding in findings:
            print(f"\n  {finding}", end="")
    assert [str(finding) for finding in findings if not finding.passed] == []
    assert [finding.check for finding in findings] == list(logins.CHECKS)


def test_a_statement_that_is_let_through_is_found(owner, settings):
    """The attack bites: one right too many, and it says so."""
    with owner.begin() as connection:
        connection.execute(text("GRANT CREATE ON SCHEMA released TO nightjar_board"))
        connection.execute(text("GRANT USAGE ON SCHEMA held TO nightjar_officer"))
        connection.execute(text("GRANT SELECT ON held.premises_licence TO nightjar_officer"))
    through = logins.run(settings)[0]
    assert (through.passed, through.found) == (False, 2)


def test_logins_that_are_played_by_one_are_told_as_not_tried(county_settings):
    switched = county_settings.model_copy(update={"database_logins": "switched"})
    findings = logins.run(switched)
    assert {finding.passed for finding in findings} == {False}
    assert "NIGHTJAR_DATABASE_LOGINS=own" in findings[0].said


def test_a_refusal_tells_nothing_of_what_is_held(login):
    _, connection = login
    for statement in (*statements("attack_as_any_login"), *statements("attack_as_web_login")):
        with pytest.raises(DBAPIError) as caught, connection.begin_nested():
            connection.execute(statement)
        said = str(caught.value.orig)
        assert "argon2" not in said
        assert "Calloway" not in said
    connection.rollback()


def test_a_setting_of_an_attackers_own_shows_nobody_the_points(login):
    """An officer's session is a setting: it chooses among what is released, and no more."""
    _, connection = login
    connection.execute(text("SELECT set_config('nightjar.session', repeat('0', 64), true)"))
    with pytest.raises(DBAPIError, match="permission denied for schema held"):
        connection.execute(text("SELECT 1 FROM held.map_point"))
    connection.rollback()


@pytest.mark.parametrize("made", ["lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, '\\x00')"])
def test_no_login_of_the_pages_puts_what_it_read_in_a_large_object_for_another(login, made):
    _, connection = login
    with pytest.raises(DBAPIError, match="permission denied for function lo_"):
        connection.execute(text(f"SELECT {made}"))
    connection.rollback()
