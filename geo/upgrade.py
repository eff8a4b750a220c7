"""Bring the database to this release: migrate what keeps data, rebuild what is code."""

from __future__ import annotations

import csv
import io
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError

from geo import made
from geo.command import say
from geo.database import DATABASE, engine, private_cluster, query, run_worded, source
from geo.errors import SetupError
from geo.release import digest
from geo.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

REBUILT = ("derived", "released")
ONE_AT_A_TIME = 0x4E696768  # an advisory lock's number; the letters "Nigh"
# while an upgrade waits for a table, everybody who comes after waits behind it; nobody waits for an
# upgrade that waits for another to end
LONGEST_WAIT, LONGEST_TURN = "5s", "60s"
LEAST_POSTGIS = "3.3"


def ready(settings: Settings, *, mend: bool = False) -> None:
    """Start the private cluster if that is what is used, and bring the database to this release.

    ``mend`` also makes anew what was changed by hand of what is rebuilt. Raises: SetupError.
    """
    if settings.database_url is None:
        cluster = private_cluster(settings)
        cluster.ensure_running()
        if make_database(cluster.url("postgres"), DATABASE):
            # whoever asks of the wrong folder must not take its silence for an answer
            say(f"there was no database in {settings.data}: a new one was made, which is empty")
    owner = engine(settings)
    upgrade(owner, mend=mend)
    owner.dispose()


def ready_engine(settings: Settings, login: str) -> Engine:
    """Return an engine as one of the logins, on a database that is at this release.

    Raises: SetupError.
    """
    found = engine(settings, login)
    try:
        with found.connect() as connection:
            at_release = connection.scalar(query("schema_digest")) == digest()
    except OperationalError:  # neither the database nor its logins are made yet, or it is away
        at_release = False
    if not at_release:
        ready(settings)
    return found


def make_database(server: str, name: str) -> bool:
    """Create a database on a server, given the address of one that exists; False if it is there."""
    maker = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with maker.connect() as connection:
            found = connection.scalar(query("database_exists"), {"name": name})
            if not found:
                run_worded(connection, "create_database_statement", {"name": name})
            return not found
    except OperationalError as error:
        raise SetupError(f"the database server cannot be reached: {error.orig}") from error
    finally:
        maker.dispose()


def upgrade(owner: Engine, *, mend: bool = False) -> None:
    """Migrate held and audit, rebuild derived and released, and set the grants, all or nothing.

    A database of this release is left as it is, unless ``mend`` is asked for and what is rebuilt
    was changed by hand.
    Raises: SetupError if the database cannot be reached or lacks PostGIS, if its login may not do
    what is needed, or if somebody else uses the tables for too long.
    """
    try:
        with owner.begin() as connection:
            connection.execute(query("wait_for_locks"), {"wait": LONGEST_TURN})
            connection.execute(query("one_at_a_time"), {"key": ONE_AT_A_TIME})
            connection.execute(query("wait_for_locks"), {"wait": LONGEST_WAIT})
            of_this = connection.scalar(query("schema_digest")) == digest()
            if of_this and not (mend and _changed(connection)):
                return
            for file in ("extensions.sql", "schemas.sql", "roles.sql"):
                _run(connection, source(file))
            _migrate(connection)
            _fill_authorities(connection)
            for schema in REBUILT:
                _rebuild(connection, schema)
            # Comments lock each table; rights change what the catalogue says of it. An autovacuum
            # that has the one and waits for the other would end an upgrade by a deadlock.
            _comment(connection)
            set_grants(connection)
            note = connection.scalar(query("schema_digest_statement"), {"digest": digest()})
            _run(connection, str(note))
            made.note(connection)
    except DBAPIError as error:
        if (said := _explained(error.orig)) is None:
            raise
        raise SetupError(said) from error
    except psycopg.Error as error:  # of a file that was sent as it is
        if (said := _explained(error)) is None:
            raise
        raise SetupError(said) from error


def _changed(connection: Connection) -> bool:
    return any(not kept for kept, _ in made.differences(connection))


