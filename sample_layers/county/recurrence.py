"""Where episodes recur, worked out from the finished files by other means than the product's."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd

from .coast import Point
from .map_points import metres
from .recording import COUNTING_ROLES, RESIDENTIAL_OR_INSTITUTIONAL

EPISODES, CHILDREN, WINDOW_DAYS, MERGE_M = 3, 2, 90, 50


def counting_places(
    out: Path, episodes: str, places: str, expected: dict[str, dict[str, Any]]
) -> pd.DataFrame:
    """Places that count, each with its episode's child and day, of rows that are not rejected."""
    rows = _kept(pd.read_csv(out / episodes, dtype=str), expected[episodes])
    spots = _kept(pd.read_csv(out / places, dtype=str), expected[places])
    joined = spots.merge(rows.drop_duplicates("episode_id"), on="episode_id", validate="m:1")
    joined = joined[
        joined["role"].isin(COUNTING_ROLES)
        & ~joined["place_kind"].isin(RESIDENTIAL_OR_INSTITUTIONAL)
    ]
    return pd.DataFrame(
        {
            "episode": joined["episode_id"],
            "child": joined["child_pid"],
            "start": joined["start"],
            "day": joined["start"].str[:10],
            "easting": joined["easting"].astype(int),
            "northing": joined["northing"].astype(int),
        }
    )


def _kept(rows: pd.DataFrame, expected: dict[str, Any]) -> pd.DataFrame:
    return rows.drop(index=[reject["line"] - 2 for reject in expected.get("rejects", [])])


def in_window(counting: pd.DataFrame, as_at: str, days: int) -> pd.DataFrame:
    """The rows of the days that end on ``as_at``, which is counted."""
    first = (dt.date.fromisoformat(as_at) - dt.timedelta(days=days - 1)).isoformat()
    return counting[(counting["day"] >= first) & (counting["day"] <= as_at)]


def repeat_points(counting: pd.DataFrame, as_at: str, days: int) -> pd.DataFrame:
    """Equal points that reach both minimums."""
    seen = in_window(counting, as_at, days).groupby(["easting", "northing"], as_index=False)
    found = seen.agg(episodes=("episode", "nunique"), children=("child", "nunique"))
    return found[(found["episodes"] >= EPISODES) & (found["children"] >= CHILDREN)]


def repeat_clusters(counting: pd.DataFrame, as_at: str, days: int) -> list[list[Point]]:
    """Points joined one to the next within 50 m, where the points together reach the minimums."""
    rows = in_window(counting, as_at, days)
    points = sorted(set(zip(rows["easting"].tolist(), rows["northing"].tolist(), strict=True)))
    label = list(range(len(points)))
    for a in range(len(points)):
        for b in range(a):
            if metres(points[a], points[b]) <= MERGE_M and label[a] != label[b]:
                old, new = label[a], label[b]
                label = [new if mark == old else mark for mark in label]
    cluster = dict(zip(points, label, strict=True))
    marks = [
        cluster[point]
        for point in zip(rows["easting"].tolist(), rows["northing"].tolist(), strict=True)
    ]
    seen = rows.assign(cluster=marks).groupby("cluster", as_index=False)
    found = seen.agg(episodes=("episode", "nunique"), children=("child", "nunique"))
    reached = found[(found["episodes"] >= EPISODES) & (found["children"] >= CHILDREN)]
    kept = set(reached["cluster"].tolist())
    return [
        [point for point in points if cluster[point] == mark]
        for mark in sorted(kept, key=lambda mark: points[label.index(mark)])
    ]


def at_point(counting: pd.DataFrame, point: Point) -> pd.DataFrame:
    """The rows at one point."""
    return counting[(counting["easting"] == point[0]) & (counting["northing"] == point[1])]
