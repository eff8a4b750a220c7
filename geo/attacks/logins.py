"""Try each login of the database, in its own name, with statements of an attacker's own.

Whatever the pages could be made to send, one of these logins would send it. Every statement runs
in a transaction that is rolled back, waits for nobody, and must be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, TextClause
from sqlalchemy.exc import DBAPIError

from geo.assurance import Finding, at_most, not_run
from geo.attacks.lint import WEB
from geo.cluster import LOGINS, OWNER
from geo.database import engine, query, statements
from geo.settings import Settings

EACH = tuple(login for login in LOGINS if login != OWNER)
# no privilege, no such role to become, not at this time, no such schema or function, no such thing
REFUSED = frozenset({"42501", "0LP01", "22023", "3F000", "42883", "0A000"})
THROUGH = "statements of an attacker's own that a login got through"
BECOME = "other logins that a login could become (SET ROLE)"
BACK = "ways back to a login behind (RESET ROLE and its like)"
TELLING = "columns of held rows whose statistics a login of the pages can read"
CHECKS = (THROUGH, BECOME, BACK, TELLING)
STEPS = "attack_step_back"


def run(settings: Settings) -> Sequence[Finding]:
    """Try every login of the database that the settings lead to."""
    if settings.database_url is not None and settings.database_logins != "own":
        why = "each login must connect in its own name: set NIGHTJAR_DATABASE_LOGINS=own"
        return [not_run(check, "each login in its own name", why) for check in CHECKS]
    through, become, back, telling = 0, 0, 0, 0
    tried = 0
    for login in EACH:
        with acting(settings, login) as connection:
            for statement in _statements(login):
                tried += 1
                through += sqlstate(connection, statement) not in REFUSED
            become += sum(_becomes(connection, other) for other in LOGINS if other != login)
            back += sum(_steps_back(connection, way, login) for way in statements(STEPS))
            if login in WEB:
                telling += len(connection.execute(query("statistics_of_held_rows")).all())
    return [
        at_most(THROUGH, f"{tried} statements as {len(EACH)} logins, COPY and CREATE", through, 0),
        at_most(BECOME, f"SET ROLE to {len(LOGINS) - 1} others as {len(EACH)} logins", become, 0),
        at_most(BACK, f"{len(statements(STEPS))} ways as {len(EACH)} logins", back, 0),
        at_most(TELLING, f"the planner's statistics as {len(WEB)} logins of the pages", telling, 0),
    ]


@contextmanager
def acting(settings: Settings, login: str) -> Iterator[Connection]:
    """Connect as a login in its own name; all that is done is undone."""
    made = engine(settings, login)
    try:
        with made.connect() as connection:
            connection.execute(query("attacker_waits"))
            yield connection
            connection.rollback()
    finally:
        made.dispose()


def sqlstate(connection: Connection, statement: TextClause) -> str:
    """Return the code by which a statement was refused, empty if it went through; undo it."""
    trying = connection.begin_nested()
    try:
        connection.execute(statement)
    except DBAPIError as error:
        return str(getattr(error.orig, "sqlstate", None) or "")
    finally:
        trying.rollback()
    return ""


def _statements(login: str) -> Iterator[TextClause]:
    yield from statements("attack_as_any_login")
    if login in WEB:
        yield from statements("attack_as_web_login")


def _becomes(connection: Connection, other: str) -> bool:
    trying = connection.begin_nested()
    try:
        connection.execute(query("become"), {"role": other})
    except DBAPIError:
        return False
    finally:
        trying.rollback()
    return True


def _steps_back(connection: Connection, way: TextClause, login: str) -> bool:
    trying = connection.begin_nested()
    try:
        connection.execute(way)
        found = connection.execute(query("whoever_i_am")).one()
    finally:
        trying.rollback()
    return (found.login, found.acting_as) != (login, login)
