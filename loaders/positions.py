"""Columns of coordinates to points of the National Grid, whichever system they came in."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from geo.crs import EASTINGS, NORTHINGS, to_grid_arrays
from loaders import arrays
from loaders.arrays import Mask, Strings, as_mask
from loaders.cells import Floats, numbers, tidy, words_of
from loaders.coded import Coded
from loaders.columnar import Batch
from loaders.episode_rows import Faults
from loaders.vocabulary import Vocabulary

CRS = Vocabulary(
    "crs",
    ("27700", "4326"),
    "27700",
    {
        **dict.fromkeys(("EPSG:27700", "BNG", "OSGB", "OSGB36", "British National Grid"), "27700"),
        **dict.fromkeys(("EPSG:4326", "WGS84", "CRS84", "EPSG:4258", "ETRS89"), "4326"),
    },
)
UNSTATED_PRECISION_M = 100.0
_NOT_FINITE = r"(?i)^[+-]?(nan|inf|infinity)$"


def positions(batch: Batch, faults: Faults) -> tuple[Floats, Floats, Mask]:
    """Return eastings, northings and which rows have a place at all; NaN where they have none.

    Coordinates in EPSG:4326 are longitude and latitude in the columns for easting and northing,
    or in columns of their own.
    """
    easting, northing = _pair(batch, "easting", "northing", faults)
    crs, unknown = CRS.read(batch.column("crs"))
    faults.add(unknown, "crs", "unknown_crs")
    degrees = crs.rows([code == "4326" for code in crs.values])
    if "longitude" in batch.columns and "latitude" in batch.columns:
        longitude, latitude = _pair(batch, "longitude", "latitude", faults)
        use = np.isnan(easting) & ~np.isnan(longitude)
        easting, northing = np.where(use, longitude, easting), np.where(use, latitude, northing)
        degrees |= use
    nowhere = (easting == 0) & (northing == 0)
    placed = ~np.isnan(easting) & ~nowhere
    if (convert := degrees & placed & faults.fine).any():
        found_e, found_n = to_grid_arrays(easting[convert], northing[convert])
        foreign = np.zeros(len(convert), bool)
        foreign[convert] = np.isnan(found_e)
        faults.add(foreign, "longitude", "coordinates_not_in_britain")
        easting[convert], northing[convert] = found_e, found_n
    off = (easting < EASTINGS[0]) | (easting > EASTINGS[1])
    off |= (northing < NORTHINGS[0]) | (northing > NORTHINGS[1])
    faults.add(off & placed, "easting", "coordinates_off_the_grid")
    # a millimetre is finer than any point is known, and makes equal points equal numbers
    return (
        np.where(placed, np.round(easting, 3), np.nan),
        np.where(placed, np.round(northing, 3), np.nan),
        placed,
    )


def _pair(batch: Batch, x: str, y: str, faults: Faults) -> tuple[Floats, Floats]:
    found = []
    for name in (x, y):
        cells = batch.column(name)
        value, bad = numbers(cells)
        if bad.any():
            endless = as_mask(pc.match_substring_regex(tidy(cells), _NOT_FINITE))
            faults.add(endless, name, "not_finite")
            faults.add(bad, name, "not_a_number")
        found.append(np.where(bad, np.nan, value))
    one_alone = np.isnan(found[0]) != np.isnan(found[1])
    faults.add(one_alone, x, "coordinates_incomplete")
    found[0][one_alone], found[1][one_alone] = np.nan, np.nan
    return found[0], found[1]


def precisions(batch: Batch, faults: Faults) -> Coded:
    """Return how far off each place may be, in whole tens of metres; 100 m if it is not stated."""
    words, where = words_of(batch.column("precision_m"))
    value, bad = numbers(words)
    stated = np.where(np.isnan(value), UNSTATED_PRECISION_M, value)
    rounded = Coded((np.ceil(np.clip(stated, 0, 100_000) / 10) * 10).tolist(), where)
    bad |= (value < 0) | (value > 100_000)
    faults.add(rounded.rows(bad.tolist()), "precision_m", "not_a_number")
    return rounded


def no_cells(rows: int) -> Strings:
    """Return empty text for each row."""
    return arrays.coded(np.zeros(rows), arrays.strings([""]))