def _explained(fault: BaseException | None) -> str | None:
    """Say what an upgrade needs and did not find; None for a fault that is ours."""
    first = str(fault).strip().splitlines()[0] if str(fault).strip() else ""
    if isinstance(fault, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
        return (
            "the tables must be free for a moment, and somebody else used them for too long: "
            "nothing was changed; end what reads or loads, and run nightjar db upgrade again."
        )
    if isinstance(fault, psycopg.errors.InsufficientPrivilege):
        return (
            "the database's login must be allowed to create schemas and roles, and the extension "
            f"postgis where it is missing: PostgreSQL says {first!r}. Nothing was changed; have an "
            "administrator give it that right, or create the extension, and run nightjar db "
            "upgrade again."
        )
    if isinstance(fault, psycopg.errors.FeatureNotSupported | psycopg.errors.UndefinedFile):
        return (
            f"the database server must have PostGIS {LEAST_POSTGIS} or newer: PostgreSQL says "
            f"{first!r}. Nothing was changed; install PostGIS there and run nightjar db upgrade "
            "again."
        )
    if isinstance(fault, psycopg.OperationalError):
        return f"the database cannot be reached: {first}"
    return None


def set_grants(connection: Connection) -> None:
    """Say what each login may do, and whose the code is that people's work goes through."""
    for file in ("grants.sql", "casework.sql"):
        _run(connection, source(file))


def _comment(connection: Connection) -> None:
    """Say in the database what each table and column is held for."""
    for path in sorted((Path(str(resources.files("sql"))) / "comments").glob("*.sql")):
        _run(connection, path.read_text(encoding="utf-8"))


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        # Alembic fails so on a revision that it has no file of
        raise SetupError(
            "the database must be of this release or an earlier one: its tables are of revision "
            f"{connection.scalar(query('schema_revision'))}, which this release does not know. "
            "Nothing was changed; use the release that made them."
        ) from error


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings: there is no other door to it than ``nightjar db``."""
    from alembic.config import Config  # every command asks for the digest, and few migrate

    from geo.models import Model

    config = Config()
    config.set_main_option("script_location", str(resources.files("sql") / "migrations"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = Model.metadata
    config.attributes["include_name"] = _ours
    return config


def _ours(name: str | None, kind: str, _parent: dict[str, str | None]) -> bool:
    """Alembic looks at the schemas that keep data, and at nothing else."""
    if kind == "schema":
        return name in {"held", "audit"}
    return name != "schema_version"


def _fill_authorities(connection: Connection) -> None:
    rows = list(csv.DictReader(io.StringIO(source("reference/authority.csv"))))
    values = [
        {
            "code": row["code"],
            "name": row["name"],
            "also": [name for name in row["also"].split("|") if name],
            "ended_on": row["ended_on"] or None,
            "successor": row["successor"] or None,
        }
        for row in rows
    ]
    connection.execute(query("upsert_authority"), values)


def _rebuild(connection: Connection, schema: str) -> None:
    """Drop a schema and make it anew from its files: types, functions, views.

    Functions go in twice: the first pass, unchecked, makes every name exist, so that files need
    no order; the second checks each body. Views come between and may not read other views.
    """
    _run(connection, source(f"remake_{schema}.sql"))
    folder = Path(str(resources.files("sql") / schema))
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))]
    types, functions = (
        [body for body in texts if re.search(f"^{begins}", body, re.MULTILINE)]
        for begins in ("CREATE TYPE", "CREATE OR REPLACE FUNCTION")
    )
    views = [body for body in texts if body not in types and body not in functions]
    _run(connection, "SET LOCAL check_function_bodies = off")
    for body in (*types, *functions, *views):
        _run(connection, body)
    _run(connection, "SET LOCAL check_function_bodies = on")
    for body in functions:
        _run(connection, body)


def _run(connection: Connection, statements: str) -> None:
    """Send the text of a file as it is: nothing in it is a bound value."""
    connection.connection.cursor().execute(statements)
