"""The two pairs of episode files, in Nightjar's inbound layout."""

import datetime as dt
from pathlib import Path

from .draw import Draw
from .files import Note, write_csv
from .recording import Episode, age_band

EPISODE_COLUMNS = (
    "episode_id", "child_pid", "supplier", "authority_code", "host_authority_code", "age_band",
    "sex", "category", "risk", "start", "end", "time_quality", "placement_type", "cse_concern",
    "trafficking_indicator", "rhi_offered", "rhi_completed_at",
)  # fmt: skip
PLACE_COLUMNS = (
    "episode_id", "role", "easting", "northing", "crs", "precision_m", "place_kind",
    "source_kind", "confidence", "grading",
)  # fmt: skip
POLICE, INTERVIEWER = "Hesperay Police", "Lanternfield Interviews"
_PLACEMENT = {"home": "", "placement": "foster_care", "childrens_home": "childrens_home"}

Row = list[str]
Fault = tuple[str, str, str]  # id of the row, column, reason


def in_order(episodes: list[Episode]) -> list[Episode]:
    """By start, then child, as a system would number them."""
    return sorted(episodes, key=lambda episode: (episode.start, episode.child.pid))


def episode_rows(episodes: list[Episode], supplier: str, prefix: str) -> list[Row]:
    """A row for each episode, in the order given."""
    return [
        [
            f"{prefix}{number:06d}",
            episode.child.pid,
            supplier,
            episode.child.authority,
            episode.child.host,
            age_band(episode),
            episode.child.sex,
            episode.category,
            episode.risk,
            _local(episode.start),
            _local(episode.end),
            episode.time_quality,
            _PLACEMENT[episode.child.home_kind],
            episode.cse_concern,
            episode.trafficking,
            episode.rhi_offered,
            _local(episode.rhi_completed),
        ]
        for number, episode in enumerate(episodes, start=1)
    ]


def place_rows(episodes: list[Episode], prefix: str) -> list[Row]:
    """A row for each place of each episode."""
    return [
        [
            f"{prefix}{number:06d}",
            place.role,
            str(place.at[0]),
            str(place.at[1]),
            "EPSG:27700",
            str(place.precision_m),
            place.kind,
            place.source_kind,
            place.confidence,
            place.grading,
        ]
        for number, episode in enumerate(episodes, start=1)
        for place in episode.places
    ]


def write_police(out: Path, episodes: list[Episode]) -> list[Note]:
    """The police pair: tidy, as an agreed extract is."""
    rows, places = episode_rows(episodes, POLICE, "HP-"), place_rows(episodes, "HP-")
    write_csv(out / "episodes.csv.gz", EPISODE_COLUMNS, rows)
    write_csv(out / "episode_places.csv.gz", PLACE_COLUMNS, places)
    by_quality = [row[11] for row in rows]
    return [
        Note(
            "episodes.csv.gz",
            "Three years of missing episodes of invented children, 1 October 2023 to 30 September "
            "2026, as a police force would supply them. Times are local (Europe/London).",
            ", ".join(EPISODE_COLUMNS),
            len(rows),
            faults=[
                ("no end: still open when the file was cut, or only the month is known",
                 sum(not row[10] for row in rows)),
                ("day known, time not: written 00:00", by_quality.count("day")),
                ("only the month known: written as its first day", by_quality.count("month")),
                ("start in the hour that comes twice, on the last Sunday of October",
                 sum(_twice(episode.start) for episode in episodes)),
                ("overlaps the child's episode before it (reported again)", _overlaps(episodes)),
            ],
            expected={"accepted": len(rows), "rejected": 0},
        ),
        Note(
            "episode_places.csv.gz",
            "The places of those episodes, already snapped by the supplier to fixed map points. "
            "Most are homes and institutions, or places that children were missing from, and must "
            "not count.",
            ", ".join(PLACE_COLUMNS),
            len(places),
            "EPSG:27700, whole metres",
            expected={"accepted": len(places), "rejected": 0},
        ),
    ]  # fmt: skip


