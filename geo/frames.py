"""The rows of a statement as a GeoDataFrame."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from geo.database import query

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def frame(connection: Connection, name: str, values: Mapping[str, Any]) -> GeoDataFrame:
    """Return the rows of ``sql/queries/<name>.sql``; its column ``wkb`` is the point of each.

    CRS: EPSG:27700, as ``geom``.
    """
    import geopandas
    import pandas as pd

    from geo.crs import NATIONAL_GRID

    with _collector_at_rest():
        result = connection.execute(query(name), dict(values))
        names = list(result.keys())
        columns = list(zip(*result.all(), strict=True)) or [()] * len(names)
        made = pd.DataFrame(dict(zip(names, columns, strict=True)))
        geometry = geopandas.GeoSeries.from_wkb(made.pop("wkb"), crs=NATIONAL_GRID)
        return geopandas.GeoDataFrame(made, geometry=geometry).rename_geometry("geom")


def whole_numbers(flags: GeoDataFrame) -> GeoDataFrame:
    """Return flags for a file: times within hours as whole numbers, also beside those not known.

    With a gap pandas makes fractions of them, and the file would say 2.0 of 3.
    """
    return flags.assign(within_hours=flags["within_hours"].astype("Int64"))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python's collector from walking rows that are still being made.

    They come by the hundred thousand, none of them is garbage, and it took two thirds of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
