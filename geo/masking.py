"""Answers as they may leave by default: 250 m squares, bands and quarters, and nothing finer.

A masked file is for partners who work with the analyst, and is no publication: squares are of one
size, whoever lives in them, and no count is withheld.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import Series

CELL_M = 250
# in words: a spreadsheet takes 3-5 for a day in May
BANDS = ((21, "21 or more"), (11, "11 to 20"), (6, "6 to 10"), (3, "3 to 5"), (0, "under 3"))


def band(count: int) -> str:
    """Return the band that a count is told as."""
    return next(name for least, name in BANDS if count >= least)


def quarter(day: dt.date) -> str:
    """Return the quarter of a day, such as 2026Q3."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def locations(found: GeoDataFrame) -> GeoDataFrame:
    """Return the squares that repeat locations lie in, several in one square together.

    CRS: EPSG:27700. Columns: cell_west, cell_south, locations, episodes and children as bands,
    first_quarter, last_quarter; ``geom`` is the square. Children of several locations in a square
    may be the same ones, so the largest of their counts is told. Episodes may be as well:
    ``in_square`` of ``found`` is how many the square has, each counted once.
    """
    import geopandas
    import pandas as pd
    from shapely import box

    wests, souths = corners(found)
    table = pd.DataFrame(
        {
            "cell_west": wests,
            "cell_south": souths,
            "episodes": found["in_square"].astype(int),
            "children": found["children"].astype(int),
            "first_on": found["first_on"],
            "last_on": found["last_on"],
        }
    )
    rows: list[dict[str, Any]] = []
    for (west, south), group in table.groupby(["cell_west", "cell_south"], sort=True):
        rows.append(
            {
                "cell_west": west,
                "cell_south": south,
                "locations": len(group),
                "episodes": band(int(group["episodes"].iloc[0])),
                "children": band(int(group["children"].max())),
                "first_quarter": quarter(group["first_on"].min()),
                "last_quarter": quarter(group["last_on"].max()),
            }
        )
    names = (
        *("cell_west", "cell_south", "locations", "episodes", "children"),
        *("first_quarter", "last_quarter"),
    )
    masked = pd.DataFrame(rows, columns=list(names))
    left, bottom = masked["cell_west"].to_numpy(float), masked["cell_south"].to_numpy(float)
    squares = box(left, bottom, left + CELL_M, bottom + CELL_M)
    return geopandas.GeoDataFrame(
        masked, geometry=geopandas.GeoSeries(squares, crs=found.crs)
    ).rename_geometry("geom")


def corners(found: GeoDataFrame) -> tuple[Series, Series]:
    """Return west and south of the square that each repeat location lies in, by its middle."""
    centre = found.geometry.centroid
    return (
        (centre.x // CELL_M * CELL_M).astype(int),
        (centre.y // CELL_M * CELL_M).astype(int),
    )


def flags(by_cell: GeoDataFrame) -> GeoDataFrame:
    """Return flags that were measured from squares, with bands in place of their counts."""
    shown = by_cell.copy()
    for name in ("episodes", "children"):
        shown[name] = [band(int(count)) for count in shown[name]]
    return shown
