"""The analyses that commands offer: terms in, a frame and a summary out, the same for the same.

Terms are plain values, so that they can be written to a manifest and asked again. CRS: EPSG:27700.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.analysis.enough import PERIODS, require_events
from geo.events import Events, events
from geo.found import Found, Terms, cell_frame, day_number, day_of
from geo.looking_back import compare, evaluate

if TYPE_CHECKING:
    from geo.analysis.grids import Grid


def hotspots(connection: Connection, terms: Terms) -> Found:
    """Return the cells that hold events, with density, Gi*, its chance, and their class over time.

    A hotspot is a cell whose Gi* is significant after correction over all cells of the grid.
    """
    from geo.analysis import density
    from geo.analysis.emerging import classes
    from geo.analysis.gi_star import gi_star, quadrant
    from geo.analysis.grids import Grid
    from geo.analysis.tails import adjusted

    found = events(connection, terms)
    require_events(len(found))
    side, bandwidth = terms["cell_m"], terms["bandwidth_m"]
    grid = Grid.over(found.metres, side, margin_m=side)
    counts = grid.counts(found.metres)
    local = gi_star(counts, terms["reach_cells"])
    sure = adjusted(local.chance.ravel()).reshape(counts.shape)
    surface = density.surface(counts, side, bandwidth, terms["kernel"])
    row, column = np.nonzero(counts)
    columns: dict[str, Any] = {
        "events": counts[row, column],
        "density_km2": surface[row, column],
        "gi_star": local.score[row, column],
        "chance": local.chance[row, column],
        "adjusted": sure[row, column],
        "hotspot": (sure <= terms["false_discovery"])[row, column],
        "neighbours": quadrant(counts, terms["reach_cells"])[row, column],
    }
    periods = terms["window_days"] // terms["period_days"]
    if periods >= PERIODS:
        columns["class"] = classes(_by_period(found, grid, terms, periods))[row, column]
    hot = int(columns["hotspot"].sum())
    summary = {
        "events": len(found),
        "cells": counts.size,
        "cells_with_events": len(row),
        "hotspots": hot,
        "bandwidth_m": bandwidth,
        "kernel": terms["kernel"],
        "periods": periods if periods >= PERIODS else f"{periods}: too few for classes",
    }
    return Found(cell_frame(grid, row, column, columns), summary, found.sha256(), "events")


def near_repeat(connection: Connection, terms: Terms) -> Found:
    """Return pairs of events by band of distance and days, beside what chance would give."""
    import geopandas
    from shapely import Point

    from geo.analysis.near_repeat import knox
    from geo.crs import NATIONAL_GRID

    found = events(connection, terms)
    require_events(len(found))
    distances, days = tuple(terms["distances_m"]), tuple(terms["intervals_days"])
    result = knox(
        found.points,
        found.days,
        tuple(each * 1000 for each in distances),
        days,
        child=found.child,
        shuffles=terms["shuffles"],
        seed=terms["seed"],
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
    frame = geopandas.GeoDataFrame(rows, geometry="geom", crs=NATIONAL_GRID)
    called = sum(row["ratio"] >= 1.2 and row["chance"] < 0.05 for row in rows)
    summary = {"events": len(found), "bands_that_repeat": called, "shuffles": terms["shuffles"]}
    return Found(frame, summary, found.sha256(), "pairs")


def scan(connection: Connection, terms: Terms) -> Found:
    """Return the circles and spans of days in which most more happened than their shares."""
    import geopandas
    from shapely import Point

    from geo.analysis.scan import space_time_scan
    from geo.crs import NATIONAL_GRID

    found = events(connection, terms)
    require_events(len(found))
    zones, zone = np.unique(found.points, axis=0, return_inverse=True)
    first = day_number(terms["as_at"]) - terms["window_days"] + 1
    period = (found.days - first) // terms["period_days"]
    radii = tuple(terms["radii_m"])
    cylinders = space_time_scan(
        zones,
        zone.ravel(),
        period,
        tuple(each * 1000 for each in radii),
        max(terms["longest_days"] // terms["period_days"], 1),
        shuffles=terms["shuffles"],
        seed=terms["seed"],
    )
    rows = [
        {
            "cluster": number,
            "radius_m": each.radius // 1000,
            "from_day": day_of(first + each.first * terms["period_days"]),
            "to_day": day_of(first + (each.last + 1) * terms["period_days"] - 1),
            "events": each.observed,
            "expected": each.expected,
            "log_ratio": each.log_ratio,
            "chance": each.chance,
            "geom": Point(*(zones[each.zone] / 1000)).buffer(max(each.radius / 1000, 1), 16),
        }
        for number, each in enumerate(cylinders, 1)
    ]
    columns = list(rows[0]) if rows else ["cluster", "events", "geom"]
    frame = geopandas.GeoDataFrame(rows, columns=columns, geometry="geom", crs=NATIONAL_GRID)
    sure = sum(each.chance <= 0.05 for each in cylinders)
    summary = {
        "events": len(found),
        "clusters": len(rows),
        "clusters_beyond_chance": sure,
        "shuffles": terms["shuffles"],
    }
    return Found(frame, summary, found.sha256(), "events")


ANALYSES: dict[str, Callable[[Connection, Terms], Found]] = {
    "hotspots": hotspots,
    "near-repeat": near_repeat,
    "scan": scan,
    "evaluate": evaluate,
    "compare": compare,
}


def _by_period(found: Events, grid: Grid, terms: Terms, periods: int) -> Any:
    """Return counts by period, the last of which ends on the last day."""
    last = day_number(terms["as_at"])
    back = (last - found.days) // terms["period_days"]
    return np.stack([grid.counts(found.metres[back == each]) for each in reversed(range(periods))])
