"""The jobs that are timed, ours and the peers', each run in a process of its own.

    python -m tests.benchmarks.work JOB ADDRESS [FILE]

prints the seconds after the imports, the peak of memory, and the answer, as one JSON object.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import kernels, peers, spatial, tables
from tests.benchmarks.spatial import ROWS

AS_AT = dt.date(2026, 9, 30)
RADIUS_M = 400.0


def load_ours(address: str, file: str) -> Callable[[], Any]:
    """Load through the loader: checked, celled, numbered and stored, with its account."""
    os.environ["NIGHTJAR_DATABASE_URL"] = address
    import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - the peer's engine is ready too

    from loaders import episodes, jobs  # noqa: F401 - the job imports what it loads with

    def work() -> Any:
        (report,) = jobs.load_episodes([Path(file)], "Invented Police", None, {})
        return report.accepted

    return work


def load_geopandas(address: str, file: str) -> Callable[[], Any]:
    """Read, check as the loader does, cell and store the same file by geopandas and to_postgis."""
    import geopandas
    import numpy as np
    import pandas as pd
    from sqlalchemy import create_engine

    engine = create_engine(address)

    def work() -> Any:
        frame = pd.read_csv(file, dtype={"episode_id": str, "child_pid": str})
        for column in ("start", "end", "rhi_completed_at"):
            local = pd.to_datetime(frame[column], errors="coerce")
            frame[column] = local.dt.tz_localize(
                "Europe/London", ambiguous=True, nonexistent="NaT"
            ).dt.tz_convert("UTC")
        good = frame["start"].notna() & (frame["end"] >= frame["start"])
        good &= (frame["crs"] == "EPSG:27700") & frame["precision_m"].between(0, 10_000)
        good &= frame["easting"].between(0, 700_000) & frame["northing"].between(0, 1_300_000)
        good &= ~frame["episode_id"].duplicated()
        good &= frame["child_pid"].str.fullmatch(r"[0-9a-f]{16,}")
        for column, values in VOCABULARY.items():
            good &= frame[column].isin(values)
        frame = frame[good]
        frame["counts"] = frame["role"].isin(COUNTING) & ~frame["place_kind"].isin(HOMES)
        cell = (frame["easting"] // 250).astype(int) * 10_000
        frame["cell"] = cell + (frame["northing"] // 250).astype(int)
        points = geopandas.points_from_xy(frame["easting"], frame["northing"], crs=27700)
        whole = geopandas.GeoDataFrame(frame.drop(columns=["easting", "northing"]), geometry=points)
        whole.to_postgis("peer_episode", engine, if_exists="replace", chunksize=100_000)
        return int(np.int64(len(whole)))

    return work


VOCABULARY = {
    "age_band": ["0-9", "10-12", "13-15", "16-17"],
    "sex": ["female", "male", "other"],
    "category": ["missing", "away_from_placement", "absent", "no_apparent_risk", "unknown"],
    "risk": ["high", "medium", "low", "none", "unknown"],
    "role": ["missing_from", "last_seen", "found", "frequented", "pick_up", "drop_off"],
    "place_kind": ["home", "takeaway", "open_space", "unknown", "hotel", "school"],
    "time_quality": ["exact", "day", "month", "unknown"],
    "placement_type": ["own_home", "foster_care", "childrens_home", "semi_independent", "other"],
    "cse_concern": ["yes", "no", "not_recorded"],
    "trafficking_indicator": ["yes", "no", "not_recorded"],
    "rhi_offered": ["yes", "no", "not_recorded"],
    "source_kind": ["police", "return_interview", "social_care", "intelligence"],
    "confidence": ["high", "medium", "low", "not_recorded"],
}
COUNTING = ["found", "last_seen", "frequented", "disclosed", "cse_concern", "pick_up", "drop_off"]
HOMES = ["home", "placement", "childrens_home", "school", "hospital", "police_station"]


def flags_ours(address: str, days: str) -> Callable[[], Any]:
    """Find repeat locations and the premises near them, by the functions of the database."""
    import geopandas  # noqa: F401 - what answers imports it when first asked

    from geo.database import engine
    from geo.question import Question, flagged_premises
    from geo.settings import Settings

    publisher = engine(Settings(database_url=address))

    def work() -> Any:
        asked = Question(AS_AT, window_days=int(days), merge_m=0, radius_m=RADIUS_M)
        with publisher.connect() as connection:
            found = flagged_premises(connection, asked)
        return [int(found["premises_id"].nunique()), len(found)]

    return work


def flags_stored(address: str, days: str) -> Callable[[], Any]:
    """Raise flags as the command does: asked, read, tested and stored; then undone."""
    import geo.analysis.significance  # noqa: F401 - what tests imports it when first asked
    from geo import flags
    from geo.database import engine
    from geo.question import Question
    from geo.settings import Settings

    publisher = engine(Settings(database_url=address))

    def work() -> Any:
        with publisher.connect() as connection:
            run = flags.raise_flags(connection, Question(AS_AT, window_days=int(days)))
            connection.rollback()
        assert run.test is not None
        return run.test["episodes_compared"]

    return work


def flags_computed(address: str, days: str) -> Callable[[], Any]:
    """Compute the same alone, from arrays that are there: the test against chance and the moves."""
    from unittest import mock

    from geo.analysis import significance, steadiness

    asked: list[Any] = []

    def noting(answer: Callable[..., Any]) -> Callable[..., Any]:
        def note(*given: Any, **named: Any) -> Any:
            asked.append((answer, given, named))
            return answer(*given, **named)

        return note

    with (
        mock.patch.object(significance, "ask_chance", noting(significance.ask_chance)),
        mock.patch.object(steadiness, "moves_that_stand", noting(steadiness.moves_that_stand)),
    ):
        flags_stored(address, days)()

    def work() -> Any:
        tested, _ = (answer(*given, **named) for answer, given, named in asked)
        return tested.compared

    return work


def flags_counted(address: str, days: str) -> Callable[[], Any]:
    """Count them in the database, by the function that finds them."""
    from sqlalchemy import create_engine, text

    engine = create_engine(address)

    def work() -> Any:
        with engine.connect() as connection:
            row = connection.execute(
                text(
                    """
                    SELECT count(DISTINCT premises_id), count(*)
                    FROM derived.flagged_premises(:as_at, :days, merge_m => 0, radius_m => :radius)
                    """
                ),
                {"radius": RADIUS_M, "as_at": AS_AT, "days": int(days)},
            ).one()
        return [int(each) for each in row]

    return work


def flags_geopandas(address: str, days: str) -> Callable[[], Any]:
    """Join the rows of both frames, in memory already, by geopandas, and count what recurs."""
    import geopandas
    from sqlalchemy import create_engine

    engine = create_engine(address)
    episodes = geopandas.read_postgis(ROWS, engine, geom_col="geom")
    premises = geopandas.read_postgis("SELECT premises_id, geom FROM held.premises", engine)

    def work() -> Any:
        first = AS_AT - dt.timedelta(days=int(days) - 1)
        asked = episodes[(episodes["day"] >= first) & (episodes["day"] <= AS_AT)]
        pairs = geopandas.sjoin(
            asked, premises[["premises_id", "geom"]], predicate="dwithin", distance=RADIUS_M
        )
        near = pairs.groupby(["point_id", "premises_id"]).agg(
            episodes=("episode_id", "nunique"), children=("child_id", "nunique")
        )
        near = near[(near["episodes"] >= 3) & (near["children"] >= 2)].reset_index()
        return [int(near["premises_id"].nunique()), len(near)]

    return work


def flags_postgis(address: str, days: str) -> Callable[[], Any]:
    """Join plain tables of rows by ST_DWithin, both with a spatial index, and count."""
    from sqlalchemy import create_engine, text

    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in (
            "DROP TABLE IF EXISTS public.plain_episode",
            f"CREATE TABLE public.plain_episode AS {ROWS}",
            "CREATE INDEX ON public.plain_episode USING gist (geom)",
            "CREATE INDEX ON public.plain_episode (day)",
        ):
            connection.execute(text(statement))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE public.plain_episode"))

    def work() -> Any:
        with engine.connect() as connection:
            row = connection.execute(
                text(
                    """
                    SELECT count(DISTINCT premises_id), count(*) FROM (
                        SELECT premises.premises_id, episode.point_id
                        FROM public.plain_episode AS episode
                        INNER JOIN held.premises AS premises
                            ON ST_DWithin(premises.geom, episode.geom, :radius_m)
                        WHERE episode.day > CAST(:as_at AS date) - CAST(:days AS integer)
                            AND episode.day <= :as_at
                        GROUP BY premises.premises_id, episode.point_id
                        HAVING count(DISTINCT episode.episode_id) >= 3
                            AND count(DISTINCT episode.child_id) >= 2
                    ) AS near
                    """
                ),
                {"radius_m": RADIUS_M, "as_at": AS_AT, "days": int(days)},
            ).one()
        return [int(each) for each in row]

    return work


JOBS = {
    **kernels.JOBS,
    **peers.JOBS,
    **spatial.JOBS,
    **tables.JOBS,
    "load_ours": load_ours,
    "load_geopandas": load_geopandas,
    "flags_ours": flags_ours,
    "flags_stored": flags_stored,
    "flags_computed": flags_computed,
    "flags_counted": flags_counted,
    "flags_geopandas": flags_geopandas,
    "flags_postgis": flags_postgis,
}


def main() -> None:
    """Prepare a job, time it, and print what came of it."""
    name, *arguments = sys.argv[1:]
    interpreter_mb = _peak_mb()
    work = JOBS[name](*arguments)
    began = time.perf_counter()
    answer = work()
    seconds = time.perf_counter() - began
    over_mb = _peak_mb() - interpreter_mb
    print(json.dumps({"seconds": seconds, "peak_mb": over_mb, "answer": answer}))


def _peak_mb() -> float:
    """Return the most memory of this process so far.

    The kernel's getrusage would count that of the process which started this one, before its exec.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
