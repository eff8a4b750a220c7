"""Clusters, near repeats and the space-time scan by point, frames in and out.

``events`` are points with ``day`` and ``child`` (``geo.events``). CRS: EPSG:27700 alone; lengths in
metres. Raises: CrsError for another system; QuestionError for what is too few to map.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.enough import require_events
from geo.events import Events
from geo.found import day_number, day_of

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    Given = Events | GeoDataFrame


def clusters(
    events: Given, *, reach_m: float = 150, least: int = 5, reach_days: int | None = None
) -> GeoDataFrame:
    """Return clusters by density (DBSCAN), most events first; with ``reach_days`` by days too.

    An event is a core if ``least`` events, itself among them, lie within ``reach_m`` (and within
    ``reach_days``) of it. The shape is all that lies within half of the reach of its points.
    """
    import geopandas
    from shapely import MultiPoint

    from geo.crs import NATIONAL_GRID

    found = Events.of(events)
    labels = labelled(found, reach_m=reach_m, least=least, reach_days=reach_days)
    rows = []
    by_label = np.argsort(labels, kind="stable")
    bounds = np.searchsorted(labels[by_label], np.arange(labels.max(initial=-1) + 2))
    # of equal ones, whose first event comes first
    for number, label in enumerate(np.argsort(-np.diff(bounds), kind="stable").tolist(), 1):
        mine = by_label[bounds[label] : bounds[label + 1]]
        places = np.unique(found.metres[mine], axis=0)
        rows.append(
            {
                "cluster": number,
                "events": len(mine),
                "children": len(np.unique(found.child[mine])),
                "points": len(places),
                "from_day": day_of(found.days[mine].min()),
                "to_day": day_of(found.days[mine].max()),
                "geom": MultiPoint(places).buffer(max(reach_m / 2, 1), 8),
            }
        )
    columns = ["cluster", "events", "children", "points", "from_day", "to_day", "geom"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geom", crs=NATIONAL_GRID)


def labelled(
    events: Given, *, reach_m: float, least: int, reach_days: int | None = None
) -> NDArray[np.int64]:
    """Return the number of each event's cluster, from 0, or -1 where it is of none."""
    from geo.analysis.clusters import dbscan

    found = Events.of(events)
    require_events(len(found))
    days = None if reach_days is None else found.days
    return dbscan(found.points, round(reach_m * 1000), least, days=days, reach_days=reach_days or 0)


def near_repeats(
    events: Given,
    *,
    distances_m: Sequence[int] = (100, 200, 400),
    intervals_days: Sequence[int] = (7, 14, 28),
    shuffles: int = 999,
    seed: int = 1,
) -> GeoDataFrame:
    """Return pairs of events by band of distance and days, beside what chance would give (Knox).

    The shape of every row is the middle of the events, to a kilometre.
    """
    import geopandas
    from shapely import Point

    from geo.analysis.near_repeat import knox
    from geo.crs import NATIONAL_GRID

    found = Events.of(events)
    require_events(len(found))
    distances, days = tuple(distances_m), tuple(intervals_days)
    result = knox(
        found.points,
        found.days,
        tuple(each * 1000 for each in distances),
        days,
        child=found.child,
        shuffles=shuffles,
        seed=seed,
    )
    middle = Point(*found.metres.mean(axis=0).round(-3))
    rows = [
        {
            "distance_from_m": ([0, *distances])[i],
            "distance_to_m": distances[i],
            "days_from": ([0, *days])[j],
            "days_to": days[j],
            "pairs": int(result.observed[i, j]),
            "expected": float(result.expected[i, j]),
            "ratio": float(result.ratio[i, j]),
            "chance": float(result.chance[i, j]),
            "geom": middle,
        }
        for i in range(len(distances))
        for j in range(len(days))
    ]
    return geopandas.GeoDataFrame(rows, geometry="geom", crs=NATIONAL_GRID)


def scan(
    events: Given,
    *,
    as_at: dt.date,
    window_days: int = 365,
    radii_m: Sequence[int] = (100, 250, 500, 1000),
    period_days: int = 7,
    longest_days: int = 28,
    shuffles: int = 999,
    seed: int = 1,
) -> GeoDataFrame:
    """Return the circles and spans of days in which most more happened than their shares.

    Kulldorff's space-time permutation scan over the ``window_days`` that end on ``as_at``.
    """
    import geopandas
    from shapely import Point

    from geo.analysis.scan import space_time_scan
    from geo.crs import NATIONAL_GRID

    found = Events.of(events)
    require_events(len(found))
    zones, zone = np.unique(found.points, axis=0, return_inverse=True)
    first = day_number(as_at) - window_days + 1
    cylinders = space_time_scan(
        zones,
        zone.ravel(),
        (found.days - first) // period_days,
        tuple(each * 1000 for each in radii_m),
        max(longest_days // period_days, 1),
        shuffles=shuffles,
        seed=seed,
    )
    rows = [
        {
            "cluster": number,
            "radius_m": each.radius // 1000,
            "from_day": day_of(first + each.first * period_days),
            # the last period may be cut short: it ends with the window
            "to_day": day_of(first + min((each.last + 1) * period_days, window_days) - 1),
            "events": each.observed,
            "expected": each.expected,
            "log_ratio": each.log_ratio,
            "chance": each.chance,
            "geom": Point(*(zones[each.zone] / 1000)).buffer(max(each.radius / 1000, 1), 16),
        }
        for number, each in enumerate(cylinders, 1)
    ]
    columns = list(rows[0]) if rows else ["cluster", "events", "geom"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geom", crs=NATIONAL_GRID)
