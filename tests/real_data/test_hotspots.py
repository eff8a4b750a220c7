"""Statistics with published answers, from the files beside the checkout."""

import geopandas
import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from geo.analysis.gi_star import gi_star
from geo.analysis.grids import Grid
from geo.analysis.near_repeat import knox
from geo.crs import NATIONAL_GRID

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def hotspot(real_data):
    return real_data / "hotspot"


def days(dates):
    return (pd.to_datetime(dates) - pd.Timestamp("2000-01-01")).dt.days.to_numpy()


def test_chicagos_burglaries_repeat_as_the_near_repeat_calculator_counts(hotspot):
    rows = pd.read_csv(hotspot / "chicago_be_month1.csv", header=None)
    points = np.rint(rows[[0, 1]].to_numpy(float) * 1e6).astype(np.int64)
    bands = tuple(band * 1_000_000 for band in (1, 100, 200, 300))
    found = knox(points, days(rows[2]), bands, (7, 14, 21, 10**6), manhattan=True, shuffles=0)
    assert found.observed.tolist() == [
        [28, 5, 5, 2], [44, 13, 8, 4], [97, 56, 19, 16], [77, 67, 45, 20],
    ]  # fmt: skip


def test_burkitts_lymphoma_has_knoxs_table_and_chance(hotspot):
    cases = pd.read_csv(hotspot / "burkitt" / "burkitt.csv")
    points = np.rint(cases[["X", "Y"]].to_numpy(float) * 1000).astype(np.int64)
    found = knox(points, cases["T"].to_numpy(np.int64), (20_001, 10**6), (6, 10**6))
    assert found.observed.tolist() == [[13, 3416], [39, 14110]]
    expected = found.observed[0].sum() * found.observed[:, 0].sum() / found.observed.sum()
    assert expected == pytest.approx(10.1438161)
    # as it was published: of more pairs than were seen
    assert poisson.sf(13, expected) == pytest.approx(0.14624558197)
    assert found.expected[0, 0] == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize(
    ("side_m", "shape", "filled", "most", "highest", "at", "hot"),
    [
        (500, (59, 71), 960, 23, 17.5068, (781_000, 3_883_000), 515),
        (1000, (30, 36), 457, 41, 10.7733, (781_000, 3_884_000), 173),
    ],
)
def test_memphis_robberies_are_hot_where_they_were_published_to_be(
    hotspot, side_m, shape, filled, most, highest, at, hot
):
    rows = pd.read_csv(hotspot / "memphis_robberies.csv")
    points = geopandas.GeoSeries.from_xy(rows["longitude"], rows["latitude"], crs=4326)
    points = points.to_crs(32615)
    grid = Grid.over(np.column_stack([points.x, points.y]), side_m)
    counts = grid.counts(np.column_stack([points.x, points.y]))
    score = gi_star(counts).score
    assert counts.shape == shape
    assert ((counts > 0).sum(), counts.max()) == (filled, most)
    assert score.max() == pytest.approx(highest, abs=1e-4)
    row, column = np.unravel_index(score.argmax(), score.shape)
    assert grid.corners(row, column) == at
    assert (score > 1.959964).sum() == hot


def test_haltons_street_level_rows_are_hot_where_they_were_counted(real_data):
    files = sorted((real_data / "crime").glob("20*-cheshire-street.csv.gz"))
    rows = pd.concat([pd.read_csv(file) for file in files])
    rows = rows[rows["LSOA name"].str.startswith("Halton", na=False)]
    assert len(rows) == 7_071
    points = geopandas.GeoSeries.from_xy(rows["Longitude"], rows["Latitude"], crs=4326)
    points = points.to_crs(NATIONAL_GRID)
    grid = Grid.over(np.column_stack([points.x, points.y]), 500)
    counts = grid.counts(np.column_stack([points.x, points.y]))
    score = gi_star(counts).score
    assert (grid.west, grid.south, grid.columns, grid.rows) == (344_500, 379_000, 30, 20)
    row, column = np.unravel_index(score.argmax(), score.shape)
    assert grid.corners(row, column) == (351_500, 385_500)
    # another datum shift moves a few rows from cell to cell
    assert counts.max() == pytest.approx(291, abs=3)
    assert score.max() == pytest.approx(13.0083, abs=0.15)
    assert (score > 1.96).sum() == pytest.approx(83, abs=1)
