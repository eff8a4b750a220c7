"""The published quarters: the only windows of time that officers and the board may ask for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from geo.database import query


def quarters(connection: Connection) -> Sequence[RowMapping]:
    """Return the quarters that are published, newest first, with the terms of each."""
    return connection.execute(query("released_quarters")).mappings().all()
