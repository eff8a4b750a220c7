"""The tables of a snapshot, and no others: written for readers, and read as an attacker would.

A table that is not on this list is not made. None has more than two dimensions: the quarter, and a
ward or an authority. What is written is what the board's own views show.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.outputs import inert
from geo.policy import Band
from geo.snapshot_files import MANIFEST, PAGE, PDF, PNG, Files

WARDS, PREMISES, TABLES, MAP = "wards.csv", "premises.csv", "tables.json", "wards.geojson"
PICTURE, DONE = "picture.csv", "done.csv"
REVIEWS, MEASURES = "reviews.csv", "measures.csv"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    WARDS: (
        *("quarter", "ward", "name", "authority"),
        *("children", "episodes_from", "episodes_to", "change"),
    ),
    PREMISES: ("quarter", "authority", "name", "premises"),
    PICTURE: ("quarter", "authority", "name", "measure", "state", "children", "change"),
    DONE: (
        *("quarter", "authority", "name", "planned", "done", "premises_visited", "briefings"),
        *("posters", "trainings", "test_purchases", "conditions"),
    ),
    REVIEWS: (
        *("quarter", "reviews_held", "cases_opened", "decisions", "actions_done", "actions_late"),
        *("replies_received", "replies_answered", "replies_upheld"),
    ),
    MEASURES: ("quarter", "family", "measure", "decisions"),
}
OF_A_QUARTER = frozenset({PAGE, PDF, PNG, *COLUMNS, TABLES, MAP})
OF_A_RESTATEMENT = frozenset({PAGE, WARDS, TABLES})
OF_A_WARD = frozenset({"code", "name", "state", "children", "band_from", "band_to"})
RESTATED = "restated"


@dataclass(frozen=True)
class WardRow:
    """A ward in a quarter; None is a number that is not shown."""

    quarter: str
    ward: str
    name: str
    authority: str
    children: int | None
    episodes_from: int | None
    episodes_to: int | None
    change: str

    @property
    def figure(self) -> tuple[int | None, int | None, int | None]:
        """What is told of the children and episodes."""
        return self.children, self.episodes_from, self.episodes_to

    @property
    def band(self) -> Band | None:
        """The band of episodes."""
        return None if self.episodes_from is None else Band(self.episodes_from, self.episodes_to)


@dataclass(frozen=True)
class PremisesRow:
    """How many premises officers were shown in an authority in a quarter."""

    quarter: str
    authority: str
    name: str
    premises: int


@dataclass(frozen=True)
class PictureTold:
    """A number of children of an authority in a quarter; None is one that is not shown."""

    quarter: str
    authority: str
    name: str
    measure: str
    state: str
    children: int | None
    change: str


@dataclass(frozen=True)
class DoneRow:
    """What an authority's officers did in a quarter; None is what nobody ever recorded."""

    quarter: str
    authority: str
    name: str
    planned: int | None
    done: int | None
    premises_visited: int | None
    briefings: int | None
    posters: int | None
    trainings: int | None
    test_purchases: int | None
    conditions: int | None


@dataclass(frozen=True)
class ReviewRow:
    """What joint reviews did in a quarter, of all authorities together, and the right of reply.

    None is what nobody ever recorded in a published quarter, as the page says: it is not 0.
    """

    quarter: str
    reviews_held: int | None
    cases_opened: int | None
    decisions: int | None
    actions_done: int | None
    actions_late: int | None
    replies_received: int | None
    replies_answered: int | None
    replies_upheld: int | None


@dataclass(frozen=True)
class MeasureRow:
    """How many joint reviews decided a measure in a quarter, of all authorities together."""

    quarter: str
    family: str
    measure: str
    decisions: int


TableRow = ReviewRow | MeasureRow | WardRow | PremisesRow | PictureTold | DoneRow


