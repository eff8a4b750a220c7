"""Eastings in the place of northings, which in this country are often another true place.

A force's area holds both where a place is and where it would be with its numbers exchanged, so that
neither the grid nor that area tells. The authorities that the file names do, of all its places
together: of one place they tell nothing, since children go to other towns.
CRS: EPSG:27700.
"""

from __future__ import annotations

from threading import Lock

import numpy as np
from sqlalchemy import Connection

from geo.areas import Area
from geo.database import query
from geo.errors import SourceError
from loaders.arrays import Mask
from loaders.default_points import NEARLY_ALL
from loaders.episode_rows import Floats

FEWEST = 5  # places
LOOKED_AT = 200  # places of a batch; a file is written one way throughout
NEAR_BY_M = 5_000.0


class Exchanged:
    """How many places of a load lie where its authorities are only if they are turned round."""

    def __init__(self, connection: Connection, turn: Lock) -> None:
        self._connection, self._turn = connection, turn
        self._of: frozenset[str] = frozenset()
        self._area = Area((), NEAR_BY_M)
        self._places = self._turned = 0

    def look(
        self, easting: Floats, northing: Floats, placed: Mask, authorities: frozenset[str]
    ) -> None:
        """Look at some places of a batch, by the authorities that were named so far."""
        if authorities != self._of:
            with self._turn:
                rows = self._connection.execute(
                    query("areas_of_authorities"), {"authorities": sorted(authorities)}
                ).all()
            self._of, self._area = authorities, Area((row.wkb for row in rows), NEAR_BY_M)
        if not self._area:
            return
        rows_placed = np.flatnonzero(placed)
        some = rows_placed[:: len(rows_placed) // LOOKED_AT + 1]
        east, north = easting[some], northing[some]
        turned = ~self._area.holds(east, north) & self._area.holds(north, east)
        self._places += len(some)
        self._turned += int(turned.sum())

    def refuse(self, name: str) -> None:
        """Refuse a file whose places nearly all are so. Raises: SourceError."""
        if self._turned >= max(FEWEST, NEARLY_ALL * self._places):
            raise SourceError(
                f"{name} must give eastings as eastings and northings as northings, and nearly all "
                "its places lie in the authorities that it names only if the two are exchanged: "
                "the whole file is refused; exchange the two columns and send it again."
            )
