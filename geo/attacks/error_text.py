"""Make each login's statements fail in ways that quote a value, and look for canaries in the words.

Canaries must have been planted before, in a database of invented data.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, TextClause
from sqlalchemy.exc import DBAPIError

from geo.assurance import Finding, at_most
from geo.attacks.canaries import CASE_NOTE, EMAIL, FAR_NAME, FAR_PERSON_NAME, NOTE, WORDS
from geo.attacks.lint import WEB
from geo.attacks.logins import EACH, acting
from geo.database import ANALYST, GATE, engine, query, statements
from geo.gate import Gate, digest
from geo.settings import Settings


def run(settings: Settings) -> Sequence[Finding]:
    """Try every login, those of the pages without a session and by the sample officer's."""
    asked, leaks, signed_in = 0, 0, officer(settings)
    for login in EACH:
        with acting(settings, login) as connection:
            for session in (b"", signed_in) if login in WEB else (b"",):
                connection.execute(query("set_session"), {"session": session})
                for statement in statements("attack_error_text"):
                    asked += 1
                    leaks += bool(told(said(connection, statement), login))
    tried = f"{asked} statements as {len(EACH)} logins, of the pages, loader and publisher"
    return [at_most("errors and rows that tell a canary", tried, leaks, 0)]


def officer(settings: Settings) -> bytes:
    """Sign the sample officer in; the hash by which the database knows the session."""
    through = engine(settings, GATE)
    gate = Gate(through)
    right = next(each["right_id"] for each in gate.samples() if each["audience"] == "officer")
    token = gate.begin_sample(right)
    through.dispose()
    assert token is not None  # without one, every answer would be empty and tell nothing
    return digest(token)


def told(words: str, login: str) -> list[str]:
    """Return the canaries in what was said.

    An analyst may be told of any premises' name. Loader and publisher read episodes and registers,
    and none of what people wrote or of who they are.
    """
    kept: tuple[str, ...]
    if login not in WEB:
        kept = (NOTE, CASE_NOTE, FAR_PERSON_NAME, EMAIL)
    elif login == ANALYST:
        kept = WORDS
    else:
        kept = (*WORDS, FAR_NAME)
    return [each for each in kept if each in words]


def said(connection: Connection, statement: TextClause) -> str:
    """Return all that a statement is answered with, rows or error; undo it."""
    trying = connection.begin_nested()
    try:
        return str(connection.execute(statement).all())
    except DBAPIError as error:
        return str(error.orig)
    finally:
        trying.rollback()
