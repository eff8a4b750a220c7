"""What all commands share: errors as one sentence, results as a table or JSON, exit codes."""

from __future__ import annotations

import functools
import json
import logging
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from geo.errors import NightjarError

REFUSED, STOPPED = 1, 130


def say(line: str) -> None:
    """Print a line of progress or explanation beside the result."""
    click.echo(line, err=True)


def show_json(value: Any) -> None:
    """Print one JSON object: the whole of standard output, for a script to read."""
    click.echo(json.dumps(value, default=str, ensure_ascii=False))


def fail(message: str, as_json: bool = False, facts: dict[str, Any] | None = None) -> NoReturn:
    """Say what is wrong in one sentence and end with exit code 1."""
    if as_json:
        with suppress(OSError):  # what is full or gone may be where this goes
            show_json({**(facts or {}), "error": message})
    say(f"nightjar: {message}")
    sys.exit(REFUSED)


def answering(
    command: Callable[..., Any], nothing: Mapping[str, Any] | None = None
) -> Callable[..., Any]:
    """Wrap a command, so that a fault is a sentence, and Ctrl-C leaves nothing behind.

    ``nothing``: what its JSON holds beside the error, where it came to nothing.
    """
    empty = dict(nothing or {})

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        as_json = bool(options.get("as_json"))
        if logging.lastResort is not None:
            logging.lastResort.addFilter(_is_not_the_drivers)
        try:
            return command(*arguments, **options)
        except NightjarError as error:
            report = getattr(error, "report", None)
            facts = report.describe() if report is not None else empty
            fail(str(error), as_json, {**facts, "state": "refused"})
        except KeyboardInterrupt:
            say("nightjar: stopped; the database is as it was")
            sys.exit(STOPPED)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except UnicodeEncodeError:
            fail("what is given must be text in UTF-8, and a word of it is not", as_json, empty)
        except OSError as error:
            where = error.filename if isinstance(error.filename, str) else "a file"
            why = (error.strerror or type(error).__name__).lower()
            fail(f"{where} cannot be used: {why}", as_json, empty)
        except Exception as error:
            explained = database_fault(error)
            if explained is None:
                raise
            fail(explained, as_json, empty)

    return run


def _is_not_the_drivers(record: logging.LogRecord) -> bool:
    """Tell what psycopg warns of, which it then raises: a fault is said once, in one sentence."""
    return record.name != "psycopg"


def database_fault(error: Exception) -> str | None:
    """Explain the faults of a database that are not ours, without the values they carry."""
    import psycopg
    from sqlalchemy.exc import DBAPIError

    def own(error: BaseException | None) -> BaseException | None:
        # what is copied in bulk goes past SQLAlchemy, and so do its errors
        return error.orig if isinstance(error, DBAPIError) else error

    fault = own(error)
    if isinstance(fault, psycopg.OperationalError):
        # on a connection that is lost even undoing the work fails: the first fault says why
        before: BaseException | None = error
        while before is not None:
            cause = own(before)
            fault = cause if isinstance(cause, psycopg.OperationalError) else fault
            before = before.__cause__ or (
                None if before.__suppress_context__ else before.__context__
            )
        if re.search(r'(role|database) "nightjar\w*" does not exist', str(fault)):
            return "the database has no Nightjar tables yet: run nightjar db upgrade"
        return f"the database cannot be used: {str(fault).splitlines()[0]}"
    if isinstance(fault, psycopg.errors.UndefinedTable | psycopg.errors.InvalidSchemaName):
        return "the database has no Nightjar tables yet: run nightjar db upgrade"
    if not isinstance(fault, psycopg.Error):
        return None
    # its own words quote the row that it refused, which may be a child's
    where = fault.diag.constraint_name or fault.sqlstate
    return (
        f"the database refused what it was sent ({type(fault).__name__}, {where}): "
        "nothing was changed; this is a fault of Nightjar, please report it"
    )


def show_table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows in columns, with numbers to the right; plain text where it is not a terminal.

    Of no rows it says so: an empty table looks like a fault.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, heading in enumerate(headings):
        numeric = bool(rows) and all(isinstance(row[place], int | float) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left")
    from rich.text import Text

    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console.print(table)
    if not rows:
        say("there is none")


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of text."
)
