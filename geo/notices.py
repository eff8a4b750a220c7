"""What waits for people: told in the bar of each page, and once each by e-mail.

An e-mail has a subject and a link, and nothing of what waits: mail is read where nobody knows who
looks on, and passes servers that are not ours.
"""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping
from sqlalchemy.exc import SQLAlchemyError

from geo.database import query
from geo.errors import SetupError
from geo.settings import Settings

TIMEOUT_S = 30


def waiting(connection: Connection, session: bytes) -> RowMapping:
    """Return how many actions, visits and texts wait for the holder of a session."""
    return connection.execute(query("notices"), {"session": session}).mappings().one()


def send(owner: Engine, settings: Settings, actor: str) -> dict[str, int]:
    """Send one e-mail to each person for whom something new waits; how many, and of what failed.

    A person is told of a thing once, and anew if its day or its hands change. What could not be
    sent is tried again at the next run. Raises: SetupError if no server is set or it is away.
    """
    if settings.smtp_host is None or settings.mail_from is None or settings.address is None:
        raise SetupError(
            "e-mail needs a server, a sender and the address that people open: set "
            "NIGHTJAR_SMTP_HOST, NIGHTJAR_MAIL_FROM and NIGHTJAR_ADDRESS."
        )
    with owner.connect() as connection:
        rows = connection.execute(query("notices_to_send")).mappings().all()
    done = {"sent": 0, "failed": 0, "things": 0}
    if not rows:
        return done
    with _server(settings) as server:
        for _, group in groupby(rows, key=lambda row: row["account_id"]):
            things = list(group)
            try:
                _tell(owner, server, settings, actor, things)
            except (smtplib.SMTPException, SQLAlchemyError):
                done["failed"] += 1
                continue
            done["sent"] += 1
            done["things"] += len(things)
    return done


def message(settings: Settings, to: str, number: int) -> EmailMessage:
    """Return the e-mail: how many things wait, and where to see them."""
    told = EmailMessage()
    told["Subject"] = (
        "Nightjar: something waits for you"
        if number == 1
        else f"Nightjar: {number} things wait for you"
    )
    told["From"], told["To"] = settings.mail_from, to
    told["Date"], told["Message-ID"] = formatdate(), make_msgid(domain="nightjar.invalid")
    told["Auto-Submitted"] = "auto-generated"
    told.set_content(f"{settings.address}/\n")
    return told


def _tell(
    owner: Engine,
    server: smtplib.SMTP,
    settings: Settings,
    actor: str,
    things: list[RowMapping],
) -> None:
    """Note what is told, send it, and only then let the note stand."""
    with owner.begin() as connection:
        for thing in things:
            values: dict[str, Any] = {
                name: thing[name] for name in ("account_id", "kind", "object", "about")
            }
            connection.execute(query("note_notice"), values)
        told = {"actor": actor, "action": "tell", "subject": str(things[0]["account_id"])}
        detail = json.dumps({"things": len(things)})
        connection.execute(query("audit_add"), {**told, "detail": detail})
        server.send_message(message(settings, things[0]["email"], len(things)))


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """Connect to the mail server as the settings say. Raises: SetupError."""
    assert settings.smtp_host is not None
    secure = ssl.create_default_context()
    try:
        if settings.smtp_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S, context=secure
            )
        else:
            server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S)
            if settings.smtp_security == "starttls":
                server.starttls(context=secure)
        if settings.smtp_user is not None and settings.smtp_password_file is not None:
            password = settings.smtp_password_file.read_text(encoding="utf-8").strip()
            server.login(settings.smtp_user, password)
    except (OSError, smtplib.SMTPException) as error:
        raise SetupError(
            "the mail server must answer as NIGHTJAR_SMTP_HOST, _PORT, _SECURITY, _USER and "
            f"_PASSWORD_FILE say, and it did not: {type(error).__name__}. Nothing was sent."
        ) from error
    try:
        yield server
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    """Take leave of a server, which may be gone already."""
    try:
        server.quit()
    except smtplib.SMTPException:
        server.close()
