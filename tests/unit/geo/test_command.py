"""What every command shares: one sentence for a fault, an exit code, and no value of a row."""

import errno
import json
import logging

import click
import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import DBAPIError

from geo.command import answering, json_option, show_table
from geo.errors import SourceError


def command(error):
    @click.command()
    @json_option
    @answering
    def run(as_json):
        raise error

    return run


def ended(error, *arguments):
    return CliRunner().invoke(command(error), arguments)


def test_a_fault_is_one_sentence_and_exit_code_1():
    found = ended(SourceError("r.csv is empty"))
    assert (found.exit_code, found.stderr, found.stdout) == (1, "nightjar: r.csv is empty\n", "")


def test_a_script_gets_the_same_as_one_object():
    found = ended(SourceError("r.csv is empty"), "--json")
    assert json.loads(found.stdout) == {"error": "r.csv is empty", "state": "refused"}


def test_a_script_finds_what_it_always_finds_also_where_it_came_to_nothing():
    @click.command()
    @json_option
    def run(as_json):
        return answering(refuse, {"read": 0})(as_json=as_json)

    def refuse(as_json):
        raise OSError(5, "Input/output error", "r.csv")

    told = json.loads(CliRunner().invoke(run, ["--json"]).stdout)
    assert told == {"read": 0, "error": "r.csv cannot be used: input/output error"}


def test_a_stop_by_the_keyboard_says_that_nothing_was_changed():
    found = ended(KeyboardInterrupt())
    assert (found.exit_code, "the database is as it was" in found.stderr) == (130, True)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (psycopg.OperationalError("connection refused\nDETAIL: x"), "cannot be used: connection"),
        (psycopg.errors.UndefinedTable("relation"), "run nightjar db upgrade"),
        (psycopg.OperationalError('role "nightjar_loader" does not exist'), "nightjar db upgrade"),
        (psycopg.OperationalError('database "nightjar" does not exist'), "nightjar db upgrade"),
        (psycopg.errors.CheckViolation("row (1, SECRET)"), "this is a fault of Nightjar"),
    ],
)
def test_a_databases_own_words_are_not_repeated(fault, said):
    for error in (fault, DBAPIError("SELECT", {}, fault)):
        found = ended(error)
        assert found.exit_code == 1
        assert said in found.stderr
        assert "SECRET" not in found.output
        assert "DETAIL" not in found.output


def test_of_a_connection_that_is_lost_the_first_fault_is_told():
    closed = psycopg.OperationalError("the connection is closed")
    closed.__context__ = psycopg.OperationalError("server closed the connection unexpectedly")
    undoing = DBAPIError("ROLLBACK TO SAVEPOINT a", {}, closed)
    undoing.__cause__ = closed
    found = ended(undoing)
    assert found.stderr == (
        "nightjar: the database cannot be used: server closed the connection unexpectedly\n"
    )
    closed.__suppress_context__ = True  # it came of nothing else
    assert "the connection is closed" in ended(closed).stderr


@pytest.mark.parametrize(("name", "is_told"), [("psycopg", False), ("psycopg.pool", True)])
def test_what_the_driver_raises_is_not_told_by_its_warnings_too(name, is_told):
    ended(SourceError("r.csv is empty"))
    warning = logging.LogRecord(name, logging.WARNING, "", 0, "error ignored", (), None)
    assert bool(logging.lastResort.filter(warning)) is is_told


def test_an_answer_in_json_that_finds_no_room_is_told_in_a_sentence(monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")

    def written(_):
        raise full

    monkeypatch.setattr("geo.command.show_json", written)
    found = ended(full, "--json")
    assert found.exit_code == 1
    assert found.stderr == "nightjar: a file cannot be used: no space left on device\n"


def test_a_fault_of_the_program_is_not_hidden():
    assert isinstance(ended(ZeroDivisionError()).exception, ZeroDivisionError)


def test_a_table_shows_text_as_it_is(capsys):
    show_table(("name", "n"), [("[bold]The Heron[/bold]", 2), (None, 1_000)])
    shown = capsys.readouterr().out
    assert "[bold]The Heron[/bold]" in shown
    assert "None" not in shown
