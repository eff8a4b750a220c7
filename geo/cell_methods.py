"""Hotspots by cell: counts, densities, Gi*, local Moran and classes, frames in and out.

``events`` are points with ``day`` and ``child`` (``geo.events``); an answer has a row for each cell
that says something, its shape in ``geom``. An episode with several points in a cell is one event of
it. CRS: EPSG:27700 alone; lengths in metres. Raises: CrsError for another system; QuestionError for
what is too few to map, counts that are all equal, or a grid of too many cells.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.analysis import density
from geo.analysis import emerging as by_period
from geo.analysis import gi_star as local
from geo.analysis.enough import require_bandwidth, require_events, require_periods
from geo.analysis.grids import Grid, hexagon_counts, hexagon_of
from geo.analysis.tails import adjusted
from geo.events import Events
from geo.found import cell_frame, day_number

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    Given = Events | GeoDataFrame

_SIDE_OF_SQUARE = float(np.sqrt(2 / (3 * np.sqrt(3))))


def grid_counts(events: Given, *, cell_m: int = 250) -> GeoDataFrame:
    """Return the squares that hold events, with how many, and of how many children."""
    found, grid = gridded(events, cell_m)
    row, column = grid.cells(found.metres)
    flat = row * grid.columns + column
    cells, counts = np.unique(flat, return_counts=True)
    children = np.unique(np.column_stack([flat, found.child]), axis=0)[:, 0]
    columns = {"events": counts, "children": np.unique(children, return_counts=True)[1]}
    return cell_frame(grid, cells // grid.columns, cells % grid.columns, columns)


def hexagons(events: Given, *, cell_m: int = 250) -> GeoDataFrame:
    """Return the hexagons that hold events, each as large as a square of ``cell_m``."""
    import geopandas
    from shapely import polygons

    from geo.crs import NATIONAL_GRID

    found = Events.of(events)
    require_events(len(found))
    side = hexagon_side(cell_m)
    cell = np.unique(hexagon_of(found.metres, side), axis=0, return_inverse=True)[1]
    found = found.where(found.first_at(cell.ravel()))
    axial, centres, counts = hexagon_counts(found.metres, side)
    turn = np.pi / 6 + np.pi / 3 * np.arange(6)
    corners = side * np.column_stack([np.cos(turn), np.sin(turn)])
    return geopandas.GeoDataFrame(
        {"q": axial[:, 0], "r": axial[:, 1], "events": counts},
        geometry=polygons(centres[:, None, :] + corners[None, :, :]),
        crs=NATIONAL_GRID,
    ).rename_geometry("geom")


def hexagon_side(cell_m: float) -> float:
    """Return the side of the hexagon that is as large as a square of ``cell_m``. Unit: metres."""
    return cell_m * _SIDE_OF_SQUARE


def kernel_density(
    events: Given, *, cell_m: int = 100, bandwidth_m: float = 300, kernel: str = "quartic"
) -> GeoDataFrame:
    """Return every cell that a kernel reaches, with events to the square kilometre.

    ``bandwidth_m``: a quartic's radius, a Gaussian's standard deviation.
    """
    grid, counts, surface = _surface(events, cell_m, bandwidth_m, kernel)
    row, column = np.nonzero(surface)
    columns = {"events": counts[row, column], "density_km2": surface[row, column]}
    return cell_frame(grid, row, column, columns)


def dual_density(
    events: Given,
    denominator: GeoDataFrame,
    *,
    cell_m: int = 100,
    bandwidth_m: float = 300,
    kernel: str = "quartic",
    least_km2: float = 100,
) -> GeoDataFrame:
    """Return events for each thousand of a denominator, both by one kernel.

    ``denominator``: points, each standing for ``many`` if it has that column. Where there are fewer
    than ``least_km2`` of them to the square kilometre nothing is said: such cells have no row.
    """
    from geo.crs import require_national_grid

    require_national_grid(denominator, "denominator")
    grid, counts, surface = _surface(events, cell_m, bandwidth_m, kernel)
    usual = density.surface(_weighed(denominator, grid), cell_m, bandwidth_m, kernel)
    ratio = density.ratio(surface, usual, least=least_km2) * 1000
    row, column = np.nonzero((surface > 0) & ~np.isnan(ratio))
    columns = {
        "events": counts[row, column],
        "density_km2": surface[row, column],
        "denominator_km2": usual[row, column],
        "to_thousand": ratio[row, column],
    }
    return cell_frame(grid, row, column, columns)


def gi_star(
    events: Given, *, cell_m: int = 250, reach_cells: int = 1, false_discovery: float = 0.05
) -> GeoDataFrame:
    """Return Gi* of each cell that holds events or is hot, its exact chance, and that corrected.

    A hotspot's corrected chance is at most ``false_discovery``, over all cells of the grid.
    """
    found, grid = gridded(events, cell_m, margin_m=cell_m)
    counts = grid.counts(found.metres)
    scored = local.gi_star(counts, reach_cells)
    sure = _corrected(scored.chance)
    hot = sure <= false_discovery
    row, column = np.nonzero((counts > 0) | hot)
    columns = {
        "events": counts[row, column],
        "gi_star": scored.score[row, column],
        "chance": scored.chance[row, column],
        "adjusted": sure[row, column],
        "hotspot": hot[row, column],
    }
    return cell_frame(grid, row, column, columns)


def local_moran(
    events: Given, *, cell_m: int = 250, reach_cells: int = 1, false_discovery: float = 0.05
) -> GeoDataFrame:
    """Return local Moran's I of each cell that holds events or stands out, and what it is among.

    ``neighbours``: high among high, high among low and so on; ``outstanding``: its corrected chance
    is at most ``false_discovery``.
    """
    found, grid = gridded(events, cell_m, margin_m=cell_m)
    counts = grid.counts(found.metres)
    scored = local.local_moran(counts, reach_cells)
    sure = _corrected(scored.chance)
    stands = sure <= false_discovery
    row, column = np.nonzero((counts > 0) | stands)
    columns = {
        "events": counts[row, column],
        "moran": scored.score[row, column],
        "chance": scored.chance[row, column],
        "adjusted": sure[row, column],
        "outstanding": stands[row, column],
        "neighbours": local.quadrant(counts, reach_cells)[row, column],
    }
    return cell_frame(grid, row, column, columns)


def emerging(
    events: Given,
    *,
    as_at: dt.date,
    periods: int = 13,
    period_days: int = 28,
    cell_m: int = 250,
    reach_cells: int = 1,
) -> GeoDataFrame:
    """Return the class over periods of each cell that held events; the last ends on ``as_at``.

    The recipe stands in ``geo.analysis.emerging``. ``trend`` is Mann and Kendall's S of the scores,
    ``trend_chance`` that of one as strong. Raises: QuestionError below ten periods.
    """
    require_periods(periods)
    found, grid = gridded(events, cell_m, margin_m=cell_m)
    counts = counts_by_period(found, grid, day_number(as_at), periods, period_days)
    scores = by_period.scores(counts, reach_cells)
    row, column = np.nonzero(counts.sum(axis=0))
    here = scores[row, column]
    trend, chance = by_period.mann_kendall(here)
    columns = {
        "events": counts.sum(axis=0)[row, column],
        "class": by_period.classify(here),
        "hot_periods": (here > by_period.HOT).sum(axis=-1),
        "last_score": here[:, -1],
        "trend": trend,
        "trend_chance": chance,
    }
    return cell_frame(grid, row, column, columns)


def counts_by_period(
    found: Events, grid: Grid, last_day: int, periods: int, period_days: int
) -> NDArray[np.int64]:
    """Return counts of cells by period, the last of which ends on ``last_day``."""
    back = (last_day - found.days) // period_days
    return np.stack([grid.counts(found.metres[back == each]) for each in reversed(range(periods))])


def gridded(events: Given, cell_m: int, margin_m: float = 0) -> tuple[Events, Grid]:
    """Return events, each episode once in a cell, and their grid with a margin about it."""
    found = Events.of(events)
    require_events(len(found))
    grid = Grid.over(found.metres, cell_m, margin_m=margin_m)
    return once_in_cells(found, grid), grid


def once_in_cells(found: Events, grid: Grid) -> Events:
    """Return the events of which an episode has one in a cell, however many points it has there."""
    row, column = grid.cells(found.metres)
    return found.where(found.first_at(row * grid.columns + column))


def _surface(
    events: Given, cell_m: int, bandwidth_m: float, kernel: str
) -> tuple[Grid, NDArray[np.int64], NDArray[np.float64]]:
    """Return a grid as wide as a kernel reaches, its counts, and their density."""
    require_bandwidth(bandwidth_m, cell_m)
    wide = bandwidth_m * (density.REACH if kernel == "gaussian" else 1)
    found, grid = gridded(events, cell_m, margin_m=wide)
    counts = grid.counts(found.metres)
    return grid, counts, density.surface(counts, cell_m, bandwidth_m, kernel)


def _weighed(points: GeoDataFrame, grid: Grid) -> NDArray[np.int64]:
    """Return how many stand in each cell of a grid; points outside it are left out."""
    at = points.geometry.get_coordinates().to_numpy()
    many = points["many"].to_numpy(np.int64) if "many" in points.columns else np.ones(len(at), int)
    row, column = grid.cells(at)
    inside = (row >= 0) & (row < grid.rows) & (column >= 0) & (column < grid.columns)
    held = np.zeros((grid.rows, grid.columns), np.int64)
    np.add.at(held, (row[inside], column[inside]), many[inside])
    return held


def _corrected(chance: Any) -> NDArray[np.float64]:
    return np.asarray(adjusted(chance.ravel()).reshape(chance.shape))
