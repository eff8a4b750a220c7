"""What an analysis gives back, and what all of them make it of. CRS: EPSG:27700."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.events import FIRST_DAY

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.analysis.grids import Grid

Terms = Mapping[str, Any]
_DAY_NONE = dt.date.fromisoformat(FIRST_DAY)


@dataclass(frozen=True)
class Found:
    """What an analysis came to; ``frame`` has its geometry in ``geom``, and ``drawn`` its value."""

    frame: GeoDataFrame
    summary: dict[str, Any]
    data_sha256: str
    drawn: str


def cell_frame(grid: Grid, row: Any, column: Any, columns: dict[str, Any]) -> GeoDataFrame:
    """Return squares of a grid with their columns."""
    import geopandas
    from shapely import box

    from geo.crs import NATIONAL_GRID

    west, south = grid.corners(row, column)
    squares = box(west, south, west + grid.side_m, south + grid.side_m)
    frame = geopandas.GeoDataFrame(
        {"west": west, "south": south, **columns}, geometry=squares, crs=NATIONAL_GRID
    )
    return frame.rename_geometry("geom")


def day_number(day: Any) -> int:
    """Return a day's number since 1 January 2000."""
    when = day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
    return (when - _DAY_NONE).days


def day_of(number: int) -> str:
    """Return the day of a number, as it is written."""
    return (_DAY_NONE + dt.timedelta(days=int(number))).isoformat()
