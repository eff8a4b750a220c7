"""A GeoPackage is a database, and a database can hold programs: a layer must be a plain table.

Views, columns that are made when they are read and virtual tables run what their sender wrote:
without end, or for gigabytes. What a GeoPackage's own index needs (virtual tables of its kind, and
triggers, which act when something is written) is never asked for its rows.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from geo.errors import SourceError

_MOST_STEPS = 2_000_000  # of SQLite's own machine; the list of tables takes thousands


def refuse_programs(path: Path, name: str) -> None:
    """Refuse a GeoPackage one of whose layers is a program. Raises: SourceError."""
    left = [_MOST_STEPS]

    def count() -> int:
        left[0] -= 10_000
        return int(left[0] < 0)

    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.set_progress_handler(count, 10_000)
            base.execute("PRAGMA trusted_schema = OFF")
            base.execute("PRAGMA cell_size_check = ON")
            layers = base.execute("SELECT table_name FROM gpkg_contents").fetchall()
            for (layer,) in layers:
                _refuse_layer(base, str(layer), name)
    except sqlite3.Error as error:
        raise SourceError(
            f"{name} cannot be opened as GPKG: it is damaged, or a database of another kind."
        ) from error


def _refuse_layer(base: sqlite3.Connection, layer: str, name: str) -> None:
    found = base.execute(
        "SELECT type, sql FROM sqlite_master WHERE lower(name) = lower(?)", [layer]
    ).fetchall()
    plain = [
        kind == "table" and not str(said).upper().startswith("CREATE VIRTUAL")
        for kind, said in found
    ]
    made = base.execute("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3)", [layer])
    if not all(plain) or made.fetchall():
        raise SourceError(
            f"{name} must hold its layers as plain tables, and one is a view or is made when it is "
            "read: save the layer as a new GeoPackage."
        )
