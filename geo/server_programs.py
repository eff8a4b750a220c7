"""PostgreSQL's own programs that write a database out and read it in, as the owner's login."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, make_url

from geo.database import DATABASE, given_address, private_cluster
from geo.errors import BackupError
from geo.postgis import provide
from geo.settings import Settings

# what the programs say of a row may hold its values: of their words only these are passed on
KNOWN = (
    (
        "server version mismatch",
        "the programs of PostgreSQL on this machine must be as new as the server: install the "
        "server's version here",
    ),
    ("No space left on device", "there is no space left where the database is: make room"),
    ("could not connect", "the database cannot be reached: nightjar doctor says more"),
    ("connection to server", "the database cannot be reached: nightjar doctor says more"),
    ("permission denied", "the database's login must own the tables, and may not read them"),
)


def address(settings: Settings, database: str | None = None) -> URL:
    """Return the owner's address of the installation's database, or of another beside it."""
    if settings.database_url is None:
        cluster = private_cluster(settings)
        cluster.ensure_running()
        return make_url(cluster.url(database or DATABASE))
    given = given_address(settings.database_url).set(drivername="postgresql+psycopg")
    return given.set(database=database) if database else given


@contextmanager
def running(
    settings: Settings, program: str, arguments: list[str], database: URL
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with pipes; it has ended well, or there is an error, when the block is left.

    Nothing of it outlives the block. The password is never among the arguments, which every
    account of the machine can read. Raises: BackupError.
    """
    postgis = provide(settings.data)
    environment = {**os.environ, **postgis.environment, "LC_ALL": "C.UTF-8"}
    if database.password:
        environment["PGPASSWORD"] = str(database.password)
    bare = URL.create(
        "postgresql",
        database.username,
        None,
        database.host,
        database.port,
        database.database,
        database.query,
    ).render_as_string(hide_password=False)
    with tempfile.TemporaryFile() as said:  # not a pipe, which would stop it when it is full
        process = subprocess.Popen(
            [str(postgis.programs / program), *arguments, "--dbname", bare],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,  # Ctrl-C is ours to answer, in order
        )
        try:
            with contextlib.suppress(BrokenPipeError):  # it ended early, and has said why
                yield process
                if process.stdin is not None:
                    process.stdin.close()
            process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    if pipe is not None:
                        pipe.close()
        if process.returncode != 0:
            said.seek(0)
            raise BackupError(_explained(program, said.read()))


def _explained(program: str, said: bytes) -> str:
    words = said.decode(errors="replace")
    for known, sentence in KNOWN:
        if known in words:
            return f"{program} did not end well: {sentence}."
    return f"{program} did not end well: look into the log of the database server."
