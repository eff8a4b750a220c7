"""How many, by area and period: the table that boards ask for, frames in and out.

Each distinct point is looked for in the areas once, however many events lie at it: anonymised
points are few, and a million events over ten years lie at some tens of thousands of them.
CRS: EPSG:27700 alone. Raises: CrsError for another system; QuestionError for what is too few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from geo.analysis.enough import require_events
from geo.crs import require_national_grid
from geo.events import FIRST_DAY, Events

if TYPE_CHECKING:
    import datetime as dt

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    Given = Events | GeoDataFrame
    Numbers = NDArray[np.int64]

Every = Literal["month", "quarter", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
NO_AREA = NO_PERIOD = -1
MOST_MARKED = 1 << 26  # pairs of area and child that are ticked off in memory, a byte each
BLOCK_ROWS = 1 << 15


def by_area(
    events: Given,
    areas: GeoDataFrame,
    *,
    begins: dt.date | None = None,
    ends: dt.date | None = None,
    every: Every = "quarter",
    area: Numbers | None = None,
) -> GeoDataFrame:
    """Return the areas with their events and children, and the events of each period of a calendar.

    ``events``: points with ``day`` and ``child``. ``begins`` and ``ends``: the days of the window,
    or those of the first and last event; a period that the window cuts has what is inside it.
    Columns of periods are called 2026-09, 2026Q3 or 2026. What lies in no area is left out; on an
    edge it is the first area's. An episode with several points in an area is one event of it.
    ``area``: what ``area_of_each`` gave, where it was asked before.
    """
    import geopandas
    import pandas as pd

    require_national_grid(areas, "areas")
    found = Events.of(events)
    require_events(len(found))
    area = area_of_each(found.points, areas) if area is None else area
    once = found.first_at(area)
    found, area = found.where(once), area[once]
    period, names = _periods(found.days, begins, ends, every)
    counts, children = tabulate(area, period, found.child, len(areas), len(names))
    columns = pd.DataFrame(counts, areas.index, names)
    told = areas.drop(columns=names, errors="ignore")
    told = told.assign(events=counts.sum(axis=1), children=children)
    told = told if told.geometry.name == "geom" else told.rename_geometry("geom")
    # side by side, not by name: an index may have a name twice
    return geopandas.GeoDataFrame(pd.concat([told, columns], axis=1), geometry="geom")


def area_of_each(points: Numbers, areas: GeoDataFrame) -> Numbers:
    """Return the number of the area that each point lies in, -1 for none.

    ``points``: millimetres, shape (n, 2). On an edge it is the first area's.
    """
    import shapely

    which, row = _distinct(points)
    order = np.argsort(points[row, 0], kind="stable")
    east, north = np.ascontiguousarray(points[row[order]].T) / 1000
    shapes = areas.geometry.to_numpy()
    shapely.prepare(shapes)
    west, south, right, top = shapely.bounds(shapes).T
    begin, end = np.searchsorted(east, west), np.searchsorted(east, right, side="right")
    # points go in by their numbers: a tree would need an object of each, which takes twice as long
    found = np.full(len(row), NO_AREA, np.int64)
    for number in reversed(range(len(shapes))):
        strip = north[begin[number] : end[number]]
        near = np.flatnonzero((strip >= south[number]) & (strip <= top[number])) + begin[number]
        inside = shapely.intersects_xy(shapes[number], east[near], north[near])
        found[order[near[inside]]] = number
    return np.asarray(found[which])


def tabulate(
    area: Numbers, period: Numbers, child: Numbers, areas: int, periods: int
) -> tuple[Numbers, Numbers]:
    """Return how many events each area had in each period, and of how many children in all.

    Shapes: (areas, periods) and (areas,). A child may be counted in several areas. An event of no
    area or no period is left out.
    """
    counts = np.zeros(areas * periods, np.int64)
    whose, several = _numbered(child)
    ticked = areas * several <= MOST_MARKED
    met = np.zeros(areas * several if ticked else 0, bool)
    pairs = []
    # by so many rows as stay in a processor's own memory: twice as fast
    for first in range(0, len(area), BLOCK_ROWS):
        rows = slice(first, first + BLOCK_ROWS)
        where, when, who = area[rows], period[rows], whose[rows]
        inside = (where != NO_AREA) & (when != NO_PERIOD)
        if not inside.all():
            where, when, who = where[inside], when[inside], who[inside]
        counts += np.bincount(where * periods + when, minlength=len(counts))
        pair = where * several + who
        if ticked:
            met[pair] = True
        else:
            pairs.append(np.unique(pair))
    if ticked:
        children = np.array([np.count_nonzero(each) for each in met.reshape(areas, several)])
    else:
        children = np.bincount(np.unique(np.concatenate(pairs)) // several, minlength=areas)
    return counts.reshape(areas, periods), children


def _distinct(points: Numbers) -> tuple[Numbers, Numbers]:
    """Return the number of each row's point among the distinct ones, and a row that each is in.

    Events come from the database with equal points together, which takes no table to see.
    """
    import pandas as pd

    east, north = points.T
    begins = np.ones(len(points), bool)
    np.not_equal(east[1:], east[:-1], out=begins[1:])
    begins[1:] |= north[1:] != north[:-1]
    row = np.flatnonzero(begins)
    keys = east[row] << 32 ^ north[row]
    if (keys[1:] > keys[:-1]).all():
        return np.repeat(np.arange(len(row)), np.diff(np.append(row, len(points)))), row
    which, several = pd.factorize(east << 32 ^ north)
    row = np.empty(len(several), np.int64)
    row[which] = np.arange(len(points))
    return which, row


def _numbered(child: Numbers) -> tuple[Numbers, int]:
    """Return children as numbers from 0, and below which: the database's own if those are dense."""
    import pandas as pd

    low, high = (int(child.min()), int(child.max())) if len(child) else (0, 0)
    if high - low <= 4 * len(child):
        return child - low, high - low + 1
    which, several = pd.factorize(child)
    return which, len(several)


def _periods(
    days: Numbers, begins: dt.date | None, ends: dt.date | None, every: Every
) -> tuple[Numbers, list[str]]:
    """Return the number of each event's period, -1 outside, and the periods' names in order."""
    none = np.datetime64(FIRST_DAY)
    first = none + int(days.min()) if begins is None else np.datetime64(begins)
    last = none + int(days.max()) if ends is None else np.datetime64(ends)
    step = MONTHS[every]
    low, high = (each.astype("datetime64[M]").astype(int) // step for each in (first, last))
    # a decade has few days: each is put into its period once
    whole = none + np.arange(int(days.min()), int(days.max()) + 1)
    of_day = whole.astype("datetime64[M]").astype(np.int64) // step - low
    of_day[(whole < first) | (whole > last)] = NO_PERIOD
    return of_day[days - days.min()], [_name(number, every) for number in range(low, high + 1)]


def _name(number: int, every: Every) -> str:
    year, part = divmod(number, 12 // MONTHS[every])
    if every == "year":
        return f"{1970 + year}"
    return f"{1970 + year}-{part + 1:02}" if every == "month" else f"{1970 + year}Q{part + 1}"
