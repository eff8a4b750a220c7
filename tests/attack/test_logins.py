"""Each login of the pages with statements of an attacker's own: all refused, and nothing told."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from geo.database import ADMIN, ANALYST, BOARD, GATE, OFFICER

LOGINS = (ANALYST, OFFICER, BOARD, ADMIN, GATE)
REFUSED = {"42501", "0LP01", "22023", "3F000", "42883", "0A000"}
STATEMENTS = [
    "SELECT * FROM held.episode",
    "SELECT * FROM held.account",
    "SELECT * FROM held.session",
    "SELECT * FROM audit.entry",
    "COPY held.episode TO STDOUT",
    "COPY held.account TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/tmp/nightjar-attack'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT lo_import('/etc/passwd')",
    "EXPLAIN ANALYZE SELECT * FROM held.map_point",
    "SELECT CAST(password_setting AS integer) FROM held.account",
    "SELECT derived.totp_code('\\x00', 1)",
    "SELECT derived.end_account('x', NULL)",
    "SELECT derived.repeat_locations('2026-09-30', 90, 3, 2)",
    "SELECT audit.add('x', 'x', 'x', '{}')",
    "UPDATE held.session SET ended_at = NULL",
    "INSERT INTO held.account_right (account_id, audience, asked_by)"
    " SELECT account_id, 'analyst', 'x' FROM held.account",
    "CREATE TABLE public.t (i integer)",
    "CREATE TEMP TABLE t (i integer)",
    "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA s",
    "CREATE EXTENSION dblink",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "SET ROLE nightjar",
    "SET SESSION AUTHORIZATION nightjar",
    "SET SESSION AUTHORIZATION nightjar_analyst_but_more",
    "ALTER VIEW released.account_for_admin SET (security_barrier = false)",
    "DROP FUNCTION released.sign_out_for_gate(bytea)",
]


@pytest.fixture(scope="module", params=LOGINS)
def login(request, server, county_settings):
    name = county_settings.database_url.split("/")[3].split("?")[0]
    engine = create_engine(server.url(name, request.param))
    with engine.connect() as connection:
        yield request.param, connection
    engine.dispose()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_of_an_attackers_own_is_refused_and_told_nothing(login, statement):
    _, connection = login
    with pytest.raises(DBAPIError) as caught, connection.begin_nested():
        connection.execute(text(statement))
    connection.rollback()
    assert caught.value.orig.sqlstate in REFUSED, caught.value.orig.sqlstate
    said = str(caught.value.orig)
    assert "argon2" not in said
    assert "Calloway" not in said


def test_statistics_of_what_is_held_are_hidden(login):
    _, connection = login
    found = connection.execute(
        text("SELECT tablename FROM pg_stats WHERE schemaname IN ('held', 'audit')")
    ).all()
    connection.rollback()
    assert found == []


def test_stepping_back_leads_nowhere(login):
    name, connection = login
    for statement in ("RESET ROLE", "RESET SESSION AUTHORIZATION", "SET ROLE NONE", "RESET ALL"):
        connection.execute(text(statement))
        assert connection.scalar(text("SELECT current_user || session_user")) == name + name
    connection.rollback()


def test_a_setting_of_an_attackers_own_shows_nobody_the_points(login):
    """An officer's authority is a setting: it chooses among what is released, and no more."""
    _, connection = login
    connection.execute(text("SELECT set_config('nightjar.authority', 'E06999003', true)"))
    with pytest.raises(DBAPIError, match="permission denied for schema held"):
        connection.execute(text("SELECT 1 FROM held.map_point"))
    connection.rollback()
