"""The analyses that commands offer: terms in, a frame and a summary out, the same for the same.

Terms are plain values, so that they can be written to a manifest and asked again. CRS: EPSG:27700.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.analysis.displacement import Change, displacement
from geo.analysis.enough import PERIODS, require_events
from geo.database import query
from geo.errors import QuestionError
from geo.events import FIRST_DAY, Events, events

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.analysis.grids import Grid

Terms = Mapping[str, Any]
CELLS_M = (100, 250, 500, 1000)
_DAY_NONE = dt.date.fromisoformat(FIRST_DAY)


@dataclass(frozen=True)
class Found:
    """What an analysis came to; ``frame`` has its geometry in ``geom``, and ``drawn`` its value."""

    frame: GeoDataFrame
    summary: dict[str, Any]
    data_sha256: str
    drawn: str


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
    return Found(_cells(grid, row, column, columns), summary, found.sha256(), "events")


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
    first = _number(terms["as_at"]) - terms["window_days"] + 1
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
            "from_day": _day(first + each.first * terms["period_days"]),
            "to_day": _day(first + (each.last + 1) * terms["period_days"] - 1),
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


def evaluate(connection: Connection, terms: Terms) -> Found:
    """Return how well the hottest cells of a window foretold the days that followed it."""
    from geo.analysis import density
    from geo.analysis.gi_star import gi_star
    from geo.analysis.grids import Grid
    from geo.analysis.rates import accuracy

    later_days = terms["later_days"]
    before = {**terms, "as_at": _day(_number(terms["as_at"]) - later_days)}
    learnt = events(connection, before)
    later = events(connection, {**terms, "window_days": later_days})
    require_events(len(learnt))
    require_events(len(later))
    side = terms["cell_m"]
    grid = Grid.over(np.vstack([learnt.metres, later.metres]), side, margin_m=side)
    counts, after = grid.counts(learnt.metres), grid.counts(later.metres)
    surfaces = {
        "counts": counts.astype(float),
        "density": density.surface(counts, side, terms["bandwidth_m"], terms["kernel"]),
        "gi_star": gi_star(counts, terms["reach_cells"]).score,
    }
    told = {
        name: [asdict(accuracy(each, after, share)) for share in (1, 5, 10, 20)]
        for name, each in surfaces.items()
    }
    row, column = np.nonzero(counts + after)
    columns = {
        "events": counts[row, column],
        "later": after[row, column],
        **{name: each[row, column] for name, each in surfaces.items() if name != "counts"},
    }
    summary = {"learnt_from": len(learnt), "later": len(later), "accuracy": told}
    both = f"{learnt.sha256()}{later.sha256()}"
    return Found(_cells(grid, row, column, columns), summary, both, "later")


def compare(connection: Connection, terms: Terms) -> Found:
    """Return whether it changed round a place after a day, beside a control, and whether it moved.

    Areas are circles, ``[easting, northing, radius_m]``; the ring about each is ``ring_m`` wide.
    """
    import geopandas
    from shapely import Point

    from geo.crs import NATIONAL_GRID

    days, changed = terms["days"], _number(terms["changed_on"])
    after = events(connection, {**terms, "as_at": _day(changed + days - 1), "window_days": days})
    before = events(connection, {**terms, "as_at": _day(changed - 1), "window_days": days})
    rings = terms["ring_m"]
    rows: list[dict[str, Any]] = []
    areas = {"target": terms["target"], "control": terms["control"]}
    for name, (east, north, radius) in areas.items():
        at = np.array([east, north], float)
        spans = [(name, 0.0, radius)]
        spans += [(f"{name} ring", radius, radius + rings)] if rings else []
        for part, inner, outer in spans:
            hole = Point(east, north).buffer(inner, 32)
            rows.append(
                {
                    "area": part,
                    "before": _within(before, at, inner, outer),
                    "after": _within(after, at, inner, outer),
                    "geom": Point(east, north).buffer(outer, 32).difference(hole),
                }
            )
    apart = float(np.hypot(*(np.subtract(areas["target"][:2], areas["control"][:2]))))
    reach = areas["target"][2] + areas["control"][2] + 2 * rings
    if apart < reach:
        raise QuestionError(
            f"target and control must lie apart, {reach:g} m from middle to middle at least, "
            f"found {apart:,.0f} m: an event would count for both"
        )
    counted = {row["area"]: Change(row["before"], row["after"]) for row in rows}
    result = displacement(
        counted["target"],
        counted["control"],
        counted.get("target ring"),
        counted.get("control ring"),
        weights=_weights(areas["target"][2], areas["control"][2], rings),
    )
    breaks = connection.execute(
        query("definition_breaks_between"),
        {"begins": _day(changed - days), "ends": _day(changed + days - 1)},
    ).mappings()
    sure = "more than chance" if result.chance < 0.05 else "no more than chance would do"
    way = "fewer" if result.wdd < 0 else "more"
    summary = {
        "in_words": (
            f"{abs(result.wdd):.1f} {way} events than the control leads to expect, from "
            f"{result.low:.1f} to {result.high:.1f}: {sure}"
        ),
        **asdict(result),
        "counts": {name: [each.before, each.after] for name, each in counted.items()},
        "definition_breaks": [f"{each['day']}: {each['short']}" for each in breaks],
    }
    frame = geopandas.GeoDataFrame(rows, geometry="geom", crs=NATIONAL_GRID)
    return Found(frame, summary, f"{before.sha256()}{after.sha256()}", "after")


ANALYSES: dict[str, Callable[[Connection, Terms], Found]] = {
    "hotspots": hotspots,
    "near-repeat": near_repeat,
    "scan": scan,
    "evaluate": evaluate,
    "compare": compare,
}


def _weights(target_m: float, control_m: float, ring_m: float) -> tuple[float, float]:
    """Return the area of the target over that of the control, and of its ring over the other."""

    def ring(radius: float) -> float:
        return (radius + ring_m) ** 2 - radius**2

    return (target_m / control_m) ** 2, ring(target_m) / ring(control_m) if ring_m else 1.0


def _within(found: Events, at: Any, inner: float, outer: float) -> int:
    apart = np.hypot(*(found.metres - at).T)
    return int(((apart <= outer) & ((apart > inner) | (inner == 0))).sum())


def _by_period(found: Events, grid: Grid, terms: Terms, periods: int) -> Any:
    """Return counts by period, the last of which ends on the last day."""
    last = _number(terms["as_at"])
    back = (last - found.days) // terms["period_days"]
    return np.stack([grid.counts(found.metres[back == each]) for each in reversed(range(periods))])


def _cells(grid: Grid, row: Any, column: Any, columns: dict[str, Any]) -> GeoDataFrame:
    import geopandas
    from shapely import box

    from geo.crs import NATIONAL_GRID

    west, south = grid.corners(row, column)
    squares = box(west, south, west + grid.side_m, south + grid.side_m)
    frame = geopandas.GeoDataFrame(
        {"west": west, "south": south, **columns}, geometry=squares, crs=NATIONAL_GRID
    )
    return frame.rename_geometry("geom")


def _number(day: Any) -> int:
    when = day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
    return (when - _DAY_NONE).days


def _day(number: int) -> str:
    return (_DAY_NONE + dt.timedelta(days=int(number))).isoformat()
