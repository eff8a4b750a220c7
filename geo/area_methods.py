"""Shares by area and company by kind: location quotients and colocation, frames in and out.

CRS: EPSG:27700 alone; lengths in metres. Raises: CrsError for another system; QuestionError for
what is too few to map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.enough import require_events
from geo.area_tables import NO_AREA, area_of_each
from geo.crs import require_national_grid
from geo.errors import QuestionError
from geo.events import Events

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from pandas import Series

    Given = Events | GeoDataFrame

DRAWN_M = 250.0


def location_quotients(
    events: Given,
    areas: GeoDataFrame,
    denominator: GeoDataFrame,
    *,
    sure: float = 0.95,
    area: NDArray[np.int64] | None = None,
) -> GeoDataFrame:
    """Return each area's share of events over its share of a denominator, with exact interval.

    ``denominator``: points, each standing for ``many`` if it has that column. The interval is that
    of a Poisson count (Garwood); the denominator is taken as known. An area without any of it
    has no quotient. What lies in no area is left out; on an edge it is the first area's. An episode
    with several points in an area is one event of it. ``area``: as of ``area_tables.by_area``.
    """
    from geo.analysis.rates import location_quotient

    require_national_grid(areas, "areas")
    require_national_grid(denominator, "denominator")
    found = Events.of(events)
    require_events(len(found))
    many = denominator["many"].to_numpy(np.int64) if "many" in denominator.columns else None
    area = area_of_each(found.points, areas) if area is None else area
    counts = _in_areas(areas, area[found.first_at(area)], None)
    usual = _counted(areas, denominator.geometry.get_coordinates().to_numpy(), many)
    if not counts.sum() or not usual.sum():
        raise QuestionError(
            "areas must hold events and some of the denominator, found "
            f"{counts.sum():,} and {usual.sum():,} in {len(areas):,} areas: ask over other areas"
        )
    quotient, low, high = location_quotient(counts, usual, sure)
    told = areas.assign(events=counts, denominator=usual, quotient=quotient, low=low, high=high)
    return told if told.geometry.name == "geom" else told.rename_geometry("geom")


def gi_star_of_areas(areas: GeoDataFrame, column: str, *, reach_m: float) -> Series:
    """Return Gi* of the numbers in a column, among areas whose middles lie within ``reach_m``.

    An area is a neighbour of its own. Unit: standard deviations. Raises: QuestionError if all
    numbers are equal, or all areas are neighbours.
    Source: Ord and Getis (1995), Geographical Analysis 27, 286-306.
    """
    import pandas as pd

    require_national_grid(areas, "areas")
    numbers, middles = areas[column].to_numpy(float), areas.geometry.centroid
    here, there = middles.sindex.query(middles, predicate="dwithin", distance=reach_m)
    n, k = len(numbers), np.bincount(here, minlength=len(numbers))
    total = np.bincount(here, numbers[there], minlength=n)
    spread = numbers.std() * np.sqrt((n * k - k.astype(float) ** 2) / max(n - 1, 1))
    if not spread.all():
        raise QuestionError(f"Gi* needs {n} numbers that differ and a reach that leaves some out")
    return pd.Series((total - k * numbers.mean()) / spread, areas.index, name="gi_star")


def colocation(
    places: GeoDataFrame,
    premises: GeoDataFrame,
    kind: str,
    *,
    neighbours: int = 10,
    shuffles: int = 9999,
    seed: int = 1,
    false_discovery: float = 0.1,
) -> GeoDataFrame:
    """Return how much more of a kind of premises each place has among its nearest than all have.

    ``premises`` have ``kind``. The chance deals kinds anew among all premises, which keeps where
    they are; ``beyond_chance``: corrected over all places, it is at most ``false_discovery``, which
    fewer shuffles than ten for each place can hardly show. The shape is a circle that reaches to
    the furthest of the neighbours, at most 250 m: a lone place would cover its county.
    """
    from geo.analysis.colocation import about_places
    from geo.analysis.tails import adjusted

    require_national_grid(places, "places")
    require_national_grid(premises, "premises")
    middles = places.geometry.centroid
    found = about_places(
        middles.get_coordinates().to_numpy(),
        premises.geometry.get_coordinates().to_numpy(),
        (premises["kind"] == kind).to_numpy(),
        neighbours=neighbours,
        shuffles=shuffles,
        seed=seed,
    )
    sure = adjusted(found.chances)
    told = places.drop(columns=places.geometry.name).assign(
        quotient=found.local,
        chance=found.chances,
        adjusted=sure,
        beyond_chance=sure <= false_discovery,
        reach_m=found.reach_m,
    )
    told["geom"] = middles.buffer(np.clip(found.reach_m, 1, DRAWN_M), 16)
    return places.__class__(told, geometry="geom", crs=places.crs)


def _counted(
    areas: GeoDataFrame, points: NDArray[np.float64], many: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    """Return how many points, in metres, lie in each area, each in one."""
    return _in_areas(areas, area_of_each(np.rint(points * 1000).astype(np.int64), areas), many)


def _in_areas(
    areas: GeoDataFrame, area: NDArray[np.int64], many: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    inside = area != NO_AREA
    weights = None if many is None else many[inside]
    return np.bincount(area[inside], weights, minlength=len(areas)).astype(np.int64)
