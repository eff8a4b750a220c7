"""Connections to the database, and the statements that are sent over them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, TextClause, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from geo.cluster import OWNER, Cluster
from geo.errors import SetupError
from geo.pooled import POOL, look_before_use
from geo.postgis import provide
from geo.settings import Settings

DATABASE = "nightjar"
LOADER = "nightjar_loader"
PUBLISHER = "nightjar_publisher"
ANALYST = "nightjar_analyst"
OFFICER = "nightjar_officer"
BOARD = "nightjar_board"
ADMIN = "nightjar_admin"
GATE = "nightjar_gate"


def private_cluster(settings: Settings) -> Cluster:
    """Return the private cluster of this installation, which may not have been made yet."""
    return Cluster(settings.data / "cluster", provide(settings.data))


CONNECT_WITHIN_S = 5


def engine(
    settings: Settings,
    login: str = OWNER,
    *,
    pooled: bool = False,
    longest_statement_s: float | None = None,
) -> Engine:
    """Return an engine on the installation's database as one of its logins.

    A command uses a connection or two and closes them; ``pooled`` keeps them for a server.
    ``longest_statement_s``: what takes longer is cancelled by the database, in seconds.

    The private cluster is started if it does not run. A database given by NIGHTJAR_DATABASE_URL
    is used with the login in its address, which must be allowed to act as the others; or with each
    login in its own name, if NIGHTJAR_DATABASE_LOGINS is ``own``. Raises: SetupError.
    """
    options: dict[str, Any] = {"options": "-c timezone=UTC"}
    if longest_statement_s is not None:
        options["options"] += f" -c statement_timeout={round(longest_statement_s * 1000)}"
        options["connect_timeout"] = CONNECT_WITHIN_S
    pool: dict[str, Any] = dict(POOL) if pooled else {"poolclass": NullPool}
    if settings.database_url is None:
        cluster = private_cluster(settings)
        cluster.ensure_running()
        address = make_url(cluster.url(DATABASE, login))
    else:
        address = given_address(settings.database_url)
        if not address.drivername.startswith("postgresql"):
            raise SetupError(
                "NIGHTJAR_DATABASE_URL must be the address of a PostgreSQL database with PostGIS, "
                f"such as postgresql://user@host/nightjar; found {address.drivername}://..."
            )
        address = address.set(drivername="postgresql+psycopg")
        if login != OWNER and settings.database_logins == "own":
            # its password is in PGPASSFILE, or the system vouches for it; never the owner's
            address = _in_own_name(address, login)
        elif login != OWNER:
            options["options"] += f" -c role={login}"
    # an error that is printed must not carry the values of a statement with it
    made = create_engine(address, connect_args=options, hide_parameters=True, **pool)
    if pooled:
        look_before_use(made)
    return made


def given_address(url: str) -> URL:
    """Return the address that NIGHTJAR_DATABASE_URL gives. Raises: SetupError."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # its port is read as a number
        # what cannot be read is not repeated: it may hold a password
        raise SetupError(
            "NIGHTJAR_DATABASE_URL must be the address of a PostgreSQL database with PostGIS, "
            "such as postgresql://user@host/nightjar; what it holds is no address"
        ) from error


def address_of(settings: Settings, login: str) -> str:
    """Return the address of the database for one login, as psql and QGIS take it; no password.

    Raises: SetupError if the private cluster is another account's.
    """
    if settings.database_url is not None:
        given = given_address(settings.database_url).set(drivername="postgresql")
        return _in_own_name(given, login).render_as_string(hide_password=False)
    cluster = private_cluster(settings)
    cluster.ensure_running()
    return cluster.url(DATABASE, login).replace("postgresql+psycopg://", "postgresql://")


def _in_own_name(address: URL, login: str) -> URL:
    """Return an address for another login, without the password of the one that it names."""
    # set(password=None) would keep it
    return URL.create(
        address.drivername,
        username=login,
        host=address.host,
        port=address.port,
        database=address.database,
        query=address.query,
    )


@cache
def query(name: str) -> TextClause:
    """Return the statement in ``sql/queries/<name>.sql``; its values are bound by name."""
    return text(source(f"queries/{name}.sql"))


@cache
def statements(name: str) -> tuple[TextClause, ...]:
    """Return the statements in ``sql/queries/<name>.sql``, which an empty line divides."""
    parts = source(f"queries/{name}.sql").strip().split(";\n\n")
    return tuple(text(part.removesuffix(";")) for part in parts)


def run_worded(connection: Connection, name: str, names: Mapping[str, str]) -> None:
    """Run the statement that a query words: an identifier cannot be bound, so PostgreSQL quotes it.

    ``sql/queries/<name>.sql`` returns the statement, with the names as quote_ident has them.
    """
    connection.exec_driver_sql(str(connection.scalar(query(name), dict(names))))


def source(path: str) -> str:
    """Return the text of a file of the ``sql`` package."""
    return (resources.files("sql") / path).read_text(encoding="utf-8")
