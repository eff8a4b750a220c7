"""An error quotes what it failed on: to nobody who may not read it, and to no log of the server."""

import secrets

import pytest
from sqlalchemy import text

from geo.attacks import error_text, server_log
from geo.attacks.logins import EACH, acting
from geo.database import engine, query


def found(findings):
    return {each.check: (each.found, each.passed) for each in findings}


def test_no_login_is_told_a_canary_by_an_error(planted, capsys):
    [finding] = error_text.run(planted[0])
    assert (finding.found, finding.passed) == (0, True)
    assert "nightjar_loader" in EACH
    assert "nightjar_publisher" in EACH


@pytest.mark.parametrize(
    ("login", "right"),
    [
        ("nightjar_loader", "SELECT ON held.account"),
        ("nightjar_publisher", "SELECT ON held.account"),
        ("nightjar_board", "USAGE ON SCHEMA held"),
    ],
)
def test_one_right_too_many_tells_a_canary_and_is_found(planted, login, right):
    owner = engine(planted[0])
    rights = [right, "SELECT ON held.child"] if "SCHEMA" in right else [right]
    with owner.begin() as connection:
        for each in rights:
            connection.execute(text(f"GRANT {each} TO {login}"))
    try:
        assert not error_text.run(planted[0])[0].passed
    finally:
        with owner.begin() as connection:
            for each in rights:
                connection.execute(text(f"REVOKE {each} FROM {login}"))
        owner.dispose()


def test_an_error_that_quotes_a_canary_is_not_in_the_servers_log(planted):
    settings, shapes, _ = planted
    error_text.run(settings)
    owner = engine(settings)
    assert {each for _, each in found(server_log.run(owner, shapes)).values()} == {True}
    owner.dispose()


def test_at_the_servers_usual_level_the_same_error_would_be_logged(planted):
    """The log is the one that is written to, and a word in it is found; only the owner may."""
    owner = engine(planted[0])
    quiet, loud = (f"invented-{secrets.token_hex(8)}" for _ in range(2))
    with owner.connect() as connection:
        server_log.failed(connection, quiet)
        connection.execute(text("SET log_min_messages = error"))
        server_log.failed(connection, loud)
        said = server_log.log_of(connection).read_text(errors="replace")
        assert (quiet in said, loud in said) == (False, True)
        row = connection.execute(query("server_log_settings")).one()
        assert (row.is_silent_of_errors, row.is_silent_of_statements) == (False, True)
    owner.dispose()
    with acting(planted[0], "nightjar_analyst") as connection:
        assert "permission denied" in error_text.said(connection, text("SET log_statement = 'all'"))
