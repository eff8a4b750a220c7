"""The episodes of a window as arrays, for the statistics of ``geo.analysis``.

An event is an episode at a point that counts: homes and institutions are not among them. An episode
with several points in one cell or area is counted once there. For analysts alone: these are points
of episodes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.columns import columns
from geo.errors import QuestionError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

FIRST_DAY = "2000-01-01"  # days are counted from it


@dataclass(frozen=True)
class Events:
    """A row for each event: millimetres in EPSG:27700, days since 1 January 2000, and whose.

    ``episode``: events of one number are one episode; None: each is one. ``by_month``: of those no
    day is known, and theirs is the first of the month; None: of none.
    """

    points: NDArray[np.int64]
    days: NDArray[np.int64]
    child: NDArray[np.int64]
    episode: NDArray[np.int64] | None = None
    by_month: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.days)

    @property
    def metres(self) -> NDArray[np.float64]:
        """Positions in metres."""
        return np.asarray(self.points / 1000)

    @property
    def episodes(self) -> int:
        """How many episodes the events are of."""
        return len(self) if self.episode is None else len(np.unique(self.episode))

    def where(self, kept: NDArray[np.bool_]) -> Events:
        """Return some of the events."""
        return Events(
            self.points[kept],
            self.days[kept],
            self.child[kept],
            None if self.episode is None else self.episode[kept],
            None if self.by_month is None else self.by_month[kept],
        )

    def first_at(self, place: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each event is the first of its episode at a place, by numbers of places."""
        import pandas as pd

        if self.episode is None or not len(self):
            return np.ones(len(self), bool)
        whose = self.episode - self.episode.min()
        once = ~pd.Series(place * (int(whose.max()) + 1) + whose).duplicated()
        return once.to_numpy(bool)

    def with_days(self) -> Events:
        """Return the events whose day is known, for what compares days."""
        return self if self.by_month is None else self.where(~self.by_month)

    def sha256(self) -> str:
        """Return a hash over positions and days, by which the same data are known again."""
        rows = np.column_stack([self.points, self.days]).astype("<i8")
        ordered = rows[np.lexsort(rows.T[::-1])]
        return hashlib.sha256(np.ascontiguousarray(ordered).tobytes()).hexdigest()

    def frame(self) -> GeoDataFrame:
        """Return the events as points in ``geom`` with ``day`` and ``child``. CRS: EPSG:27700."""
        import geopandas
        import pandas as pd

        from geo.crs import NATIONAL_GRID

        days = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(self.days, unit="D")
        east, north = self.metres.T
        points = geopandas.points_from_xy(east, north, crs=NATIONAL_GRID)
        return geopandas.GeoDataFrame(
            {"day": days, "child": self.child}, geometry=points
        ).rename_geometry("geom")

    @classmethod
    def of(cls, given: Events | GeoDataFrame) -> Events:
        """Return events of a frame of points, or events as they are. CRS: EPSG:27700.

        ``day`` holds dates, ``child`` and ``episode`` whatever tells those apart; without them
        every event is of one day, and of a child and an episode of its own.
        Raises: CrsError, QuestionError.
        """
        import pandas as pd

        from geo.crs import require_national_grid

        if isinstance(given, Events):
            return given
        require_national_grid(given, "events")
        if not (given.geometry.geom_type == "Point").all() or given.geometry.is_empty.any():
            raise QuestionError("events must be points, one for each, found something else")
        metres = given.geometry.get_coordinates().to_numpy()
        count = len(given)
        days = np.zeros(count, np.int64)
        child = -1 - np.arange(count, dtype=np.int64)
        if "day" in given.columns:
            since = pd.to_datetime(given["day"]) - pd.Timestamp(FIRST_DAY)
            days[:] = since.dt.days
        if "child" in given.columns:
            child[:] = given["child"].factorize(sort=True)[0]
        episode = None
        if "episode" in given.columns:
            episode = given["episode"].factorize(sort=True)[0].astype(np.int64)
        return cls(np.rint(metres * 1000).astype(np.int64), days, child, episode)


def events(connection: Connection, terms: Mapping[str, Any]) -> Events:
    """Return the events of ``as_at``, ``window_days`` and ``only`` (conditions by column)."""
    values = {
        "as_at": terms["as_at"],
        "window_days": terms["window_days"],
        "only_where": json.dumps(dict(terms.get("only") or {})),
    }
    found = columns(connection, "events_in_window", values)
    points = np.column_stack([found["x"], found["y"]])
    whose = (found["child"], found["episode"], found["by_month"] > 0)
    return Events(points, found["day"], *whose)
