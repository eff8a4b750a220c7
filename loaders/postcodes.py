"""Postcodes: OS Code-Point Open, and the ONS Postcode Directory by its old and new names.

CRS: EPSG:27700. Source: Ordnance Survey and ONS, Open Government Licence.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.crs import EASTINGS, NORTHINGS
from geo.database import query
from geo.errors import SourceError
from loaders import staging
from loaders.arrays import Mask, as_mask, take
from loaders.cells import numbers, tidy
from loaders.columnar import Batch, open_columns
from loaders.loading import Load
from loaders.repeating import NO_HEADER, ONE_COLUMN, are_names, shown
from loaders.table import key
from loaders.values import POSTCODE

NAMES = {
    "postcode": ("pcds", "pcd7", "pcd", "pcd2", "pcd8", "Postcode", "PC"),
    "quality": ("osgrdind", "gridind", "Positional_quality_indicator", "PQ", "PQI"),
    "easting": ("oseast1m", "east1m", "Eastings", "Easting", "EA"),
    "northing": ("osnrth1m", "north1m", "Northings", "Northing", "NO"),
    "authority": (
        *("oslaua", "laua", "Admin_district_code", "DC"),
        *(f"lad{year}cd" for year in range(30, 10, -1)),
    ),
    "ward": ("osward", "ward", "Admin_ward_code", "WC", *(f"wd{y}cd" for y in range(30, 10, -1))),
    "terminated": ("doterm",),
}
CODE_POINT = (
    *("postcode", "quality", "easting", "northing", "country", "regional_health", "health"),
    *("county", "authority", "ward"),
)
# Code-Point's indicator is ten times the ONS one: 1 to 4 by addresses, 5 imputed, 6 a sector's mean
PRECISION_M = {1: 100.0, 2: 100.0, 3: 100.0, 4: 100.0, 5: 500.0, 6: 2000.0, 8: 1000.0}
UNKNOWN_PRECISION_M = 500.0
STILL_IN_USE = np.iinfo(np.int32).min  # no day since 2000


def load_postcodes(path: Path) -> partial[None]:
    """Return the work of loading one file of postcodes, for ``loading.run``."""
    return partial(_load, path=path)


def _load(load: Load, *, path: Path) -> None:
    file, columns = open_columns(path, NAMES, CODE_POINT)
    for needed in ("postcode", "easting", "northing"):
        if needed not in columns:
            raise SourceError(
                f"{path.name} must be Code-Point Open or the ONS Postcode Directory, and has no "
                f"column for the {needed}: {_said(file.names)}."
            )
    stage = staging.Stage(load.connection, "postcode")
    report = load.report
    with closing(file.batches(columns)) as batches:
        for batch in batches:
            filled = batch.only(batch.filled())
            report.blank += batch.rows - filled.rows
            staged = _stage(load, filled, stage)
            report.read += filled.rows
            load.progress(report.read, None)
            report.already_held += staged  # until the merge says which were new
    for line, found, expected in file.misfits:
        report.read += 1
        load.reject(line, "", "field_count", f"{found} fields where {expected} belong")
    report.blank += file.blank_lines
    report.accepted = stage.merge(load_id=load.load_id)
    report.already_held -= report.accepted
    placed = load.connection.execute(query("place_waiting_by_postcode")).rowcount
    if placed:
        report.facts["premises_placed"] = placed
        report.notices.append(f"{placed:,} premises that had waited for a postcode were placed")


def _said(header: Sequence[str]) -> str:
    if len(header) == 1:
        return ONE_COLUMN
    known = {key(alias) for aliases in NAMES.values() for alias in aliases}
    if not are_names(header, known):
        return NO_HEADER
    return f"its first line is {', '.join(shown(header, known)[:8])}"


def _stage(load: Load, batch: Batch, stage: staging.Stage) -> int:
    """Check a batch, copy its good rows, and return how many they are."""
    lines = batch.lines
    postcode = pc.replace_substring_regex(
        pc.utf8_upper(batch.columns["postcode"]), r"[\s\x{a0}]", ""
    )
    formed = as_mask(pc.match_substring_regex(postcode, POSTCODE.pattern))
    easting, bad_e = numbers(batch.columns["easting"])
    northing, bad_n = numbers(batch.columns["northing"])
    quality = _quality(batch)
    nowhere = (quality == 9) | ((easting == 0) & (northing == 0)) | np.isnan(easting)
    nowhere |= np.isnan(northing)
    ended, bad_end = _terminated(batch)
    irish = as_mask(pc.starts_with(postcode, "BT"))
    on_grid = (easting >= EASTINGS[0]) & (easting <= EASTINGS[1])
    on_grid &= (northing >= NORTHINGS[0]) & (northing <= NORTHINGS[1])
    for bad, column, reason, found in (
        (~formed, "postcode", "not_a_postcode", "other text"),
        (formed & (bad_e | bad_n), "easting", "not_a_number", "other text"),
        (formed & bad_end, "terminated", "not_a_month", "another value"),
        # the directory gives Northern Ireland in the Irish grid, without saying so
        (formed & irish, "postcode", "coordinates_in_ireland", "a postcode of Northern Ireland"),
        (
            formed & ~irish & ~nowhere & ~on_grid & ~(bad_e | bad_n),
            "easting",
            "coordinates_off_the_grid",
            "numbers out of range",
        ),
    ):
        for line in lines[bad]:
            load.reject(int(line), column, reason, found)
    good = formed & ~irish & ~(bad_e | bad_n | bad_end) & (nowhere | on_grid)
    if not good.any():
        return 0
    load.report.placed["none"] += int((good & nowhere).sum())
    easting, northing = np.where(nowhere, np.nan, easting), np.where(nowhere, np.nan, northing)
    precision = np.array([PRECISION_M.get(int(each), UNKNOWN_PRECISION_M) for each in quality])
    stage.copy(
        (
            staging.texts(take(postcode, good)),
            staging.points(easting[good], northing[good]),
            staging.nullable(staging.floats(precision[good]), nowhere[good]),
            staging.integers(quality[good], 16),
            staging.texts(_code(batch, "authority", good)),
            staging.texts(_code(batch, "ward", good)),
            staging.nullable(staging.integers(ended[good], 32), ended[good] == STILL_IN_USE),
        )
    )
    return int(good.sum())


def _quality(batch: Batch) -> np.ndarray[Any, np.dtype[np.int16]]:
    if "quality" not in batch.columns:
        return np.zeros(batch.rows, np.int16)
    found, _ = numbers(batch.columns["quality"])
    found = np.where((found >= 0) & (found < 100), found, 0)
    return np.where(found >= 10, found // 10, found).astype(np.int16)


def _code(batch: Batch, name: str, good: Any) -> pa.StringArray:
    if name not in batch.columns:
        return pa.nulls(int(good.sum()), pa.string())
    tidied = take(tidy(batch.columns[name]), good)
    return pc.if_else(pc.match_substring_regex(tidied, r"^[EWSNLMKJ]\d{8}$"), tidied, None)


def _terminated(batch: Batch) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Mask]:
    """Return the first day of the month each postcode ended, in days since 2000, and misfits."""
    if "terminated" not in batch.columns:
        return np.full(batch.rows, STILL_IN_USE), np.zeros(batch.rows, bool)
    months, bad = numbers(batch.columns["terminated"])
    in_use = np.isnan(months) & ~bad
    with np.errstate(invalid="ignore"):
        bad |= ~in_use & ~((months >= 197_000) & (months < 210_000) & (months % 100 <= 12))
    stated = np.where(in_use | bad, 200_001, months).astype(np.int64)
    since = (stated // 100 - 1970) * 12 + np.maximum(stated % 100, 1) - 1
    days = since.astype("datetime64[M]").astype("datetime64[D]") - np.datetime64("2000-01-01")
    return np.where(in_use | bad, STILL_IN_USE, days.astype(np.int64)), bad
