"""Ten years of events by ward and quarter: ours over arrays, and a spatial join of every row.

Wards are a mosaic of as many as such a county has, some 5 km2 each, with 80 corners: the published
ones have as many. Neighbours share their edges, and no event, in whole metres, lies on one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks.kernels import data
from tests.benchmarks.synthetic import BOX, DAYS, EPISODES_TO_A_CHILD, FIRST_DAY

SIDE_M, CORNERS_OF_AN_EDGE, WAVE_M = 2_250.0, 20, 160.0


def wards() -> Any:
    """Return the mosaic as a frame. CRS: EPSG:27700."""
    import geopandas
    import shapely

    west, south, east, north = (each + 0.37 for each in BOX)
    across, up = round((east - west) / SIDE_M), round((north - south) / SIDE_M)
    share = np.arange(CORNERS_OF_AN_EDGE + 1) / CORNERS_OF_AN_EDGE

    def edge(column: int, row: int, *, upwards: bool) -> Any:
        """Return the corners from a crossing to the next, the same for both of its wards."""
        turn = 7 * column + 13 * row + 3 * upwards
        wave = WAVE_M * np.sin(np.pi * share) * np.sin(3 * np.pi * share + turn)
        along = SIDE_M * share
        way = (wave, along) if upwards else (along, wave)
        return np.column_stack(way) + np.array([west + SIDE_M * column, south + SIDE_M * row])

    shapes = []
    for row in range(up):
        for column in range(across):
            right, top = column + 1, row + 1
            ring = [
                *edge(column, row, upwards=False)[:-1],
                *edge(right, row, upwards=True)[:-1],
                *edge(column, top, upwards=False)[:0:-1],
                *edge(column, row, upwards=True)[:0:-1],
            ]
            shapes.append(shapely.Polygon(ring))
    return geopandas.GeoDataFrame(geometry=shapes, crs=27700).rename_geometry("geom")


def rows(size: str) -> tuple[Any, Any, Any]:
    """Return the points, days since FIRST_DAY and children of the episodes of a size.

    They are in the order in which the database gives episodes: those at one point together.
    """
    points, _ = data(size)
    points = points[np.lexsort((points[:, 1], points[:, 0]))]
    draw = np.random.default_rng(2)
    children = max(len(points) // EPISODES_TO_A_CHILD, 1)
    return points, draw.integers(0, DAYS, len(points)), draw.integers(0, children, len(points))


def table_ours(size: str) -> Callable[[], Any]:
    """Count events by ward and quarter, and children by ward, as ``hotspots --method by-area``."""
    from geo.area_tables import by_area
    from geo.events import FIRST_DAY as DAY_NONE
    from geo.events import Events

    points, days, child = rows(size)
    since = int((FIRST_DAY.astype("datetime64[D]") - np.datetime64(DAY_NONE)).astype(int))
    events, areas = Events(points * 1000, days + since, child), wards()

    def work() -> Any:
        found = by_area(events, areas, every="quarter")
        cells = found.drop(columns=["geom", "events", "children"]).to_numpy()
        told = (cells.sum(), cells.max(), (cells > 0).sum(), found["children"].sum())
        return [int(each) for each in told]

    return work


def plant_table(address: str, size: str) -> None:
    """Store the same rows and wards as tables with an index each."""
    from sqlalchemy import NullPool, create_engine, text

    points, days, child = rows(size)
    quarter = (FIRST_DAY + days * 1440).astype("datetime64[M]").astype(int) // 3
    shapes = wards()
    with create_engine(address, poolclass=NullPool).begin() as connection:
        connection.execute(
            text("CREATE TABLE public.dated (geom geometry, quarter int, child int)")
        )
        for first in range(0, len(points), 100_000):
            part = slice(first, first + 100_000)
            values = {
                "x": points[part, 0].tolist(),
                "y": points[part, 1].tolist(),
                "quarter": quarter[part].tolist(),
                "child": child[part].tolist(),
            }
            connection.execute(
                text(
                    "INSERT INTO public.dated SELECT ST_Point(x, y, 27700), quarter, child FROM"
                    " unnest(CAST(:x AS float8[]), CAST(:y AS float8[]), CAST(:quarter AS int[]),"
                    " CAST(:child AS int[])) AS p (x, y, quarter, child)"
                ),
                values,
            )
        connection.execute(text("CREATE TABLE public.ward (ward_id serial, geom geometry)"))
        connection.execute(
            text("INSERT INTO public.ward (geom) SELECT ST_GeomFromWKB(:wkb, 27700)"),
            [{"wkb": each} for each in shapes.geometry.to_wkb()],
        )
        for name in ("dated", "ward"):
            connection.execute(text(f"CREATE INDEX ON public.{name} USING gist (geom)"))
    whole = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with whole.connect() as connection:
        connection.execute(text("VACUUM ANALYZE public.dated"))
        connection.execute(text("VACUUM ANALYZE public.ward"))


def table_postgis(address: str) -> Callable[[], Any]:
    """Count the same by one spatial join of every row."""
    from sqlalchemy import create_engine, text

    connection = create_engine(address).connect()
    statement = text(
        "WITH placed AS MATERIALIZED (SELECT ward_id, quarter, child FROM public.ward INNER JOIN"
        " public.dated ON ST_Intersects(ward.geom, dated.geom)), cells AS (SELECT count(*) AS"
        " events FROM placed GROUP BY ward_id, quarter) SELECT (SELECT sum(events) FROM cells),"
        " (SELECT max(events) FROM cells), (SELECT count(*) FROM cells), (SELECT count(*) FROM"
        " (SELECT DISTINCT ward_id, child FROM placed) AS each)"
    )
    return lambda: [int(each) for each in connection.execute(statement).one()]


JOBS = {each.__name__: each for each in (table_ours, table_postgis)}
