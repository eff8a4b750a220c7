"""What is true of the finished files, worked out from the files themselves, for tests alone."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd

from .addresses import Postcode
from .boundaries import Geography
from .coast import Point
from .files import Note, write_bytes
from .haunts import Haunts
from .map_points import metres
from .planted import Site
from .recording import LAST_DAY
from .recurrence import (
    CHILDREN,
    EPISODES,
    MERGE_M,
    WINDOW_DAYS,
    at_point,
    counting_places,
    in_window,
    repeat_clusters,
    repeat_points,
)
from .settlements import AUTHORITY_NAME, LORRIMOUTH

_PILE = 40
_QUARTERS = ("2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30")


def write_truths(
    out: Path,
    seed: int,
    sites: list[Site],
    postcodes: dict[str, Postcode],
    areas: Geography,
    haunts: Haunts,
    notes: list[Note],
    registers: dict[str, str],
) -> None:
    """Write planted_truths.json."""
    expected = {note.file: note.expected for note in notes}
    police = counting_places(out, "episodes.csv.gz", "episode_places.csv.gz", expected)
    both = pd.concat(
        [police, counting_places(out, "episodes_rhi.csv", "episode_places_rhi.csv", expected)]
    )
    truths: dict[str, Any] = {
        "about": "For tests only. Worked out from the files in this folder; nothing here is real.",
        "seed": seed,
        "as_at": LAST_DAY.isoformat(),
        "rule": {
            "minimum_episodes": EPISODES,
            "minimum_children": CHILDREN,
            "window_days": WINDOW_DAYS,
            "merge_m": MERGE_M,
            "first_day": (LAST_DAY - dt.timedelta(days=WINDOW_DAYS - 1)).isoformat(),
        },
        "recurring": [
            _venue(site, police, both, postcodes, registers)
            for site in sites
            if site.why == "recurring"
        ],
        "null_authority": _null(police, both, areas, haunts),
        "not_counting": _piles(out, police),
        "one_child": [_at(s, police, s.points[0]) for s in sites if s.why == "one_child"],
        "window_edge": [
            {"reached": s.why == "first_day_of_window", **_at(s, police, s.points[0])}
            for s in sites
            if s.why in {"first_day_of_window", "day_before_window"}
        ],
        "merged_only": [
            {"why": s.why, "points": [_at(s, police, point) for point in s.points]}
            for s in sites
            if s.why in {"pair_40_m_apart", "chain_of_45_m"}
        ],
        "former": [_former(s, police) for s in sites if s.why == "former"],
        "expected": {"police": _expected(police), "police_and_interviews": _expected(both)},
        "files": {note.file: {"rows": note.rows, **note.expected} for note in notes},
    }
    text = json.dumps(truths, ensure_ascii=False, indent=1) + "\n"
    write_bytes(out / "planted_truths.json", text.encode())


def _expected(counting: pd.DataFrame) -> dict[str, Any]:
    today = LAST_DAY.isoformat()
    points = repeat_points(counting, today, WINDOW_DAYS)
    clusters = repeat_clusters(counting, today, WINDOW_DAYS)
    return {
        "counting_places": len(counting),
        "counting_places_in_window": len(in_window(counting, today, WINDOW_DAYS)),
        "repeat_locations_merge_0": len(points),
        "repeat_locations_merge_50": len(clusters),
        "repeat_locations_merge_0_by_window_days": {
            str(days): len(repeat_points(counting, today, days)) for days in (28, 90, 365)
        },
        "repeat_locations_merge_0_by_as_at": {
            day: len(repeat_points(counting, day, WINDOW_DAYS)) for day in _QUARTERS
        },
        "points_merge_0": [
            {name: int(row[name]) for name in ("easting", "northing", "episodes", "children")}
            for row in points.sort_values(["easting", "northing"]).to_dict("records")
        ],
        "clusters_merge_50": [[list(point) for point in cluster] for cluster in clusters],
    }


def _at(site: Site, counting: pd.DataFrame, point: Point) -> dict[str, Any]:
    """How often a planted point was visited in the window, and by how many children."""
    seen = in_window(at_point(counting, point), LAST_DAY.isoformat(), WINDOW_DAYS)
    return {
        "authority": site.authority,
        "easting": point[0],
        "northing": point[1],
        "episodes": int(seen["episode"].nunique()),
        "children": int(seen["child"].nunique()),
    }


def _venue(
    site: Site,
    police: pd.DataFrame,
    both: pd.DataFrame,
    postcodes: dict[str, Postcode],
    registers: dict[str, str],
) -> dict[str, Any]:
    assert site.venue is not None
    assert site.venue.hours is not None
    venue, hours, point = site.venue, site.venue.hours, site.points[0]
    seen = in_window(at_point(police, point), LAST_DAY.isoformat(), WINDOW_DAYS)
    open_then = 0
    for start in seen.drop_duplicates("episode")["start"].tolist():
        moment = dt.datetime.strptime(start, "%Y-%m-%d %H:%M")
        open_then += hours.open_at(moment.weekday(), moment.hour * 60 + moment.minute)
    by_child = seen.groupby("child")["episode"].nunique()
    code = postcodes[venue.postcode].at
    now = _at(site, police, point)
    return {
        "name": venue.name,
        "kind": venue.kind,
        "authority": site.authority,
        "authority_name": AUTHORITY_NAME[site.authority],
        "register": registers[site.authority],
        "postcode": venue.postcode,
        "easting": venue.at[0],
        "northing": venue.at[1],
        "postcode_easting": code[0],
        "postcode_northing": code[1],
        "map_point_easting": point[0],
        "map_point_northing": point[1],
        "distance_m": round(metres(venue.at, point), 1),
        "postcode_distance_m": round(metres(code, point), 1),
        "episodes": now["episodes"],
        "children": now["children"],
        "episodes_with_interviews": _at(site, both, point)["episodes"],
        "largest_share_of_one_child": round(int(by_child.max()) / now["episodes"], 3),
        "recurred_before": site.persistent,
        "planted_in_licensed_hours": site.in_hours,
        "episodes_in_licensed_hours": open_then,
        "licensed_hours": hours.as_table(),
    }


def _null(
    police: pd.DataFrame, both: pd.DataFrame, areas: Geography, haunts: Haunts
) -> dict[str, Any]:
    seen = in_window(police, LAST_DAY.isoformat(), WINDOW_DAYS)
    points = list(zip(seen["easting"].tolist(), seen["northing"].tolist(), strict=True))
    owner = areas.authority_of(points)
    found = repeat_points(both, LAST_DAY.isoformat(), WINDOW_DAYS)
    repeats = areas.authority_of(
        list(zip(found["easting"].tolist(), found["northing"].tolist(), strict=True))
    )
    return {
        "authority": LORRIMOUTH,
        "name": AUTHORITY_NAME[LORRIMOUTH],
        "map_points": len(haunts.null),
        "counting_places_in_window": owner.count(LORRIMOUTH),
        "repeat_locations": repeats.count(LORRIMOUTH),
    }


def _piles(out: Path, police: pd.DataFrame) -> list[dict[str, Any]]:
    """Points with many episodes in the raw file and no place within 50 m that counts."""
    places = pd.read_csv(out / "episode_places.csv.gz", dtype=str)
    episodes_file = pd.read_csv(out / "episodes.csv.gz", dtype=str).set_index("episode_id")
    places["day"] = places["episode_id"].map(episodes_file["start"].to_dict()).str[:10]
    places["child"] = places["episode_id"].map(episodes_file["child_pid"].to_dict())
    counting = set(zip(police["easting"].tolist(), police["northing"].tolist(), strict=True))
    found = []
    for (easting, northing), rows in places.groupby(["easting", "northing"]):
        at = int(str(easting)), int(str(northing))
        episodes = int(rows["episode_id"].nunique())
        if episodes < _PILE or any(metres(at, other) <= MERGE_M for other in counting):
            continue
        recent = in_window(rows, LAST_DAY.isoformat(), WINDOW_DAYS)
        roles = sorted(set(rows["role"].tolist()))
        found.append(
            {
                "easting": at[0],
                "northing": at[1],
                "place_kinds": sorted(set(rows["place_kind"].tolist())),
                "roles": roles,
                "episodes": episodes,
                "episodes_in_window": int(recent["episode_id"].nunique()),
                "children": int(rows["child"].nunique()),
            }
        )
    return sorted(found, key=lambda pile: (-pile["episodes"], pile["easting"], pile["northing"]))


def _former(site: Site, police: pd.DataFrame) -> dict[str, Any]:
    """A place that was a repeat location in the summer of 2024 and is none now."""
    seen = at_point(police, site.points[0])
    return {
        **_at(site, police, site.points[0]),
        "last_day": str(seen["day"].max()),
        "episodes_ever": int(seen["episode"].nunique()),
        "children_ever": int(seen["child"].nunique()),
    }
