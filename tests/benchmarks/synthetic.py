"""Seeded episodes and premises at sea, of any number: snapped points, most of them in clusters."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

BOX = (282_000, 392_000, 318_000, 428_000)
FIRST_DAY = np.datetime64("2016-10-01T00:00", "m")
DAYS = 3653
EPISODES_TO_A_POINT = 20
EPISODES_TO_A_CHILD = 12
HEADER = (
    "episode_id,child_pid,authority_code,host_authority_code,age_band,sex,category,risk,start,end,"
    "time_quality,placement_type,cse_concern,trafficking_indicator,rhi_offered,rhi_completed_at,"
    "role,easting,northing,crs,precision_m,place_kind,source_kind,confidence,grading\n"
)


def points(rows: int, draw: np.random.Generator) -> np.ndarray:
    """Return whole-metre points in EPSG:27700: 70 % round 400 centres (sigma 120 m)."""
    left, bottom, right, top = BOX
    spread = draw.uniform((left, bottom), (right, top), (rows, 2))
    centres = draw.uniform((left, bottom), (right, top), (400, 2))
    near = centres[draw.integers(0, 400, rows)] + draw.normal(0, 120, (rows, 2))
    return np.where(draw.random((rows, 1)) < 0.7, near, spread).round()


def write_episodes(path: Path, rows: int, seed: int = 1) -> None:
    """Write episodes in the contract's one-file layout."""
    draw = np.random.default_rng(seed)
    snapped = points(max(rows // EPISODES_TO_A_POINT, 1), draw)
    where = draw.integers(0, len(snapped), rows)
    # the busiest points are a few: a quarter of all episodes fall on a hundredth of the points
    busy = draw.random(rows) < 0.25
    where[busy] = draw.integers(0, max(len(snapped) // 100, 1), int(busy.sum()))
    children = max(rows // EPISODES_TO_A_CHILD, 1)
    refs = [hashlib.blake2b(b"%d" % n, digest_size=16).hexdigest() for n in range(children)]
    child = draw.integers(0, children, rows)
    start = _told(FIRST_DAY + draw.integers(0, DAYS * 1440, rows).astype("timedelta64[m]"))
    end = _told(start + draw.integers(30, 3000, rows).astype("timedelta64[m]"))
    pick = {
        "age": draw.choice(["10-12", "13-15", "16-17"], rows, p=[0.15, 0.45, 0.4]),
        "sex": draw.choice(["female", "male"], rows),
        "risk": draw.choice(["high", "medium", "low"], rows, p=[0.2, 0.6, 0.2]),
        "role": draw.choice(["found", "last_seen", "missing_from"], rows, p=[0.6, 0.2, 0.2]),
        "kind": draw.choice(["takeaway", "open_space", "home", "unknown"], rows),
    }
    with path.open("w") as file:
        file.write(HEADER)
        for first in range(0, rows, 50_000):
            part = range(first, min(first + 50_000, rows))
            file.writelines(
                f"S-{i:08d},{refs[child[i]]},E06999001,E06999002,"
                f"{pick['age'][i]},{pick['sex'][i]},missing,{pick['risk'][i]},"
                f"{str(start[i]).replace('T', ' ')},{str(end[i]).replace('T', ' ')},exact,"
                f"childrens_home,no,no,yes,,{pick['role'][i]},{snapped[where[i], 0]:.0f},"
                f"{snapped[where[i], 1]:.0f},EPSG:27700,80,{pick['kind'][i]},police,high,1DP\n"
                for i in part
            )


def _told(moments: np.ndarray) -> np.ndarray:
    """Move what falls in the hour that clocks skip, at which nothing can begin or end."""
    hours = (moments - moments.astype("datetime64[D]")).astype(int) // 60
    return np.where(hours == 1, moments + np.timedelta64(60, "m"), moments)
