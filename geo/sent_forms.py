"""A form that is sent twice acts once: who acts claims it first, in the same transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, Engine

from geo.database import query
from geo.errors import SentBeforeError


def digest(parts: Iterable[str]) -> bytes:
    """Return the hash by which a form is known: of its key, its address and what stood in it."""
    found = hashlib.sha256()
    for part in parts:
        body = part.encode("utf-8", "surrogatepass")
        found.update(len(body).to_bytes(8, "big") + body)
    return found.digest()


def claim(connection: Connection, session: bytes, form: bytes | None) -> None:
    """Claim a form in the transaction of what it does; None is a form without a key, which acts.

    The same form a moment earlier is waited for. Raises: SentBeforeError if it has acted.
    """
    if form is None:
        return
    if not connection.scalar(query("claim_form"), {"session": session, "form": form}):
        raise SentBeforeError("this form was sent before, and what it says was done then")


def note(engine: Engine, session: bytes, form: bytes, led_to: str) -> None:
    """Keep where a form has led."""
    with engine.begin() as connection:
        connection.execute(query("note_form"), {"session": session, "form": form, "led_to": led_to})


def led_to(engine: Engine, session: bytes, form: bytes) -> str | None:
    """Return where a form that was sent before has led, if that is known."""
    with engine.connect() as connection:
        found = connection.scalar(query("sent_form"), {"session": session, "form": form})
    return None if found is None else str(found)
