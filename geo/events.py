"""The episodes of a window as arrays, for the statistics of ``geo.analysis``.

An event is an episode at a point that counts: homes and institutions are not among them. For
analysts alone: these are points of episodes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.database import query

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_DAY = "2000-01-01"  # days are counted from it


@dataclass(frozen=True)
class Events:
    """A row for each event: millimetres in EPSG:27700, days since 1 January 2000, and whose."""

    points: NDArray[np.int64]
    days: NDArray[np.int64]
    child: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.days)

    @property
    def metres(self) -> NDArray[np.float64]:
        """Positions in metres."""
        return np.asarray(self.points / 1000)

    def sha256(self) -> str:
        """Return a hash over positions and days, by which the same data are known again."""
        rows = np.column_stack([self.points, self.days]).astype("<i8")
        ordered = rows[np.lexsort(rows.T[::-1])]
        return hashlib.sha256(np.ascontiguousarray(ordered).tobytes()).hexdigest()


def events(connection: Connection, terms: Mapping[str, Any]) -> Events:
    """Return the events of ``as_at``, ``window_days`` and ``only`` (conditions by column)."""
    values = {
        "as_at": terms["as_at"],
        "window_days": terms["window_days"],
        "only_where": json.dumps(dict(terms.get("only") or {})),
    }
    rows = connection.execute(query("events_in_window"), values).all()
    table = np.array([(r.x, r.y, r.day, r.child) for r in rows], np.int64).reshape(-1, 4)
    return Events(table[:, :2], table[:, 2], table[:, 3])