@dataclass(frozen=True)
class Told:
    """What an attacker reads from the files of one snapshot."""

    name: str
    period: str
    ward_vintage: int | None
    wards: tuple[WardRow, ...]
    stands: bool = True  # published and not withdrawn
    picture: tuple[PictureTold, ...] = ()

    @property
    def is_restatement(self) -> bool:
        """Whether it corrects the quarters of a year."""
        return self.period.endswith("R")


def csv_bytes(file: str, rows: Iterable[TableRow]) -> bytes:
    """Return a table as CSV, no cell of which a spreadsheet runs."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    columns = COLUMNS[file]
    writer.writerow(columns)
    for row in rows:
        values = (getattr(row, column) for column in columns)
        writer.writerow(inert(each) if isinstance(each, str) else each for each in values)
    return written.getvalue().encode("utf-8-sig")


def json_bytes(about: Mapping[str, Any], tables: Mapping[str, Sequence[TableRow]]) -> bytes:
    """Return tables, given by their files, as one JSON object, with what it says of itself."""
    whole: dict[str, Any] = {"nightjar": dict(about)}
    for name, file in _NAMED.items():
        columns = COLUMNS[file]
        rows = tables.get(file, ())
        whole[name] = [{column: getattr(row, column) for column in columns} for row in rows]
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def map_bytes(about: Mapping[str, Any], features: Sequence[Mapping[str, Any]]) -> bytes:
    """Return wards as GeoJSON in EPSG:4326, each with what is told of it."""
    marked = {"type": "FeatureCollection", "nightjar": dict(about), "features": list(features)}
    return (json.dumps(marked, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read(name: str, files: Files, *, stands: bool = True) -> Told:
    """Read what a snapshot tells from its own bytes. Raises: ValueError if it cannot be read."""
    about = json.loads(files[MANIFEST])
    text = files[WARDS].decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    wards = tuple(
        WardRow(
            row["quarter"],
            row["ward"],
            row["name"],
            row["authority"],
            _number(row["children"]),
            _number(row["episodes_from"]),
            _number(row["episodes_to"]),
            row["change"],
        )
        for row in rows
    )
    return Told(name, about["period"], about["ward_vintage"], wards, stands, _picture(files))


def beyond_the_list(period: str, files: Files) -> list[str]:
    """Say what of a snapshot is on no list of what may be told."""
    allowed = OF_A_RESTATEMENT if period.endswith("R") else OF_A_QUARTER
    found = [f"a file {name}" for name in sorted(files.keys() - allowed - {MANIFEST})]
    for name, columns in COLUMNS.items():
        if name not in files:
            continue
        header = files[name].decode("utf-8-sig").split("\r\n", 1)[0].split(",")
        found += [f"a column {each} of {name}" for each in header if each not in columns]
    if TABLES in files:
        whole = json.loads(files[TABLES])
        found += [f"a table {each}" for each in sorted(whole.keys() - {"nightjar", *_NAMED})]
        for each, file in _NAMED.items():
            said = {column for row in whole.get(each, ()) for column in row}
            found += [f"a column {one} of {each}" for one in sorted(said - {*COLUMNS[file]})]
    if MAP in files:
        features = json.loads(files[MAP])["features"]
        told = {key for each in features for key in each["properties"]}
        found += [f"a property {each} of {MAP}" for each in sorted(told - OF_A_WARD)]
    return found


_NAMED = {
    "wards": WARDS,
    "premises": PREMISES,
    "picture": PICTURE,
    "done": DONE,
    "reviews": REVIEWS,
    "measures": MEASURES,
}


def _picture(files: Files) -> tuple[PictureTold, ...]:
    """Read the picture by authority; a snapshot of an earlier release has none."""
    text = files.get(PICTURE, b"").decode("utf-8-sig")
    return tuple(
        PictureTold(
            row["quarter"],
            row["authority"],
            row["name"],
            row["measure"],
            row["state"],
            _number(row["children"]),
            row["change"],
        )
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
