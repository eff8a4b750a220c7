"""What a database holds, as one hash: two are equal if nothing that was sent differs."""

from __future__ import annotations

import hashlib

from sqlalchemy import Engine, text

# what differs each time by design: when, how long, and the numbers that sequences gave
TIMES = {
    "loaded_at",
    "seconds",
    "public_id",
    "corrected_at",
    "proposed_at",
    "raised_at",
    "saved_at",
}


def everything(engine: Engine) -> str:
    """Return a hash over every table of held, row by row and column by column."""
    whole = hashlib.sha256()
    with engine.connect() as connection:
        for table in _tables(connection):
            names = [name for name in _columns(connection, table) if name not in TIMES]
            row = f"ROW({', '.join(names)})::text"
            listed = connection.execute(text(f"SELECT {row} AS said FROM held.{table} ORDER BY 1"))
            whole.update(table.encode() + b"\0")
            for (said,) in listed:
                whole.update(said.encode() + b"\n")
    return whole.hexdigest()


def counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each table of held has."""
    with engine.connect() as connection:
        return {
            table: connection.scalar(text(f"SELECT count(*) FROM held.{table}")) or 0
            for table in _tables(connection)
        }


def _tables(connection):
    return connection.scalars(
        text("SELECT tablename FROM pg_tables WHERE schemaname = 'held' ORDER BY tablename")
    ).all()


def _columns(connection, table):
    return connection.scalars(
        text(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'held'"
            " AND table_name = :table ORDER BY ordinal_position"
        ),
        {"table": table},
    ).all()
