"""A pool of connections for each audience, and one for the door; none can act as another."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

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
# the longest that one statement of a page may take, in seconds; a login of its own, in QGIS or
# psql, is given more by sql/roles.sql
LONGEST_S = {
    Audience.ANALYST: 30.0,
    Audience.OFFICER: 15.0,
    Audience.BOARD: 15.0,
    Audience.ADMIN: 15.0,
}
LONGEST_OF_GATE_S = 10.0
LONGEST_OF_HEALTH_S = 3.0


class Pools:
    """The engines of a server, each of one login.

    ``apart`` are for whoever watches over it: they open a connection when they are asked and keep
    none, so that they answer also when every connection of the others is taken.
    """

    def __init__(self, settings: Settings, *, pooled: bool = True) -> None:
        self.gate = Gate(
            engine(settings, GATE, pooled=pooled, longest_statement_s=LONGEST_OF_GATE_S)
        )
        self.of = {
            audience: engine(
                settings, login, pooled=pooled, longest_statement_s=LONGEST_S[audience]
            )
            for audience, login in LOGINS.items()
        }
        self.apart: dict[Audience | None, Engine] = {
            audience: engine(settings, login, longest_statement_s=LONGEST_OF_HEALTH_S)
            for audience, login in (*LOGINS.items(), (None, GATE))
        }

    def named(self) -> Iterator[tuple[str, Engine]]:
        """Yield each pool with the name of whom it is for."""
        yield "gate", self.gate.engine
        for audience, each in self.of.items():
            yield audience.value, each

    def dispose(self) -> None:
        """Close every connection."""
        for _, each in self.named():
            each.dispose()
        for each in self.apart.values():
            each.dispose()
