"""The same arrays as tables of PostGIS, indexed and analysed, and its own answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.benchmarks.kernels import BANDS_M, data
from tests.benchmarks.peers import LEAST, MERGE_M
from tests.benchmarks.synthetic import BOX

WARD_M = 6_000  # the side of a square that stands for a ward


def plant(address: str, size: str) -> None:
    """Store the arrays of a size as points, with an index each, and squares as wards."""
    from sqlalchemy import NullPool, create_engine, text

    episodes, premises = data(size)
    with create_engine(address, poolclass=NullPool).connect() as connection:
        for name, points in (("episode", episodes), ("premises", premises)):
            connection.execute(text(f"CREATE TABLE public.{name} (id serial, geom geometry)"))
            for first in range(0, len(points), 100_000):
                part = points[first : first + 100_000]
                connection.execute(
                    text(
                        f"INSERT INTO public.{name} (geom) SELECT ST_Point(x, y, 27700) FROM"
                        " unnest(CAST(:x AS float8[]), CAST(:y AS float8[])) AS p (x, y)"
                    ),
                    {"x": part[:, 0].tolist(), "y": part[:, 1].tolist()},
                )
            connection.execute(text(f"CREATE INDEX ON public.{name} USING gist (geom)"))
        connection.execute(
            text(
                "CREATE TABLE public.ward AS SELECT row_number() OVER () AS id, geom FROM"
                " ST_SquareGrid(:side, ST_MakeEnvelope(:west, :south, :east, :north, 27700))"
            ),
            {"side": WARD_M, **dict(zip(("west", "south", "east", "north"), BOX, strict=True))},
        )
        connection.commit()
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _asked(address: str, statement: str, **values: Any) -> Callable[[], Any]:
    from sqlalchemy import create_engine, text

    connection = create_engine(address).connect()
    return lambda: [int(each) for each in connection.execute(text(statement), values).one()]


def counts_postgis(address: str) -> Callable[[], Any]:
    """Count by band with a plain join within 400 m."""
    near, far, widest = BANDS_M
    return _asked(
        address,
        "SELECT sum(near), sum(far), sum(widest) FROM (SELECT premises.id,"
        " count(*) FILTER (WHERE ST_Distance(premises.geom, episode.geom) <= :near) AS near,"
        " count(*) FILTER (WHERE ST_Distance(premises.geom, episode.geom) <= :far) AS far,"
        " count(*) AS widest FROM public.premises INNER JOIN public.episode"
        " ON ST_DWithin(premises.geom, episode.geom, :widest) GROUP BY premises.id) AS each",
        near=near, far=far, widest=widest,
    )  # fmt: skip


def places_postgis(address: str) -> Callable[[], Any]:
    """Cluster the rows by ST_ClusterDBSCAN, of which one point is enough for a core."""
    return _asked(
        address,
        "SELECT count(*), count(*) FILTER (WHERE rows >= :least) FROM (SELECT count(*) AS rows"
        " FROM (SELECT ST_ClusterDBSCAN(geom, :merge, 1) OVER () AS place FROM public.episode)"
        " AS each GROUP BY place) AS place",
        least=LEAST, merge=MERGE_M,
    )  # fmt: skip


def board_postgis(address: str) -> Callable[[], Any]:
    """Count the rows of each ward by a spatial join."""
    return _asked(
        address,
        "SELECT count(*), sum(rows), max(rows) FROM (SELECT ward.id, count(*) AS rows FROM"
        " public.ward INNER JOIN public.episode ON ST_Intersects(ward.geom, episode.geom)"
        " GROUP BY ward.id) AS each",
    )


def board_by_point(address: str) -> Callable[[], Any]:
    """Count the same as derived.ward_episodes does: each different point is joined once."""
    return _asked(
        address,
        "WITH place AS MATERIALIZED (SELECT geom, count(*) AS rows FROM public.episode GROUP BY"
        " geom) SELECT count(*), sum(rows), max(rows) FROM (SELECT ward.id, sum(place.rows) AS"
        " rows FROM public.ward INNER JOIN place ON ST_Intersects(ward.geom, place.geom) GROUP BY"
        " ward.id) AS each",
    )


JOBS = {
    each.__name__: each
    for each in (*(counts_postgis, places_postgis, board_postgis, board_by_point),)
}
