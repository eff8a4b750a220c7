"""What the board's pages may ask for: wards and counts of whole quarters."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from geo.database import query


def quarters(connection: Connection) -> Sequence[RowMapping]:
    """Return the quarters that are published, newest first, with the terms of each."""
    return connection.execute(query("released_quarters")).mappings().all()


def ward_counts(connection: Connection, quarter: str) -> Sequence[RowMapping]:
    """Return the wards that are shown of a quarter; a ward without a row is "not shown"."""
    return connection.execute(query("board_wards"), {"quarter": quarter}).mappings().all()


def flag_counts(connection: Connection, quarter: str) -> Sequence[RowMapping]:
    """Return how many premises officers are shown in a quarter, by authority."""
    return connection.execute(query("board_flag_counts"), {"quarter": quarter}).mappings().all()
