"""Residential addresses: OS Open UPRN. They say how many people a place could be, not who.

CRS: EPSG:27700. Source: Ordnance Survey, Open Government Licence.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from geo.crs import EASTINGS, NORTHINGS
from geo.database import query
from geo.errors import SourceError
from loaders import staging
from loaders.arrays import as_mask
from loaders.cells import numbers, tidy
from loaders.columnar import Batch, open_columns
from loaders.loading import Load
from loaders.repeating import ONE_COLUMN
from loaders.table import key

NAMES = {
    "uprn": ("UPRN",),
    "easting": ("X_COORDINATE", "Easting", "X", "X Coord"),
    "northing": ("Y_COORDINATE", "Northing", "Y", "Y Coord"),
}
_CLASSES = frozenset({"classificationcode", "classification", "blpuclass", "class", "addresstype"})
LARGEST_UPRN = 999_999_999_999


def load_addresses(path: Path) -> partial[None]:
    """Return the work of loading one file of addresses, for ``loading.run``."""
    return partial(_load, path=path)


def _load(load: Load, *, path: Path) -> None:
    file, columns = open_columns(path, NAMES)
    missing = [name for name in NAMES if name not in columns]
    if missing:
        why = f": {ONE_COLUMN}" if len(file.header) == 1 else ""
        raise SourceError(
            f"{path.name} must be OS Open UPRN, with columns UPRN, X_COORDINATE and Y_COORDINATE, "
            f"and has none for the {' and the '.join(missing)}{why}."
        )
    stage = staging.Stage(load.connection, "address")
    report = load.report
    report.notices += _of_classes(file.names)
    with closing(file.batches(columns)) as batches:
        for batch in batches:
            filled = batch.only(batch.filled())
            report.blank += batch.rows - filled.rows
            # until the merge says which were new
            report.already_held += _stage(load, filled, stage)
            report.read += filled.rows
            load.progress(report.read, None)
    for line, found, expected in file.misfits:
        report.read += 1
        load.reject(line, "", "field_count", f"{found} fields where {expected} belong")
    report.blank += file.blank_lines
    report.accepted = stage.merge(load_id=load.load_id)
    report.already_held -= report.accepted
    placed = load.connection.execute(query("place_waiting_by_uprn")).rowcount
    if placed:
        report.facts["premises_placed"] = placed
        report.notices.append(f"{placed:,} premises were placed by their property number")


def _of_classes(names: Sequence[str]) -> list[str]:
    """Say so where a file tells homes from other addresses: all of them count as homes.

    Cells hold a least number of homes, and one of shops and offices would hold fewer.
    """
    told = next((name for name in names if key(name) in _CLASSES), None)
    if told is None:
        return []
    return [
        f"column {told!r} is not read: each address of the file counts as a home when cells are "
        "built, shops and offices too; load those whose class begins with R alone, unless premises "
        "are to be placed by the others"
    ]


def _stage(load: Load, batch: Batch, stage: staging.Stage) -> int:
    """Check a batch, copy its good rows, and return how many they are."""
    uprn, bad_uprn = numbers(batch.columns["uprn"])
    # a spreadsheet's 1.00021E+11 is a number, and no longer the one it was
    bad_uprn |= as_mask(pc.match_substring_regex(tidy(batch.columns["uprn"]), r"\d[eE]"))
    easting, bad_e = numbers(batch.columns["easting"])
    northing, bad_n = numbers(batch.columns["northing"])
    with np.errstate(invalid="ignore"):
        numbered = ~bad_uprn & (uprn >= 1) & (uprn <= LARGEST_UPRN) & (uprn % 1 == 0)
        readable = ~(bad_e | bad_n | np.isnan(easting) | np.isnan(northing))
        on_grid = (easting >= EASTINGS[0]) & (easting <= EASTINGS[1])
        on_grid &= (northing >= NORTHINGS[0]) & (northing <= NORTHINGS[1])
        nowhere = (easting == 0) & (northing == 0)
    for bad, column, reason in (
        (~numbered, "uprn", "not_a_uprn"),
        (numbered & ~readable, "easting", "not_a_number"),
        (numbered & readable & ~on_grid, "easting", "coordinates_off_the_grid"),
        (numbered & readable & nowhere, "easting", "coordinates_of_nowhere"),
    ):
        for line in batch.lines[bad]:
            load.reject(int(line), column, reason, "another value")
    good = numbered & readable & on_grid & ~nowhere
    if good.any():
        stage.copy(
            (
                staging.integers(uprn[good].astype(np.int64), 64),
                staging.points(easting[good], northing[good]),
            )
        )
    return int(good.sum())
