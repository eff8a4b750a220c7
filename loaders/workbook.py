"""Excel workbooks as records of text: titles, merged cells, dates and numbers as seen."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from geo.errors import SourceError
from loaders.table import HEADER_WITHIN, key

LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_CELLS = 50_000_000  # the most rows that a sheet can have, forty columns wide
STEEPEST = 200  # a spreadsheet's XML packs about twenty to one; a bomb packs a thousand to one


def records(
    data: bytes, name: str, known: Collection[str]
) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    """Return the records of the sheet whose header is best understood, and notices.

    Raises: SourceError if it is not a workbook, or holds no sheet with data.
    """
    _refuse_bomb(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of styles and checks that no row depends on
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl has no error of its own for what is damaged
        raise SourceError(
            f"{name} must be an Excel workbook (.xlsx) and cannot be opened as one: "
            "it is damaged or of another kind; save it again as XLSX or CSV."
        ) from error
    sheets = [sheet for sheet in book.worksheets if sheet.max_row and sheet.max_column]
    if not sheets:
        raise SourceError(f"{name} must have a sheet with rows, and has none.")
    best = max(sheets, key=lambda sheet: (_understood(sheet, known), sheet.max_row))
    if best.max_row * best.max_column > MOST_CELLS:
        raise SourceError(
            f"{name} must hold a table, and its sheet {best.title!r} reaches to {best.dimensions}: "
            "delete what lies beyond the table, or save it as CSV."
        )
    notices = []
    if len(sheets) > 1:
        others = ", ".join(repr(sheet.title) for sheet in sheets if sheet is not best)
        notices.append(f"sheet {best.title!r} was read; {others} left aside")
    return _records(best), notices


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            fits = size <= LARGEST_UNPACKED and size <= STEEPEST * max(len(data), 1)
            merged = _merged_cells(archive) if fits else 0
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{name} is damaged or was cut off: an Excel workbook must be whole; ask for it again."
        ) from error
    if not fits:
        raise SourceError(
            f"{name} unpacks to {size // 2**20} MB, which no register needs: it is refused."
        )
    if merged > MOST_CELLS:
        raise SourceError(
            f"{name} merges {merged:,} cells, which no register needs: unmerge them, or save it "
            "as CSV."
        )


def _merged_cells(archive: zipfile.ZipFile) -> int:
    """Return how many cells are merged: openpyxl makes an object of each before we see one."""
    cells = 0
    for entry in archive.namelist():
        if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
            for ref in re.findall(
                rb'mergeCell ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"', archive.read(entry)
            ):
                left, top, right, bottom = range_boundaries(ref.decode())
                cells += (right - left + 1) * (bottom - top + 1)
    return cells


def _understood(sheet: Worksheet, known: Collection[str]) -> int:
    best = 0
    # openpyxl makes the rows that it is asked for, and would count them as blank ones afterwards
    last = min(HEADER_WITHIN, sheet.max_row)
    for row in sheet.iter_rows(max_row=last, values_only=True):
        best = max(best, len({key(_text(value)) for value in row} & set(known) - {""}))
    return best


def _records(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    """Yield each row; a cell merged downwards says the same in each row it covers."""
    filled: dict[tuple[int, int], Any] = {}
    for merged in sheet.merged_cells.ranges:
        if merged.max_row > merged.min_row:
            value = sheet.cell(merged.min_row, merged.min_col).value
            for row in range(merged.min_row + 1, merged.max_row + 1):
                filled[row, merged.min_col] = value
    rows = sheet.iter_rows(max_col=_width(sheet), values_only=True)
    for number, cells in enumerate(rows, start=1):
        values = [
            filled.get((number, column), value) if value is None else value
            for column, value in enumerate(cells, start=1)
        ]
        yield number, [_text(value) for value in values]


def _width(sheet: Worksheet) -> int:
    """Return the last column that holds anything: colours and frames reach far to the right."""
    width = 1
    for cells in sheet.iter_rows(values_only=True):
        for column in range(len(cells), width, -1):
            if cells[column - 1] is not None:
                width = column
                break
    return width


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        if value.time() == dt.time(0):
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
