"""The pairs of a repeat location and a premises near it, as a frame.

The database packs them by columns and says once what is said of a premises, however many places it
is near: ten years of a town are millions of pairs, and as rows of Python's objects took gigabytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.columns import columns

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_OF_PREMISES = ("premises_id", "name", "kind", "authority", "authority_name", "postcode")


def flagged_pairs(connection: Connection, values: Mapping[str, Any]) -> GeoDataFrame:
    """Return each pair, nearest first, by the values that ``derived`` takes.

    CRS: EPSG:27700. Columns: as ``geo.question.flagged_premises`` says.
    """
    import geopandas
    import shapely

    from geo.crs import NATIONAL_GRID

    found = columns(connection, "flagged_premises", values)
    of_pair = {
        name: _numbers(found[name])
        for name in ("location_no", "premises_no", "distance_m", "band_m", "timed", "within_hours")
    }
    distance = of_pair["distance_m"].view(np.float64)
    order = np.lexsort((of_pair["premises_no"], of_pair["location_no"], distance))
    premises, location = of_pair["premises_no"][order], of_pair["location_no"][order]
    # locations are numbered from one, without a gap
    by_number = np.argsort(_numbers(found["at_location_no"]))
    texts = {name: _objects(found[name]) for name in _OF_PREMISES}
    x, y = (_numbers(found[name]).view(np.float64) for name in ("x", "y"))
    within = of_pair["within_hours"][order]
    made = {
        "location_no": location,
        **{name: texts[name][premises] for name in _OF_PREMISES},
        "distance_m": distance[order],
        "band_m": of_pair["band_m"][order],
        **{
            name: _numbers(found[f"at_{name}"])[by_number][location - 1]
            for name in ("episodes", "children")
        },
        "timed": of_pair["timed"][order],
        # as pandas has whole numbers of which some are not known
        "within_hours": np.where(within < 0, np.nan, within) if (within < 0).any() else within,
    }
    at = np.asarray(shapely.points(x, y), object)[premises]
    return geopandas.GeoDataFrame(
        made, geometry=geopandas.GeoSeries(at, crs=NATIONAL_GRID)
    ).rename_geometry("geom")


def _numbers(packed: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return an array, an empty one where there was no row to pack."""
    return np.zeros(0, np.int64) if packed is None else packed


def _objects(listed: Any) -> np.ndarray[Any, np.dtype[np.object_]]:
    made = np.empty(len(listed or ()), object)
    made[:] = listed or ()
    return made
