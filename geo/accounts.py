"""Accounts and their rights: read, asked for, granted and ended, by page or by command.

The rules are the database's: who may grant what to whom is decided in ``sql/derived``, for both.
By page, an act is in the name of whoever the session is of; by command, in that of the account of
the operating system.
"""

from __future__ import annotations

import datetime as dt
import os
import pwd
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import DBAPIError

from geo import passwords
from geo.database import query
from geo.errors import NotFoundError
from geo.refused_fields import refusal

REFUSED = "NJ001"  # the state by which the database tells a refusal from a fault
SAMPLE_PEOPLE = (
    ("wren.calloway", "Wren Calloway", "analyst", None),
    ("ottilie.marsh", "Ottilie Marsh", "officer", "E06999001"),
    ("tobias.fenn", "Tobias Fenn", "board", None),
    ("maud.lanyon", "Maud Lanyon", "admin", None),
)


@dataclass(frozen=True)
class NewAccount:
    """What is said of an account when it is made; either a password for one use or a provider."""

    name: str
    display_name: str
    email: str | None = None
    issuer: str | None = None
    subject: str | None = None


class Register:
    """The accounts, changed in the name of ``actor``: a session's hash, or whoever commands."""

    def __init__(self, connection: Connection, actor: bytes | str) -> None:
        self._connection = connection
        self._actor = actor
        self._by = "admin" if isinstance(actor, bytes) else "owner"

    def add(self, account: NewAccount, *, sample: bool = False) -> tuple[UUID, str | None]:
        """Add an account; returns its number and its password for one use, if it has one.

        Raises: QuestionError for what the rules refuse.
        """
        values: dict[str, Any] = {
            "name": account.name.strip().lower(),
            "display_name": account.display_name.strip(),
            "email": (account.email or "").strip() or None,
            "issuer": account.issuer,
            "subject": account.subject,
            "setting": None,
            "proof": None,
        }
        password = None if account.subject or sample else passwords.one_time()
        if password is not None:
            values["setting"] = passwords.new_setting()
            values["proof"] = passwords.proof(password, values["setting"])
        if self._by == "owner":
            values["sample"] = sample
        return self._act("add_account", values), password

    def ask_right(self, account_id: UUID, audience: str, authority: str | None) -> UUID:
        """Ask for a right; all but an analyst's are granted at once. Raises: QuestionError."""
        values = {"account_id": account_id, "audience": audience, "authority": authority}
        asked = self._act("ask_right", values)
        assert isinstance(asked, UUID)
        return asked

    def grant_right(self, right_id: UUID) -> None:
        """Grant a right that another person asked for. Raises: QuestionError."""
        self._act("grant_right", {"right_id": right_id})

    def end_right(self, right_id: UUID) -> None:
        """End a right, and the sessions that use it. Raises: QuestionError."""
        self._act("end_right", {"right_id": right_id})

    def reset(self, account_id: UUID) -> str:
        """Return a new password for one use; the authenticator is forgotten.

        An analyst's right has to be granted anew. Raises: QuestionError.
        """
        password, setting = passwords.one_time(), passwords.new_setting()
        values = {"setting": setting, "proof": passwords.proof(password, setting)}
        self._act("reset_account", {"account_id": account_id, **values})
        return password

    def end(self, account_id: UUID) -> None:
        """End an account, with its rights and sessions. Raises: QuestionError."""
        self._act("end_account", {"account_id": account_id})

    def _act(self, name: str, values: Mapping[str, Any]) -> Any:
        with refusals(), self._connection.begin_nested():
            return self._connection.scalar(
                query(f"{self._by}_{name}"), {**values, "actor": self._actor}
            )


def accounts(connection: Connection) -> Sequence[RowMapping]:
    """Return the accounts, those that have ended last."""
    return connection.execute(query("admin_accounts")).mappings().all()


def account(connection: Connection, account_id: UUID) -> RowMapping:
    """Return one account. Raises: NotFoundError."""
    rows = connection.execute(query("admin_account"), {"account_id": account_id})
    found = rows.mappings().one_or_none()
    if found is None:
        raise NotFoundError("there is no account of that number")
    return found


def account_named(connection: Connection, name: str) -> RowMapping:
    """Return the account of a sign-in name. Raises: NotFoundError."""
    said = name.strip().lower()
    found = [each for each in accounts(connection) if each["sign_in_name"] == said]
    if not found:
        raise NotFoundError(
            f"there is no account of the sign-in name {said}: see them by nightjar user list"
        )
    return found[0]


def rights(
    connection: Connection,
    account_id: UUID | None = None,
    *,
    name: str | None = None,
    on: dt.date | None = None,
    waiting: bool = False,
) -> Sequence[RowMapping]:
    """Return every right there ever was; those of an account, of a day, or that wait."""
    values = {"account_id": account_id, "sign_in_name": name, "on_day": on, "waiting": waiting}
    return connection.execute(query("admin_rights"), values).mappings().all()


def loads(connection: Connection, at_most: int = 200) -> Sequence[RowMapping]:
    """Return when data arrived and how many rows stood, newest first; nothing of their content."""
    return connection.execute(query("admin_loads"), {"at_most": at_most}).mappings().all()


def authorities(connection: Connection) -> Sequence[RowMapping]:
    """Return the authorities that an officer can be of."""
    return connection.execute(query("admin_authorities")).mappings().all()


def real_people(connection: Connection) -> bool:
    """Whether anybody but the sample people has an account."""
    return any(not each["sample"] for each in accounts(connection))


def make_sample_people(connection: Connection) -> None:
    """Make the four invented people of the demonstration, who sign in without a password.

    They can only while nobody else has an account: the database refuses them from then on.
    """
    if accounts(connection):
        return
    made: dict[str, UUID] = {}
    command = Register(connection, "the demonstration")
    for name, display_name, audience, authority in reversed(SAMPLE_PEOPLE):
        made[audience], _ = command.add(NewAccount(name, display_name), sample=True)
        if audience != "analyst":
            command.ask_right(made[audience], audience, authority)
    asked = Register(connection, str(made["admin"]))
    command.grant_right(asked.ask_right(made["analyst"], "analyst", None))


def commander() -> str:
    """Name whoever gives a command: the account of the operating system."""
    return f"the account {pwd.getpwuid(os.getuid()).pw_name} of this machine"


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the database refuses by a rule into its sentence. Raises: QuestionError."""
    try:
        yield
    except DBAPIError as error:
        sentence = getattr(getattr(error.orig, "diag", None), "message_primary", None)
        if getattr(error.orig, "sqlstate", None) != REFUSED or sentence is None:
            raise
        raise refusal(str(sentence)) from None
