"""Answers as files: CSV, XLSX, GeoJSON and GeoPackage, none able to run in a spreadsheet.

Each carries its marking as the format allows. A CSV has no place for one that its readers skip: a
text file beside it has it (``geo.exports``), so that its columns are those of the answer.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import QuestionError
from geo.marking import Marking

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

# what begins a formula; the wide forms are read as the narrow ones by some spreadsheets
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMATS = (".csv", ".geojson", ".gpkg", ".xlsx")
MOST_ROWS = 1_000_000  # a worksheet has no room for more


def check(path: Path) -> None:
    """Refuse a name of another format, or in a folder that is not there. Raises: QuestionError."""
    if path.suffix.lower() not in FORMATS:
        raise QuestionError(f"--output must end in {', '.join(FORMATS)}, found {path.name!r}")
    if not path.absolute().parent.is_dir():
        raise QuestionError(f"--output must be in a folder that is there, found {str(path)!r}")


def write(frame: GeoDataFrame, path: Path, layer: str, marking: Marking) -> None:
    """Write a frame in the format that the file's name asks for; a file of that name goes.

    CRS: GeoPackage, CSV and XLSX in EPSG:27700, GeoJSON in EPSG:4326 as its standard has it.
    Raises: QuestionError if the name asks for another format, a worksheet for too many rows, or
    if it cannot be written.
    """
    from pyogrio.errors import DataSourceError

    check(path)
    try:
        _write(frame, path, layer, marking)
    except (OSError, DataSourceError) as error:
        raise QuestionError(f"{path.name} cannot be written: {error}") from error


def _write(frame: GeoDataFrame, path: Path, layer: str, marking: Marking) -> None:
    suffix = path.suffix.lower()
    shown = frame.copy()
    for column in shown.columns:
        if column != "geom" and shown[column].dtype == object:
            shown[column] = shown[column].map(lambda value: None if value is None else str(value))
    if suffix == ".csv":
        write_csv(_table(shown), path)
    elif suffix == ".xlsx":
        _write_xlsx(_table(shown), path, layer, marking)
    elif suffix == ".geojson":
        shown.to_crs(4326).to_file(path, driver="GeoJSON", RFC7946="YES")
        _mark_geojson(path, marking)
    else:
        path.unlink(missing_ok=True)
        about = {"nightjar": marking.text(), **marking.members()}
        shown.to_file(path, driver="GPKG", layer=layer, dataset_metadata=about)


def write_csv(table: DataFrame, path: Path) -> None:
    """Write rows as CSV, no cell of which a spreadsheet runs."""
    safe = table.copy()
    for column in safe.select_dtypes(include=["object", "string"]).columns:
        safe[column] = [inert(each) if isinstance(each, str) else each for each in safe[column]]
    # all text in quotes: some spreadsheets begin a cell at a semicolon too, and a row at a return
    safe.to_csv(
        path,
        index=False,
        encoding="utf-8-sig",
        lineterminator="\r\n",
        quoting=csv.QUOTE_NONNUMERIC,
    )


def _table(frame: GeoDataFrame) -> DataFrame:
    import pandas as pd

    centre = frame.geometry.centroid
    table = pd.DataFrame(frame.drop(columns="geom"))
    table["easting"], table["northing"] = centre.x.round(1), centre.y.round(1)
    return table


def _write_xlsx(table: DataFrame, path: Path, layer: str, marking: Marking) -> None:
    from openpyxl import Workbook

    if len(table) > MOST_ROWS:
        raise QuestionError(f"a workbook holds {MOST_ROWS:,} rows, found {len(table):,}: use .csv")
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.description = "Nightjar", marking.text()
    sheet = book.create_sheet(layer)
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking.short
    sheet.append([_cell(sheet, name) for name in table.columns])
    for row in table.itertuples(index=False):
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet("about this file")
    for pair in marking.members().items():
        about.append([_cell(about, each) for each in pair])
    book.save(path)


def _cell(sheet: Any, value: Any) -> Any:
    """Return a cell that holds text as text: openpyxl takes "=..." for a formula otherwise."""
    import pandas as pd
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    if not isinstance(value, str):
        return None if pd.isna(value) else value
    cell = WriteOnlyCell(sheet, value="")
    # signs that no XML can hold: shown as the sign for one that is not known
    cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value), "s"
    cell.quotePrefix = value.startswith(FORMULA)
    cell.alignment = Alignment(wrap_text=False)
    return cell


def _mark_geojson(path: Path, marking: Marking) -> None:
    """Add the marking as a member of its own, which readers of GeoJSON pass over."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    marked = {"type": whole.pop("type"), "nightjar": marking.members(), **whole}
    path.write_text(json.dumps(marked, ensure_ascii=False), encoding="utf-8")


def inert(text: str) -> str:
    """Return text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
