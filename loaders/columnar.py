"""Files of millions of rows, read column by column in batches: memory stays the same throughout."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
from bisect import bisect_left
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from geo.errors import SourceError
from loaders import allocating, arrays
from loaders.arrays import NULL, Mask, Strings, as_mask
from loaders.pacing import PacedFile, read_ahead
from loaders.scanning import Scan, Watch, scan
from loaders.table import HEADER_WITHIN, key
from loaders.unclosed import Ends
from loaders.values import NOTHING

START_BYTES = 65_536
BLOCK_BYTES = 3 * 2**20  # smaller ones take longer, larger ones as long and more memory
_QUOTED = re.compile(r'"[^"]*("|$)')

allocating.settle()

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Batch:
    """Some rows of a file: their lines, and each wanted column as text.

    A column that the file has not is missing from ``columns``.
    """

    lines: np.ndarray[Any, np.dtype[np.int64]]
    columns: dict[str, Strings]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def column(self, name: str) -> Strings:
        """Return a column, empty text in each row if the file has it not."""
        if name in self.columns:
            return self.columns[name]
        return arrays.coded(np.zeros(self.rows), arrays.strings([""]))

    def filled(self) -> Mask:
        """Return which rows hold anything: a blank line is a row of empty texts."""
        holds = np.zeros(self.rows, bool)
        for cells in self.columns.values():
            if not holds.all():
                holds |= ~arrays.is_empty(tidy(cells))
        return holds

    def only(self, keep: Mask) -> Batch:
        """Return the rows where ``keep`` is true."""
        if keep.all():
            return self
        mask = arrays.bits(keep)
        kept = {name: cells.filter(mask) for name, cells in self.columns.items()}
        return Batch(self.lines[keep], kept)


@dataclass
class ColumnFile:
    """A delimited file, plain or gzipped, of which some columns are wanted.

    ``misfits`` are the rows with too few or too many fields, as (line, fields found, expected);
    they and blank lines are known once the batches have been read.
    """

    path: Path
    scan: Scan
    names: Sequence[str]
    skipped: int
    separator: str
    misfits: list[tuple[int, int, int]] = field(default_factory=list)
    blank_lines: int = 0
    _left_out: list[int] = field(default_factory=list)  # the lines of both
    _ends: Ends | None = None

    def batches(
        self, wanted: Mapping[str, str], coded: Collection[str] = ()
    ) -> Generator[Batch, None, None]:
        """Yield the wanted columns, given as our name for each of the file's.

        Those that are ``coded`` say few things, each read once. Who stops early must close it.
        Raises: SourceError if the file is cut off or damaged; Otherwise if its scan was presumed,
        and it is not so.
        """
        plain = sorted({theirs for ours, theirs in wanted.items() if ours not in coded})
        few = sorted(set(wanted.values()) - set(plain))
        line, last = self.skipped + 1, None
        self._left_out.clear()
        ends = self._ends = Ends(self.path, self.scan, self.separator, len(self.names))
        try:
            watch = Watch(self.path).take if self.scan.presumed else None
            paced = PacedFile(self.path, zipped=self.scan.zipped, watch=watch)
            with (
                paced,
                self._open(paced, plain, few) as reader,
                closing(read_ahead(reader, paced)) as found_ahead,
            ):
                for found in found_ahead:
                    columns = {
                        ours: found.column(found.schema.get_field_index(theirs))
                        for ours, theirs in wanted.items()
                    }
                    lines = self._lines(line, found.num_rows)
                    if len(lines):
                        line, last = int(lines[-1]) + 1, found
                    batch = Batch(lines, columns)
                    if self.scan.quotes:
                        ends.refuse_open_quote(batch.columns, lines)
                    yield batch
        except (pa.ArrowInvalid, OSError, EOFError, UnicodeError) as error:
            raise SourceError(ends.broken(error, line)) from error
        ends.refuse_if_cut_off(line, last, self.misfits)

    def rescan(self) -> None:
        """Look through the whole file, of which something was presumed that is not so."""
        self.scan = scan(self.path)

    def _lines(self, begin: int, rows: int) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the lines of rows from a line on, past those that were left out."""
        gaps = np.array(self._left_out[bisect_left(self._left_out, begin) :], np.int64)
        wanted = np.arange(begin, begin + rows)
        if not len(gaps):
            return wanted
        return wanted + np.searchsorted(gaps - np.arange(len(gaps)), wanted, side="right")

    def _open(self, paced: PacedFile, plain: list[str], few: list[str]) -> pcsv.CSVStreamingReader:
        types = {name: pa.string() for name in plain}
        types |= {name: pa.dictionary(pa.int32(), pa.string()) for name in few}
        return pcsv.open_csv(
            pa.PythonFile(paced, mode="r"),
            read_options=pcsv.ReadOptions(
                column_names=list(self.names),
                skip_rows=self.skipped,
                block_size=BLOCK_BYTES,
                encoding=self.scan.encoding,
                use_threads=False,
            ),
            parse_options=pcsv.ParseOptions(
                delimiter=self.separator,
                ignore_empty_lines=False,
                # what quotes nothing is split more quickly
                quote_char='"' if self.scan.quotes else False,
                newlines_in_values=self.scan.quotes,
                invalid_row_handler=self._misfit,
            ),
            convert_options=pcsv.ConvertOptions(
                include_columns=[*plain, *few],
                column_types=types,
                strings_can_be_null=False,
                check_utf8=False,  # the scan did, and what is transcoded needs none
            ),
        )

    def _misfit(self, row: pcsv.InvalidRow) -> str:
        self._left_out.append(row.number or 0)
        if not row.text.strip():
            self.blank_lines += 1
        else:
            self.misfits.append((row.number or 0, row.actual_columns, row.expected_columns))
            if self._ends is not None and len(row.text.splitlines()) > 1:
                self._ends.note_open_quote(row.number or 0)
        return "skip"


