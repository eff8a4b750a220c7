"""A pool of connections for each audience, and one for the door; none can act as another."""

from __future__ import annotations

from geo.database import ADMIN, ANALYST, BOARD, GATE, OFFICER, engine
from geo.gate import Gate
from geo.settings import Settings
from webmap.audience import Audience

LOGINS = {
    Audience.ANALYST: ANALYST,
    Audience.OFFICER: OFFICER,
    Audience.BOARD: BOARD,
    Audience.ADMIN: ADMIN,
}


class Pools:
    """The engines of a server, each of one login."""

    def __init__(self, settings: Settings, *, pooled: bool = True) -> None:
        self.gate = Gate(engine(settings, GATE, pooled=pooled))
        self.of = {
            audience: engine(settings, login, pooled=pooled) for audience, login in LOGINS.items()
        }

    def dispose(self) -> None:
        """Close every connection."""
        self.gate.engine.dispose()
        for each in self.of.values():
            each.dispose()
