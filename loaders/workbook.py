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
from loaders.table import HEADER_WITHIN, WIDEST, is_total, key

LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_CELLS = 50_000_000  # the most rows that a sheet can have, forty columns wide
MOST_MERGED = 2_000_000  # openpyxl makes an object of each
MOST_PARTS = 5_000
_DATED = re.compile(
    r"\b(19|20)\d\d\b|^\W*(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?"
    r"|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\W*(\d\d)?\W*$",
    re.IGNORECASE,
)
STEEPEST = 100  # one word in each of 80,000 cells packs 26 to one; a bomb a thousand to one


def records(
    data: bytes, name: str, known: Collection[str]
) -> tuple[Iterator[tuple[int, list[str]]], list[str], str]:
    """Return the records of the sheet whose header is best understood, notices, and its title.

    A hidden sheet is read only if none that is shown has a header: it may be what was taken out.

    Sheets with the very same header, such as one for each ward, are read as one table: a last
    column, ``(sheet)``, has each record's sheet, and lines are numbered on from sheet to sheet;
    there is no title then.

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
    understood = {sheet: _understood(sheet, reach[sheet], known) for sheet in sheets}
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    headed = [sheet for sheet in shown if understood[sheet] >= 2]
    best = max(headed or sheets, key=lambda sheet: (understood[sheet], reach[sheet]))
    header = _header(best, reach[best], known)
    alike = [
        sheet
        for sheet in sheets
        if sheet is best or (_adds(sheet) and _header(sheet, reach[sheet], known)[1] == header[1])
    ]
    if not (header[1] and _adds(best)):
        alike = [best]
    for sheet in alike:
        rows, columns = reach[sheet]
        if rows * columns > MOST_CELLS:
            raise SourceError(
                f"{name} must hold a table, and its sheet {sheet.title!r} has {rows:,} rows of "
                f"{columns:,} columns: delete what lies beyond the table, or save it as CSV."
            )
    notices = []
    if best not in shown:
        notices.append(f"sheet {best.title!r} is hidden, and no other has a header")
    if len(sheets) > len(alike):
        others = ", ".join(repr(sheet.title) for sheet in sheets if sheet not in alike)
        read = "was read" if len(alike) == 1 else "were read"
        said = ", ".join(repr(sheet.title) for sheet in alike)
        notices.append(f"sheet{'s' * (len(alike) > 1)} {said} {read}; {others} left aside")
    if len(alike) == 1:
        return _records(best, *reach[best]), notices, best.title
    begins, last = [], 0
    for sheet in alike:
        begins.append(f"{sheet.title!r} from line {last + 1}")
        last += reach[sheet][0]
    notices.append(f"sheets with one header were read as one table: {', '.join(begins)}")
    return _together([(sheet, reach[sheet]) for sheet in alike], known), notices, ""


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
    return len(set(_header(sheet, reach, known)[1]) & set(known))


def _adds(sheet: Worksheet) -> bool:
    """Whether a sheet may add to others: it is shown, and no month's or year's copy of them."""
    return sheet.sheet_state == "visible" and _DATED.search(sheet.title) is None


def _header(
    sheet: Worksheet, reach: tuple[int, int], known: Collection[str]
) -> tuple[int, tuple[str, ...]]:
    """Return the line of the row that is best understood, and the keys of its names."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    most = 0
    last, width = min(HEADER_WITHIN, reach[0]), min(WIDEST, reach[1])
    rows = sheet.iter_rows(max_row=last, max_col=width, values_only=True)
    for line, row in enumerate(rows, start=1):
        keys = tuple(key(_text(value)) for value in row)
        if (understood := len(set(keys) & set(known) - {""})) > most:
            most, best = understood, (line, _without_blanks(keys))
    return best


def _without_blanks(keys: tuple[str, ...]) -> tuple[str, ...]:
    named = max((place for place, name in enumerate(keys, start=1) if name), default=0)
    return keys[:named]


def _together(
    sheets: list[tuple[Worksheet, tuple[int, int]]], known: Collection[str]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of sheets of one header, each with its sheet; the header comes once."""
    width = max(columns for _, (_, columns) in sheets)
    before = 0
    for sheet, reach in sheets:
        above, names = _header(sheet, reach, known)
        for line, cells in _records(sheet, *reach):
            if line <= above and before:
                continue
            padded = cells + [""] * (width - len(cells))
            keys = _without_blanks(tuple(map(key, cells)))
            # headings, totals and blanks are told by how little they say
            alone = sum(map(bool, keys)) < 2 or is_total(cells)
            title = "(sheet)" if keys == names else "" if line < above or alone else sheet.title
            yield before + line, [*padded, title]
        before += reach[0]


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
