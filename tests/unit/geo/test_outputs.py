"""Answers as files: what each format holds, and that no spreadsheet runs them."""

import csv
import datetime as dt
import json
from uuid import uuid4

import geopandas
import openpyxl
import pytest
import shapely

from geo.errors import QuestionError
from geo.marking import Marking
from geo.outputs import inert, write

MARKING = Marking(
    *(uuid4(), "console:ada", dt.datetime.now(dt.UTC)),
    masked=False,
    expires_on=dt.date(2026, 12, 1),
)
WIDE = [
    "\uff1d1+1",
    "\uff0b44",
    "\uff0d2",
    "\uff20SUM(A1)",
]  # which some spreadsheets read as narrow
HOSTILE = ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", *WIDE]
# a page, a script, a spreadsheet or a reader of files might take these for something else
ODD = [
    *("C:\\2019", "\\`x`\\", "`${x}`", "\\", "a\\nb", '"', "'=1", "a\nb", "_x0041_", "_x000D_"),
    *("NULL", "None", "nan", "1e5", "007", "  =1", "\u202egnp.exe", "</script>", "a\x1bb"),
]


@pytest.fixture
def frame():
    points = [shapely.Point(300_000.0 + n, 410_000.0) for n in range(len(HOSTILE))]
    found = geopandas.GeoDataFrame({"name": HOSTILE, "band_m": 100}, geometry=points, crs=27700)
    return found.rename_geometry("geom")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_run_is_made_text(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "The Heron", "1+1=2", "'quoted", "a=b"])
def test_other_text_is_left_alone(text):
    assert inert(text) == text


def read_back(path):
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return [row["name"] for row in csv.DictReader(file)]
        case ".xlsx":
            sheet = openpyxl.load_workbook(path)["flags"]
            assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2, max_col=1)} == {"s"}
            return [name for (name,) in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
        case _:
            return list(geopandas.read_file(path)["name"])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg"])
def test_a_text_comes_back_from_a_file_as_it_was(tmp_path, ending):
    names = [*ODD, *HOSTILE]
    places = [shapely.Point(300_000, 410_000)] * len(names)
    frame = geopandas.GeoDataFrame({"name": names}, geometry=places, crs=27700)
    write(frame.rename_geometry("geom"), tmp_path / f"a.{ending}", "flags", MARKING)
    inside = names
    if ending == "csv":
        inside = [*ODD, *(f"'{name}" for name in HOSTILE)]
    if ending == "xlsx":  # XML knows one end of a line, and no sign of the kind of escape
        inside = [name.replace("\x1b", "\ufffd").replace("\r", "\n") for name in names]
    assert read_back(tmp_path / f"a.{ending}") == inside


def test_a_csv_has_metres_and_no_cell_that_runs(frame, tmp_path):
    write(frame, tmp_path / "a.csv", "flags", MARKING)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["name", "band_m", "easting", "northing"]
    assert [row["name"] for row in rows] == [f"'{name}" for name in HOSTILE]
    assert (rows[0]["easting"], rows[0]["northing"]) == ("300000.0", "410000.0")


def test_no_cell_begins_within_a_name_in_a_spreadsheet_that_parts_cells_otherwise(frame, tmp_path):
    named = frame.head(1).assign(name="Heron;=1+1\t=2+2")
    write(named, tmp_path / "a.csv", "flags", MARKING)
    for delimiter in ";\t":
        with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=delimiter) for cell in row]
        assert [cell for cell in cells if cell.startswith("=")] == []


def test_a_geojson_is_in_degrees_as_its_standard_has_it(frame, tmp_path):
    write(frame, tmp_path / "a.geojson", "flags", MARKING)
    found = json.loads((tmp_path / "a.geojson").read_text())
    longitude, latitude = found["features"][0]["geometry"]["coordinates"]
    assert (-4 < longitude < -3, 53 < latitude < 54) == (True, True)
    assert found["features"][0]["properties"]["name"] == HOSTILE[0]


def test_a_geopackage_is_in_metres_and_is_written_over(frame, tmp_path):
    for rows in (frame, frame.head(2)):
        write(rows, tmp_path / "a.gpkg", "flags", MARKING)
    found = geopandas.read_file(tmp_path / "a.gpkg", layer="flags")
    assert (found.crs.to_epsg(), len(found)) == (27700, 2)


@pytest.mark.parametrize("name", ["a.xls", "a", "a.CSV.txt"])
def test_another_format_is_refused_and_nothing_is_written(frame, tmp_path, name):
    with pytest.raises(QuestionError, match=r"--output must end in \.csv, \.geojson, \.gpkg"):
        write(frame, tmp_path / name, "flags", MARKING)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.csv", "a.geojson", "a.gpkg", "a.xlsx"])
def test_an_empty_answer_is_a_file_without_rows(frame, tmp_path, name):
    write(frame.head(0), tmp_path / name, "flags", MARKING)
    assert (tmp_path / name).stat().st_size > 0
