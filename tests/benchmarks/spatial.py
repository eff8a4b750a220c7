"""The same arrays as tables of PostGIS, indexed and analysed, and its own answers.

Wards are squares that no point lies on the edge of, so that a plain join counts each point once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.benchmarks.kernels import BANDS_M, data
from tests.benchmarks.peers import LEAST, MERGE_M
from tests.benchmarks.synthetic import BOX

WARD_M = 6_000  # the side of a square that stands for a ward
ROWS = """
SELECT
    episode.episode_id, episode.child_id, episode.started_at, episode.point_id, point.geom,
    CAST(episode.started_at AT TIME ZONE 'Europe/London' AS date) AS day
FROM held.placed_episode AS episode
INNER JOIN held.place_coding AS coding USING (place_coding_id)
INNER JOIN held.map_point AS point USING (point_id)
WHERE coding.counts
"""

# what is of no kind at a home of the same child, in the year to the quarter's end
AT_A_HOME = """
(coding.place_kind = 'unknown' AND EXISTS (
    SELECT FROM held.placed_episode AS told
    INNER JOIN held.place_coding AS said USING (place_coding_id)
    WHERE
        told.child_id = episode.child_id AND told.point_id = episode.point_id
        AND told.started_at >= TIMESTAMP '2025-09-30' AT TIME ZONE 'Europe/London'
        AND told.started_at < TIMESTAMP '2026-10-01' AT TIME ZONE 'Europe/London'
        AND derived.tells_of_a_home(said.role, said.place_kind, 'unknown')
))
"""


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
        plant_wards(connection)
        # as a load does it: each different point is held once, and triggers find its ward
        for statement in (
            "INSERT INTO held.map_point (millimetres, geom, cell) SELECT"
            " (ST_X(geom) * 1000)::bigint << 31 | (ST_Y(geom) * 1000)::bigint, geom,"
            " floor(ST_X(geom) / 250)::integer * 10000 + floor(ST_Y(geom) / 250)::integer FROM"
            " (SELECT DISTINCT geom FROM public.episode) AS each",
            "CREATE TABLE public.at_point AS SELECT episode.id, point.point_id FROM public.episode"
            " INNER JOIN held.map_point AS point USING (geom)",
        ):
            connection.execute(text(statement))
        connection.commit()
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def plant_wards(connection: Any) -> None:
    """Store squares as the wards of an edition."""
    from sqlalchemy import text

    box = dict(zip(("west", "south", "east", "north"), BOX, strict=True))
    connection.execute(
        text(
            "WITH brought AS (INSERT INTO held.load (kind, file_name, file_sha256, question_digest,"
            " code_version) VALUES ('boundaries', 'squares', '', '', '') RETURNING load_id)"
            " INSERT INTO held.boundary (kind, code, vintage, name, geom, load_id) SELECT 'ward',"
            " 'E05' || (100000 + row_number() OVER ()), 2026, 'A square',"
            " ST_Multi(ST_Translate(geom, 0.5, 0.5)), load_id FROM brought,"
            " ST_SquareGrid(:side, ST_MakeEnvelope(:west, :south, :east, :north, 27700))"
        ),
        {"side": WARD_M, **box},
    )
    connection.execute(text("ANALYZE held.boundary, held.point_ward"))


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
        "SELECT count(*), sum(rows), max(rows) FROM (SELECT boundary_id, count(*) AS rows FROM"
        " held.boundary AS ward INNER JOIN public.episode ON ST_Intersects(ward.geom, episode.geom)"
        " WHERE ward.kind = 'ward' GROUP BY boundary_id) AS each",
    )


def board_by_point(address: str) -> Callable[[], Any]:
    """Count the same by the ward that is kept for each point."""
    return _asked(
        address,
        "SELECT count(*), sum(rows), max(rows) FROM (SELECT boundary_id, count(*) AS rows FROM"
        " public.at_point INNER JOIN held.point_ward USING (point_id) WHERE vintage = 2026"
        " GROUP BY boundary_id) AS each",
    )


QUARTER = {"first": dt.date(2026, 7, 1), "last": dt.date(2026, 9, 30)}


def quarter_ours(address: str) -> Callable[[], Any]:
    """Count each child's episodes by ward in a quarter, as a publication does."""
    return _asked(
        address,
        "SELECT count(*), sum(episodes), max(episodes) FROM derived.ward_episodes(:first, :last)",
        **QUARTER,
    )


def quarter_postgis(address: str) -> Callable[[], Any]:
    """Count the same of a flat table of rows, by a spatial join."""
    from sqlalchemy import create_engine, text

    with create_engine(address, isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in (
            "DROP TABLE IF EXISTS public.flat",
            f"CREATE TABLE public.flat AS {ROWS} AND NOT {AT_A_HOME}",
            "CREATE INDEX ON public.flat USING gist (geom)",
            "CREATE INDEX ON public.flat (day)",
            "VACUUM ANALYZE public.flat",
        ):
            connection.execute(text(statement))
    return _asked(
        address,
        "SELECT count(*), sum(episodes), max(episodes) FROM (SELECT boundary_id, child_id,"
        " count(DISTINCT started_at) AS episodes FROM public.flat INNER JOIN held.boundary AS ward"
        " ON ward.kind = 'ward' AND ST_Intersects(ward.geom, flat.geom) WHERE day BETWEEN :first"
        " AND :last AND child_id IS NOT NULL GROUP BY boundary_id, child_id) AS each",
        **QUARTER,
    )


JOBS = {
    each.__name__: each
    for each in (
        *(counts_postgis, places_postgis, board_postgis, board_by_point),
        *(quarter_ours, quarter_postgis),
    )
}
