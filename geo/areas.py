"""Whether points lie in an area that is made of several, or within some metres of it.

CRS: EPSG:27700.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely

SIMPLER_BY_M = 25.0

Floats = np.ndarray[Any, np.dtype[np.float64]]


class Area:
    """Some polygons, widened by a distance, that points are tested against."""

    def __init__(self, wkbs: Iterable[bytes], wider_by_m: float) -> None:
        # a coast has more vertices than such a distance can tell apart
        outlines = [shapely.simplify(shapely.from_wkb(wkb), SIMPLER_BY_M) for wkb in wkbs]
        self._parts = [
            shapely.buffer(outline, wider_by_m + SIMPLER_BY_M, quad_segs=4) for outline in outlines
        ]
        for part in self._parts:
            shapely.prepare(part)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def holds(self, easting: Floats, northing: Floats) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Return which points lie within the distance of any of the polygons."""
        inside = np.zeros(len(easting), bool)
        for part in self._parts:
            left = np.flatnonzero(~inside)
            if len(left):
                inside[left] = shapely.contains_xy(part, easting[left], northing[left])
        return inside
