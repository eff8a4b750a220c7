"""Databases of a server: made beside another, dropped, and put in its place in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import OperationalError

from geo.database import query, run_worded
from geo.errors import BackupError, SetupError
from geo.server_programs import address
from geo.settings import Settings

MAINTENANCE = "postgres"
TRIES = 5


def swap(server: Engine, present: str, beside: str, old: str) -> None:
    """Put one database in the place of another, in one transaction, and drop the other.

    ``old``: the name of the other meanwhile. Raises: BackupError.
    """
    for attempt in range(TRIES):
        try:
            with server.connect() as connection, connection.begin():
                for name in (present, beside):
                    connection.execute(query("end_sessions_of_database"), {"name": name})
                if connection.scalar(query("database_exists"), {"name": present}):
                    run_worded(
                        connection, "rename_database_statement", {"name": present, "new_name": old}
                    )
                run_worded(
                    connection, "rename_database_statement", {"name": beside, "new_name": present}
                )
            break
        except OperationalError as error:  # somebody came back meanwhile
            if attempt == TRIES - 1:
                raise BackupError(
                    "nobody may use the database while it is replaced, and somebody does: stop the "
                    "server and the worker, and restore again. Nothing was replaced."
                ) from error
    drop(server, old)


def make(server: Engine, name: str) -> None:
    """Make an empty database."""
    with _outside(server) as connection:
        run_worded(connection, "create_database_statement", {"name": name})


def drop(server: Engine, name: str) -> None:
    """Drop a database if it is there, ending its sessions."""
    with _outside(server) as connection:
        run_worded(connection, "drop_database_statement", {"name": name})


def drop_left_behind(server: Engine, beginning: str) -> None:
    """Drop what a restore left that was killed before it could tidy up."""
    with server.connect() as connection:
        names = connection.scalars(query("databases_like"), {"beginning": beginning}).all()
    for name in names:
        pid = re.search(r"(\d+)$", name)
        if pid is not None and not Path(f"/proc/{pid[1]}").exists():
            drop(server, name)


@contextmanager
def _outside(server: Engine) -> Iterator[Connection]:
    """Connect without a transaction: databases are made and dropped in none."""
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


@contextmanager
def maintaining(settings: Settings) -> Iterator[Engine]:
    """Connect to the server, not to the database that is to be replaced. Raises: SetupError."""
    server = create_engine(address(settings, MAINTENANCE), poolclass=NullPool, hide_parameters=True)
    try:
        with server.connect():
            pass
        yield server
    except OperationalError as error:
        raise SetupError(
            "the database server must be reached to restore, and does not answer: "
            "nightjar doctor says more"
        ) from error
    finally:
        server.dispose()
