"""Hotspots by the method that is asked for: terms in, a frame and a summary out.

Terms are plain values, so that they can be written to a manifest and asked again. A manifest from
before there were methods has none, and means all of them by cell. CRS: EPSG:27700.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo import cell_methods
from geo.analysis.enough import EVENTS, PERIODS, require_bandwidth, require_events, require_periods
from geo.errors import QuestionError
from geo.events import Events, events
from geo.found import Found, Terms, cell_frame, day_number
from geo.frames import frame

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

OVERVIEW = "overview"
DENOMINATORS = {
    "addresses": "addresses_as_denominator",
    "premises": "premises_as_denominator",
}


def hotspots(connection: Connection, terms: Terms) -> Found:
    """Return what the method of the terms finds. Raises: QuestionError."""
    return METHODS[terms.get("method", OVERVIEW)](connection, terms, events(connection, terms))


def _overview(_: Connection, terms: Terms, found: Events) -> Found:
    """Return the cells that hold events, with density, Gi*, its chance, and their class over time.

    A hotspot is a cell whose Gi* is significant after correction over all cells of the grid.
    """
    from geo.analysis import density
    from geo.analysis.emerging import classes
    from geo.analysis.gi_star import gi_star, quadrant
    from geo.analysis.tails import adjusted

    side, bandwidth = terms["cell_m"], terms["bandwidth_m"]
    once, grid = cell_methods.gridded(found, side, margin_m=side)
    counts = grid.counts(once.metres)
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
    periods = _periods(terms)
    if periods >= PERIODS:
        by_period = cell_methods.counts_by_period(
            once, grid, day_number(terms["as_at"]), periods, terms["period_days"]
        )
        columns["class"] = classes(by_period)[row, column]
    summary = {
        "events": len(once),
        "episodes": found.episodes,
        "cells": counts.size,
        "cells_with_events": len(row),
        "hotspots": int(columns["hotspot"].sum()),
        "bandwidth_m": bandwidth,
        "kernel": terms["kernel"],
        "periods": periods if periods >= PERIODS else f"{periods}: too few for classes",
    }
    return Found(cell_frame(grid, row, column, columns), summary, found.sha256(), "events")


def _grid(_: Connection, terms: Terms, found: Events) -> Found:
    cells = cell_methods.grid_counts(found, cell_m=terms["cell_m"])
    return _said(found, cells, "events", cells_with_events=len(cells), cell_m=terms["cell_m"])


def _hexagon(_: Connection, terms: Terms, found: Events) -> Found:
    cells = cell_methods.hexagons(found, cell_m=terms["cell_m"])
    side = round(cell_methods.hexagon_side(terms["cell_m"]), 1)
    return _said(found, cells, "events", cells_with_events=len(cells), hexagon_side_m=side)


def _kde(_: Connection, terms: Terms, found: Events) -> Found:
    cells = cell_methods.kernel_density(found, **_kernel(terms))
    return _said(found, cells, "density_km2", cells=len(cells), **_kernel(terms))


def _dual_kde(connection: Connection, terms: Terms, found: Events) -> Found:
    require_events(len(found))
    require_bandwidth(terms["bandwidth_m"], terms["cell_m"])  # before addresses are counted
    usual = denominator(connection, terms, found.metres, 10 * terms["bandwidth_m"])
    cells = cell_methods.dual_density(found, usual, **_kernel(terms), least_km2=terms["least_km2"])
    named = {each: terms[each] for each in ("denominator", "least_km2")}
    told = f"{terms['denominator']}_held"
    return _said(
        found, cells, "to_thousand", usual,
        cells=len(cells), **_kernel(terms), **named, **{told: int(usual["many"].sum())},
    )  # fmt: skip


def _gi(_: Connection, terms: Terms, found: Events) -> Found:
    cells = cell_methods.gi_star(found, **_neighbourhood(terms))
    hot = int(cells["hotspot"].sum())
    return _said(found, cells, "gi_star", hotspots=hot, **_neighbourhood(terms))


def _moran(_: Connection, terms: Terms, found: Events) -> Found:
    cells = cell_methods.local_moran(found, **_neighbourhood(terms))
    stands = cells.loc[cells["outstanding"], "neighbours"].value_counts()
    told = {each: int(stands.get(each, 0)) for each in sorted({*cells["neighbours"]})}
    return _said(found, cells, "moran", outstanding=told, **_neighbourhood(terms))


def _dbscan(_: Connection, terms: Terms, found: Events) -> Found:
    return _clustered(terms, found, None)


def _st_dbscan(_: Connection, terms: Terms, found: Events) -> Found:
    dated, left = by_days(found)
    return _clustered(terms, dated, terms["reach_days"], left)


def _clustered(
    terms: Terms, found: Events, reach_days: int | None, left: Mapping[str, Any] | None = None
) -> Found:
    from geo.point_methods import clusters

    asked = {"reach_m": terms["reach_m"], "least": terms["least"]}
    if reach_days is not None:
        asked["reach_days"] = reach_days
    rows = clusters(found, **asked)
    inside = int(rows["events"].sum()) if len(rows) else 0
    told: dict[str, Any] = {"clusters": len(rows), "events_in_none": len(found) - inside}
    return _said(found, rows, "events", **told, **asked, **(left or {}))


def by_days(every: Events) -> tuple[Events, dict[str, Any]]:
    """Return the events whose day is known, and how many were left out if any were.

    Raises: QuestionError if too few are left for that reason.
    """
    found = every.with_days()
    left = len(every) - len(found)
    if left and len(found) < EVENTS:
        raise QuestionError(
            f"too few to map by days: of {len(found):,} events the day is known, of {left:,} the "
            "month alone; ask by a method that compares no days"
        )
    return found, {"known_by_month_alone": left} if left else {}


def _emerging(_: Connection, terms: Terms, found: Events) -> Found:
    import datetime as dt

    require_periods(_periods(terms))
    cells = cell_methods.emerging(
        found,
        as_at=dt.date.fromisoformat(terms["as_at"]),
        periods=_periods(terms),
        **{each: terms[each] for each in ("period_days", "cell_m", "reach_cells")},
    )
    told = {str(name): int(n) for name, n in cells["class"].value_counts().sort_index().items()}
    return _said(
        found, cells, "hot_periods",
        periods=_periods(terms), period_days=terms["period_days"], classes=told,
    )  # fmt: skip


def _location_quotient(connection: Connection, terms: Terms, found: Events) -> Found:
    from geo.area_methods import location_quotients
    from geo.area_tables import area_of_each

    require_events(len(found))
    areas = _areas(connection, terms, "a location quotient")
    corners = areas.total_bounds.reshape(2, 2)
    usual = denominator(connection, terms, corners, 0)
    area = area_of_each(found.points, areas)
    rows = location_quotients(found, areas, usual, area=area)
    above, below = int((rows["low"] > 1).sum()), int((rows["high"] < 1).sum())
    return _said(
        found, rows[rows["quotient"].notna()], "quotient", usual,
        areas=len(rows), surely_more=above, surely_fewer=below,
        in_no_area=_outside(found, area), denominator=terms["denominator"],
    )  # fmt: skip


def _by_area(connection: Connection, terms: Terms, found: Events) -> Found:
    import datetime as dt

    from geo.area_tables import area_of_each, by_area

    ends = dt.date.fromisoformat(terms["as_at"])
    begins = ends - dt.timedelta(days=terms["window_days"] - 1)
    areas = _areas(connection, terms, "a table by area")
    area = area_of_each(found.points, areas)
    rows = by_area(found, areas, begins=begins, ends=ends, every=terms["every"], area=area)
    held = rows[rows["events"] > 0]
    return _said(
        found, held, "events",
        areas=len(rows), areas_with_events=len(held), every=terms["every"],
        in_no_area=_outside(found, area),
    )  # fmt: skip


def _outside(found: Events, area: NDArray[np.int64]) -> int:
    """Return how many events lie in no area, of an episode one."""
    from geo.area_tables import NO_AREA

    return int((found.first_at(area) & (area == NO_AREA)).sum())


def _areas(connection: Connection, terms: Terms, what: str) -> GeoDataFrame:
    """Return the newest areas of a kind. Raises: QuestionError if none are held."""
    areas = frame(connection, "areas_of_kind", {"kind": terms["areas"]})
    if not len(areas):
        raise QuestionError(
            f"{what} needs areas of kind {terms['areas']}, and none are held: run "
            f"nightjar load boundaries FILE --kind {terms['areas']}"
        )
    return areas


Method = Callable[[Connection, Terms, Events], Found]
METHODS: dict[str, Method] = {
    OVERVIEW: _overview,
    "grid": _grid,
    "hexagon": _hexagon,
    "kde": _kde,
    "dual-kde": _dual_kde,
    "gi": _gi,
    "moran": _moran,
    "dbscan": _dbscan,
    "st-dbscan": _st_dbscan,
    "emerging": _emerging,
    "location-quotient": _location_quotient,
    "by-area": _by_area,
}
# which terms each method takes beside the window; a manifest holds no other
TERMS: dict[str, tuple[str, ...]] = {
    OVERVIEW: ("cell_m", "reach_cells", "bandwidth_m", "kernel", "period_days", "false_discovery"),
    "grid": ("cell_m",),
    "hexagon": ("cell_m",),
    "kde": ("cell_m", "bandwidth_m", "kernel"),
    "dual-kde": ("cell_m", "bandwidth_m", "kernel", "denominator", "least_km2"),
    "gi": ("cell_m", "reach_cells", "false_discovery"),
    "moran": ("cell_m", "reach_cells", "false_discovery"),
    "dbscan": ("reach_m", "least"),
    "st-dbscan": ("reach_m", "least", "reach_days"),
    "emerging": ("cell_m", "reach_cells", "period_days"),
    "location-quotient": ("areas", "denominator"),
    "by-area": ("areas", "every"),
}


def denominator(
    connection: Connection, terms: Terms, about: NDArray[np.float64], margin_m: float
) -> GeoDataFrame:
    """Return what events are set against, as points that stand for ``many``. CRS: EPSG:27700.

    Residential addresses, counted at the middle of each 50 m square, or premises in business on the
    last day; those within ``margin_m`` of the rectangle about points. Raises: QuestionError if
    there are none.
    """
    name = terms["denominator"]
    sides = (*(about.min(axis=0) - margin_m), *(about.max(axis=0) + margin_m))
    values = dict(zip(("west", "south", "east", "north"), map(float, sides), strict=True))
    if name == "premises":
        values |= {"as_at": terms["as_at"]}
    found = frame(connection, DENOMINATORS[name], values)
    if not len(found):
        raise QuestionError(
            f"events are to be set against {name}, and none are held: load them first, "
            f"or ask with --denominator {next(each for each in DENOMINATORS if each != name)}"
        )
    return found


def _said(
    found: Events, rows: GeoDataFrame, drawn: str, usual: GeoDataFrame | None = None, **told: Any
) -> Found:
    digest = found.sha256()
    if usual is not None:
        at = np.rint(usual.geometry.get_coordinates().to_numpy() * 1000).astype(np.int64)
        digest += Events(at, usual["many"].to_numpy(np.int64), at[:, 0]).sha256()
    summary = {"events": len(found), "episodes": found.episodes, **told}
    return Found(rows, summary, digest, drawn)


def _periods(terms: Terms) -> int:
    return int(terms["window_days"] // terms["period_days"])


def _kernel(terms: Terms) -> dict[str, Any]:
    return {each: terms[each] for each in ("cell_m", "bandwidth_m", "kernel")}


def _neighbourhood(terms: Terms) -> dict[str, Any]:
    return {each: terms[each] for each in ("cell_m", "reach_cells", "false_discovery")}
