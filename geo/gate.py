"""What the pages may ask before anybody is known: sign in, who a session is of, sign out.

Each function is one statement in a transaction of its own, as the login ``nightjar_gate``, which
can execute these and read nothing. Tokens are made here and shown to their holder; the database
holds their hashes.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, RowMapping

from geo import passwords
from geo.database import query


@dataclass(frozen=True)
class Came:
    """What came of a step of signing in, and the token that goes on from it."""

    state: str
    token: str


@dataclass(frozen=True)
class SetUp:
    """What somebody who signs in for the first time is to set up."""

    sign_in_name: str
    secret: bytes


class Gate:
    """The door: the engine of ``nightjar_gate``, and what it may be asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, name: str, password: str, address: str) -> Came:
        """Try a password: ``code``, ``set_up``, ``refused`` or ``locked``.

        An unknown name costs the same hashing, and is answered and locked the same.
        """
        said, token = name.strip().lower()[:100], new_token()
        setting = str(self._one("gate_setting", {"name": said, "usual": passwords.USUAL}))
        values = {
            "name": said,
            "proof": passwords.proof(password, setting),
            "address": address,
            "token": digest(token),
        }
        return Came(str(self._one("gate_begin", values)), token)

    def begin_by_subject(self, issuer: str, subject: str) -> Came:
        """Let in whom an identity provider vouched for: ``in``, ``choose``, ``refused``..."""
        token = new_token()
        values = {"issuer": issuer, "subject": subject, "token": digest(token)}
        return Came(str(self._one("gate_begin_by_subject", values)), token)

    def check_code(self, token: str, code: str, address: str) -> Came:
        """Try the code of an authenticator app; the session that follows has a new token."""
        new = new_token()
        values = {
            "token": digest(token),
            "code": digits(code),
            "address": address,
            "new_token": digest(new),
        }
        return Came(str(self._one("gate_check_code", values)), new)

    def to_set_up(self, token: str) -> SetUp | None:
        """Return what is to be set up; None if the sign-in ran out."""
        with self.engine.begin() as connection:
            row = connection.execute(query("gate_set_up_secret"), {"token": digest(token)}).first()
        return None if row is None else SetUp(str(row.sign_in_name), bytes(row.secret))

    def set_up(self, token: str, name: str, password: str, code: str, address: str) -> Came:
        """Take a new password, and an authenticator app that is proved by its code."""
        new, setting = new_token(), passwords.new_setting()
        before = str(self._one("gate_setting", {"name": name, "usual": passwords.USUAL}))
        values = {
            "token": digest(token),
            "same_proof": passwords.proof(password, before),
            "setting": setting,
            "proof": passwords.proof(password, setting),
            "code": digits(code),
            "address": address,
            "new_token": digest(new),
        }
        return Came(str(self._one("gate_set_up", values)), new)

    def session(self, token: str) -> RowMapping | None:
        """Return who a token's session is of, renewing it; None if it is nobody's any more."""
        with self.engine.begin() as connection:
            rows = connection.execute(query("gate_session"), {"token": digest(token)})
            return rows.mappings().one_or_none()

    def rights(self, token: str) -> Sequence[RowMapping]:
        """Return the rights of whoever a token's session is of, as they were and are."""
        return self._all("gate_rights", {"token": digest(token)})

    def choose(self, token: str, right_id: UUID) -> str | None:
        """Go on as another thing that one may be; the new token, None if it was not granted."""
        new = new_token()
        values = {"token": digest(token), "right_id": right_id, "new_token": digest(new)}
        return new if self._one("gate_choose", values) else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._one("gate_sign_out", {"token": digest(token)})

    def samples(self) -> Sequence[RowMapping]:
        """Return the sample people; none once there is an account of a real person."""
        return self._all("gate_samples", {})

    def begin_sample(self, right_id: UUID) -> str | None:
        """Let in a sample person; the token, None once there is an account of a real person."""
        token = new_token()
        values = {"right_id": right_id, "token": digest(token)}
        return token if self._one("gate_begin_sample", values) else None

    def _one(self, name: str, values: Mapping[str, Any]) -> Any:
        with self.engine.begin() as connection:
            return connection.scalar(query(name), values)

    def _all(self, name: str, values: Mapping[str, Any]) -> Sequence[RowMapping]:
        with self.engine.begin() as connection:
            return connection.execute(query(name), values).mappings().all()


def new_token() -> str:
    """Return a token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """Return what the database holds of a token."""
    return hashlib.sha256(token.encode()).digest()


def digits(code: str) -> str:
    """Return a code as it is held, without the spaces that apps show in it."""
    kept = "".join(code.split())
    return kept if len(kept) == 6 and kept.isascii() and kept.isdigit() else ""
