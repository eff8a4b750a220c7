"""How far a premises is on foot from the repeat location it is near: for analysts, in a report.

It stands beside the straight line and changes no flag: roads are the base map's, footpaths are not
among them, and a premises that is near across a river is near all the same. CRS: EPSG:27700.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.crs import require_national_grid
from geo.errors import QuestionError
from geo.frames import frame

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

ABOUT_M = 2_000.0  # how far beyond what is asked of roads are read: a bridge may be that far off


def by_road(pairs: GeoDataFrame, places: GeoDataFrame, roads: GeoDataFrame) -> GeoDataFrame:
    """Return pairs with ``walking_m``, to 10 m, and ``walking``: found, or why there is none.

    ``pairs`` are premises' points with the ``location_no`` of the place that each is near;
    ``places`` multipoints by ``location_no``; ``roads`` lines that can be walked. Raises: CrsError,
    and QuestionError if there are no roads.
    """
    from shapely import get_coordinates

    from geo.analysis.walking import Roads, walks

    for name, each in (("pairs", pairs), ("places", places), ("roads", roads)):
        require_national_grid(each, name)
    if not len(roads):
        raise QuestionError(
            "walking distances need roads, and none are held here: run nightjar load roads FILE"
        )
    order = {number: row for row, number in enumerate(places["location_no"])}
    members = [get_coordinates(shape) for shape in places.geometry]
    rows = np.array([order[each] for each in pairs["location_no"]], np.int64)
    far, why = walks(
        Roads(roads.geometry.to_numpy()),
        members,
        pairs.geometry.get_coordinates().to_numpy(),
        np.column_stack([rows, np.arange(len(pairs))]),
    )
    return pairs.assign(walking_m=far.round(-1), walking=why)


def beside_flags(
    connection: Connection, pairs: GeoDataFrame, places: GeoDataFrame
) -> tuple[GeoDataFrame, dict[str, Any]]:
    """Return flagged pairs with their walking distances, and what came of it in numbers."""
    if not len(pairs):
        none = pairs.assign(walking_m=[], walking=[])
        return none, _counted(none)
    sides = np.array([pairs.total_bounds, places.total_bounds])
    low, high = sides[:, :2].min(axis=0) - ABOUT_M, sides[:, 2:].max(axis=0) + ABOUT_M
    values = dict(zip(("west", "south", "east", "north"), (*low, *high), strict=True))
    roads = frame(connection, "roads_to_walk", {name: float(v) for name, v in values.items()})
    told = by_road(pairs, places, roads)
    return told, _counted(told)


def _counted(told: GeoDataFrame) -> dict[str, Any]:
    kinds = Counter(told["walking"])
    twice = (told["walking_m"] > 2 * told["distance_m"].clip(lower=50)).sum()
    return {
        "pairs": len(told),
        "ways_found": kinds["found"],
        "more_than_twice_as_far": int(twice),
        "no_way_found": kinds["no way found"],
        "no_road_near": kinds["no road near"],
    }


def in_words(network: dict[str, Any]) -> str:
    """Say in a line what came of it."""
    return (
        f"on foot: a way along roads was found for {network['ways_found']:,} of "
        f"{network['pairs']:,} pairs, for {network['more_than_twice_as_far']:,} of them more than "
        f"twice as far as the straight line; no way for {network['no_way_found']:,}, no road near "
        f"for {network['no_road_near']:,}. Footpaths are not held, and no flag is changed by it"
    )
