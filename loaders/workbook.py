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
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from geo.errors import SourceError
from loaders.table import HEADER_WITHIN, WIDEST, key

LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_CELLS = 50_000_000  # the most rows that a sheet can have, forty columns wide
MOST_MERGED = 2_000_000  # openpyxl makes an object of each
MOST_PARTS = 5_000
STEEPEST = 100  # one word in each of 80,000 cells packs 26 to one; a bomb a thousand to one


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
    reach = {sheet: _reach(sheet) for sheet in book.worksheets}
    sheets = [sheet for sheet, (rows, _) in reach.items() if rows]
    if not sheets:
        raise SourceError(f"{name} must have a sheet with rows, and has none.")
    best = max(sheets, key=lambda sheet: (_understood(sheet, reach[sheet], known), reach[sheet]))
    rows, columns = reach[best]
    if rows * columns > MOST_CELLS:
        raise SourceError(
            f"{name} must hold a table, and its sheet {best.title!r} has {rows:,} rows of "
            f"{columns:,} columns: delete what lies beyond the table, or save it as CSV."
        )
    notices = []
    if len(sheets) > 1:
        others = ", ".join(repr(sheet.title) for sheet in sheets if sheet is not best)
        notices.append(f"sheet {best.title!r} was read; {others} left aside")
    return _records(best, rows, columns), notices


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(entry.file_size for entry in parts)
            if len(parts) > MOST_PARTS:
                raise SourceError(
                    f"{name} holds {len(parts):,} files, and a workbook holds dozens: save it as "
                    "CSV."
                )
            fits = size <= LARGEST_UNPACKED and size <= STEEPEST * max(len(data), 1)
            merged = _merged_cells(archive) if fits else 0
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise SourceError(
            f"{name} is damaged or was cut off: an Excel workbook must be whole; ask for it again."
        ) from error
    if not fits:
        raise SourceError(
            f"{name} unpacks to {size // 2**20} MB, which no register needs: it is refused."
        )
    if merged > MOST_MERGED:
        raise SourceError(
            f"{name} merges {merged:,} cells, which no register needs: unmerge them, or save it "
            "as CSV."
        )


def _merged_cells(archive: zipfile.ZipFile) -> int:
    """Return how many cells are merged, before a program is asked to merge them."""
    cells = 0
    for entry in archive.namelist():
        if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
            for ref in re.findall(
                rb'mergeCell ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"', archive.read(entry)
            ):
                size = CellRange(ref.decode()).size
                cells += size["columns"] * size["rows"]
    return cells


def _reach(sheet: Worksheet) -> tuple[int, int]:
    """Return the last row and column that hold anything: colours and frames reach far beyond.

    A sheet that is asked for its rows makes a cell in every gap: millions, beside a stray one.
    """
    held = [at for at, cell in sheet._cells.items() if cell.value is not None]  # noqa: SLF001
    return max((row for row, _ in held), default=0), max((column for _, column in held), default=0)


def _understood(sheet: Worksheet, reach: tuple[int, int], known: Collection[str]) -> int:
    best = 0
    last, width = min(HEADER_WITHIN, reach[0]), min(WIDEST, reach[1])
    for row in sheet.iter_rows(max_row=last, max_col=width, values_only=True):
        best = max(best, len({key(_text(value)) for value in row} & set(known) - {""}))
    return best


def _records(sheet: Worksheet, last: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row; a cell merged downwards says the same in each row it covers."""
    filled: dict[tuple[int, int], Any] = {}
    for merged in sheet.merged_cells.ranges:
        if merged.max_row > merged.min_row:
            value = sheet.cell(merged.min_row, merged.min_col).value
            for row in range(merged.min_row + 1, merged.max_row + 1):
                filled[row, merged.min_col] = value
    rows = sheet.iter_rows(max_row=last, max_col=width, values_only=True)
    for number, cells in enumerate(rows, start=1):
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