def write_interviews(seed: int, out: Path, episodes: list[Episode]) -> list[Note]:
    """The interviewer's pair: small, and with rows that must be turned away."""
    draw = Draw(seed, "interview faults")
    rows = episode_rows(episodes, INTERVIEWER, "RI-")
    places = place_rows(episodes, "RI-")
    bad = _spoil_episodes(rows, draw)
    bad_places = _spoil_places(places, {key for key, _, _ in bad}, draw)
    fine = next(row for row in rows[60:] if row[0] not in {key for key, _, _ in bad})
    rows.insert(200, list(fine))
    write_csv(out / "episodes_rhi.csv", EPISODE_COLUMNS, rows)
    write_csv(out / "episode_places_rhi.csv", PLACE_COLUMNS, places)
    return [
        Note(
            "episodes_rhi.csv",
            "A second supplier: what children told at return interviews, under the supplier's own "
            "episode ids, for some of the same children and days.",
            ", ".join(EPISODE_COLUMNS),
            len(rows),
            faults=[*_counted(bad), ("row given twice", 1)],
            expected={
                "accepted": len(rows) - len(bad) - 1,
                "already_held": 1,
                "already_held_line": 202,
                "rejected": len(bad),
                "rejects": [_reject(rows, fault) for fault in bad],
            },
        ),
        Note(
            "episode_places_rhi.csv",
            "The places that those interviews named.",
            ", ".join(PLACE_COLUMNS),
            len(places),
            "EPSG:27700, whole metres",
            faults=_counted(bad_places),
            expected={
                "accepted": len(places) - len(bad_places),
                "rejected": len(bad_places),
                "rejects": [
                    {"line": int(line) + 2, "column": column, "reason": reason}
                    for line, column, reason in bad_places
                ],
            },
        ),
    ]


def _spoil_episodes(rows: list[Row], draw: Draw) -> list[Fault]:
    """Break some rows, each in one way."""
    exact = [row for row in rows if row[11] == "exact" and row[10]]
    chosen = draw.some(exact, 9)
    column = {name: at for at, name in enumerate(EPISODE_COLUMNS)}
    bad: list[Fault] = []
    for row in chosen[:2]:
        row[column["end"]], row[column["start"]] = row[column["start"]], row[column["end"]]
        bad.append((row[0], "end", "end before start"))
    for row, name, value, reason in (
        (chosen[2], "authority_code", "E06999999", "unknown authority"),
        (chosen[3], "child_pid", "", "missing value"),
        (chosen[4], "start", "31/02/2026 25:10", "not a date"),
        (chosen[5], "category", "truant", "unknown value"),
        (chosen[6], "time_quality", "guess", "unknown value"),
        (chosen[7], "host_authority_code", "E06999998", "unknown authority"),
        (chosen[8], "start", "", "missing value"),
    ):
        row[column[name]] = value
        bad.append((row[0], name, reason))
    return bad


def _spoil_places(places: list[Row], lost: set[str], draw: Draw) -> list[Fault]:
    """Break some rows. Those of an episode that is turned away have nothing to belong to."""
    bad = [
        (str(line), "episode_id", "unknown episode")
        for line, row in enumerate(places)
        if row[0] in lost
    ]
    fine = [line for line, row in enumerate(places) if row[0] not in lost]
    chosen = draw.some(fine, 10)
    column = {name: at for at, name in enumerate(PLACE_COLUMNS)}
    for line, name, value, reason in (
        (chosen[0], "role", "lurking", "unknown value"),
        (chosen[1], "place_kind", "warehouse", "unknown value"),
        (chosen[2], "easting", "", "missing value"),
        (chosen[3], "episode_id", "RI-999998", "unknown episode"),
        (chosen[4], "episode_id", "RI-999999", "unknown episode"),
        (chosen[5], "crs", "EPSG:99999", "unknown reference system"),
    ):
        places[line][column[name]] = value
        bad.append((str(line), name, reason))
    for line, easting, northing, reason in (
        (chosen[6], "0", "0", "no position"),
        (chosen[7], "-3.5117745", "53.577045", "outside the area"),
        (chosen[8], "365000", "431000", "outside the area"),
        (chosen[9], places[chosen[9]][3], places[chosen[9]][2], "outside the area"),
    ):
        places[line][2:4] = [easting, northing]
        bad.append((str(line), "easting", reason))
    return sorted(bad, key=lambda fault: int(fault[0]))


def _reject(rows: list[Row], fault: Fault) -> dict[str, str | int]:
    key, column, reason = fault
    line = next(number for number, row in enumerate(rows, start=2) if row[0] == key)
    return {"line": line, "column": column, "reason": reason}


def _counted(bad: list[Fault]) -> list[tuple[str, int]]:
    reasons = [reason for _, _, reason in bad]
    return [(reason, reasons.count(reason)) for reason in sorted(set(reasons))]


def _twice(moment: dt.datetime) -> bool:
    return moment.month == 10 and moment.day > 24 and moment.weekday() == 6 and moment.hour == 1


def _overlaps(episodes: list[Episode]) -> int:
    last: dict[str, dt.datetime] = {}
    count = 0
    for episode in episodes:
        previous = last.get(episode.child.pid)
        count += previous is not None and episode.start < previous
        last[episode.child.pid] = max(episode.end or episode.start, previous or episode.start)
    return count


def _local(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""
