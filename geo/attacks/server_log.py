"""Look for canaries in what the database server has logged, after errors that quote them.

A cast that fails says the value it failed on. The owner makes one on a canary, so that such an
error certainly was made; then the log of the server is read from its beginning. For a database of
invented data alone, in a cluster of ours: the log of another server is not where we can read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from geo.assurance import Finding, at_least, at_most
from geo.attacks.canaries import REF, Shape, hits
from geo.database import query
from geo.errors import SetupError


def run(owner: Engine, shapes: Sequence[Shape]) -> Sequence[Finding]:
    """Fail on a canary, and read what was logged. Raises: SetupError if the log is not ours."""
    with owner.connect() as connection:
        quoted = REF in failed(connection, REF)
        lines = log_of(connection).read_text(errors="replace").splitlines()
    tried = "a cast that fails on a pseudonym, as the owner"
    return [
        at_least("errors that quote a canary to whoever made them", tried, int(quoted), 1),
        at_least("lines of the database server's log", "from its start on", len(lines), 1),
        at_most(
            "canaries in the database server's log",
            f"{len(lines)} lines, after all pages were asked and statements had failed",
            len(hits("\n".join(lines), shapes)),
            0,
        ),
    ]


def failed(connection: Connection, value: str) -> str:
    """Make a cast fail on a value, and return what the server says to whoever asked."""
    trying = connection.begin_nested()
    try:
        connection.execute(query("cast_that_fails"), {"value": value})
    except DBAPIError as error:
        return str(error.orig)
    finally:
        trying.rollback()
    return ""


def log_of(connection: Connection) -> Path:
    """Return the log of the server, which lies beside its data. Raises: SetupError."""
    folder = Path(str(connection.scalar(query("server_data_folder"))))
    log = folder.parent / "log"
    if not log.is_file():
        raise SetupError("the database server's log must be beside its data, and is not there")
    return log
