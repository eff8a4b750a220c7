"""Excel workbooks as records of text: titles, merged cells, dates and numbers as seen."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Collection, Iterator
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from geo.errors import SourceError
from loaders.table import HEADER_WITHIN, key

LARGEST_UNPACKED = 500 * 1024 * 1024
STEEPEST = 200  # a spreadsheet's XML packs about twenty to one; a bomb packs a thousand to one


def records(
    data: bytes, name: str, known: Collection[str]
) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    """Return the records of the sheet whose header is best understood, and notices.

    Raises: SourceError if it is not a workbook, or holds no sheet with data.
    """
    _refuse_bomb(data, name)
    try:
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
    notices = []
    if len(sheets) > 1:
        others = ", ".join(repr(sheet.title) for sheet in sheets if sheet is not best)
        notices.append(f"sheet {best.title!r} was read; {others} left aside")
    return _records(best), notices


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SourceError(
            f"{name} is damaged or was cut off: an Excel workbook must be whole; ask for it again."
        ) from error
    if size > LARGEST_UNPACKED or size > STEEPEST * max(len(data), 1):
        raise SourceError(
            f"{name} unpacks to {size // 2**20} MB, which no register needs: it is refused."
        )


def _understood(sheet: Worksheet, known: Collection[str]) -> int:
    best = 0
    for row in sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True):
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
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        values = [
            filled.get((number, column), value) if value is None else value
            for column, value in enumerate(cells, start=1)
        ]
        yield number, [_text(value) for value in values]


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
