"""Who may ask: the audiences, and somebody who has signed in as one of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    """Those who may ask; each has its own login and sees its own released views."""

    ANALYST = "analyst"
    OFFICER = "officer"
    BOARD = "board"
    ADMIN = "admin"

    @property
    def words(self) -> str:
        """What somebody of this audience is called."""
        return NAMES[self]


NAMES = {
    Audience.ANALYST: "police analyst",
    Audience.OFFICER: "licensing officer",
    Audience.BOARD: "board member",
    Audience.ADMIN: "administrator",
}


@dataclass(frozen=True)
class Who:
    """Somebody who has signed in, as one thing; ``rights`` counts what else they may be.

    ``purpose`` is what they look for, stated as the entry ``task``; None until they say.
    """

    account_id: UUID
    name: str
    audience: Audience
    authority: str | None
    authority_name: str | None
    rights: int
    began_at: dt.datetime
    task: int | None = None
    purpose: str | None = None