def open_columns(
    path: Path,
    known: Mapping[str, Sequence[str]],
    unheaded: Sequence[str] = (),
    scanned: Scan | None = None,
) -> tuple[ColumnFile, dict[str, str]]:
    """Open a file and match its header with what is wanted.

    ``known``: for each of our columns the names it goes by. ``unheaded``: the columns of the
    file's usual layout, if that has no header. Returns the file, and our name for each column of
    it that is understood. Raises: SourceError if it is missing, empty, binary or cut off.
    """
    found = scanned or scan(path)
    start = _start_text(path, found)
    # what stands in quotes separates nothing
    separator = max((",", ";", "\t", "|"), key=_QUOTED.sub("", start[:2000]).count)
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    ends, records = [], []  # a title in quotes may run over several lines
    for cells in islice(reader, HEADER_WITHIN):
        ends.append(reader.line_num)
        records.append(cells)
    if not records:  # nothing but the mark of its encoding
        raise SourceError(f"{path.name} is empty: it must have a header and rows.")
    by_key = {key(alias): ours for ours, aliases in known.items() for alias in aliases}
    counts = [len({by_key.get(key(cell)) for cell in cells} - {None}) for cells in records]
    best = max(counts, default=0)
    if best < 2 and unheaded and len(records[0]) == len(unheaded):
        file = ColumnFile(path, found, list(unheaded), 0, separator)
        return file, {ours: ours for ours in known if ours in unheaded}
    where = counts.index(best)
    names = _distinct([cell.strip() for cell in records[where]])
    preferred: dict[str, tuple[int, str]] = {}
    for name in names:
        ours = by_key.get(key(name))
        if ours is not None:
            rank = [key(alias) for alias in known[ours]].index(key(name))
            preferred[ours] = min(preferred.get(ours, (rank, name)), (rank, name))
    understood = {ours: name for ours, (_, name) in preferred.items()}
    return ColumnFile(path, found, names, ends[where], separator), understood


def _start_text(path: Path, found: Scan) -> str:
    with gzip.open(path) if found.zipped else path.open("rb") as stream:
        start = stream.read(START_BYTES)
    decoder = codecs.getincrementaldecoder(found.encoding)(errors="replace")
    return decoder.decode(start).lstrip("\ufeff")


def _distinct(names: list[str]) -> list[str]:
    distinct: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = name or f"column {number}"
        distinct.append(plain if plain not in distinct else f"{plain} ({number})")
    return distinct


# spaces that web pages and word processors put where a reader sees a plain one, or none
_SPACES = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\ufeff"
# what is typed or exported where there is no number; 0 is one
_NO_NUMBER = frozenset(word.upper() for word in NOTHING - {"nan"})


def _trim(cells: Strings) -> Strings:
    if arrays.has_bare_edges(cells):
        return cells
    if as_mask(pc.string_is_ascii(cells)).all():
        return pc.ascii_trim_whitespace(cells)
    return pc.utf8_trim(cells, characters=_SPACES)


def tidy(cells: Strings) -> Strings:
    """Return cells without the spaces round them, as plain text."""
    if pa.types.is_dictionary(cells.type):
        return _trim(cells.dictionary).take(cells.indices)
    return _trim(cells)


def words_of(cells: Strings) -> tuple[Strings, np.ndarray[Any, np.dtype[np.int32]]]:
    """Return the different texts of a column, without spaces round them, and each row's number."""
    encoded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    return _trim(encoded.dictionary), arrays.as_numbers(encoded.indices, np.int32)


def numbers(cells: Strings) -> tuple[Floats, Mask]:
    """Return cells as numbers, NaN where there is none, and which hold something else.

    Thousands may be separated by commas or spaces.
    """
    tidied = tidy(cells)
    empty = arrays.is_empty(tidied)
    if empty.all():
        return np.full(len(cells), np.nan), np.zeros(len(cells), bool)
    try:
        filled = pc.if_else(arrays.bits(empty), NULL, tidied) if empty.any() else tidied
        values = _floats(pc.cast(filled, pa.float64()))
        return values, ~empty & ~np.isfinite(values)
    except pa.ArrowInvalid:
        pass
    tidied, empty = _without_separators(tidied)
    plain = pc.match_substring_regex(tidied, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
    good = pc.if_else(plain, tidied, NULL)
    values = _floats(pc.cast(good, pa.float64()))
    # a number of a thousand digits is endless, whether or not its column holds others' marks
    return values, ~(empty | as_mask(plain)) | np.isinf(values)


def _without_separators(tidied: Strings) -> tuple[Strings, Mask]:
    """Return numbers as a computer writes them, and which cells say that there is none."""
    grouped = pc.match_substring_regex(tidied, r"^[+-]?\d{1,3}([, \x{a0}]\d{3})+(\.\d+)?$")
    bare = pc.replace_substring_regex(tidied, r"[, \x{a0}]", "")
    tidied = pc.if_else(grouped, bare, tidied)
    nothing = pc.is_in(pc.utf8_upper(tidied), arrays.strings(sorted(_NO_NUMBER)))
    return pc.if_else(nothing, arrays.strings([""])[0], tidied), as_mask(nothing)


def _floats(found: pa.DoubleArray) -> Floats:
    return np.where(arrays.is_null(found), np.nan, arrays.as_numbers(found, np.float64))
