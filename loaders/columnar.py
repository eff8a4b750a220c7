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
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv

from geo.errors import SourceError
from loaders import allocating, arrays
from loaders.arrays import Mask, Strings
from loaders.cells import tidy
from loaders.pacing import PacedFile, ReadAhead
from loaders.scanning import Scan, Watch, scan, unreadable
from loaders.table import HEADER_WITHIN, key
from loaders.unclosed import Ends

START_BYTES = 65_536
BLOCK_BYTES = 3 * 2**20  # smaller ones take longer, larger ones as long and more memory
_QUOTED = re.compile(r'"[^"]*("|$)')

allocating.settle()


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
class Begun:
    """A reading that was begun: of which columns, as texts or coded, by the file's names."""

    plain: list[str]
    few: list[str]
    ahead: ReadAhead


@dataclass
class ColumnFile:
    """A delimited file, plain or gzipped, of which some columns are wanted.

    ``names`` tell its columns apart; ``header`` has them as they stand, some perhaps twice.
    ``misfits`` are the rows with too few or too many fields, as (line, fields found, expected);
    they and blank lines are known once the batches have been read.
    """

    path: Path
    scan: Scan
    names: Sequence[str]
    skipped: int
    separator: str
    header: Sequence[str] = ()
    misfits: list[tuple[int, int, int]] = field(default_factory=list)
    blank_lines: int = 0
    _left_out: list[int] = field(default_factory=list)  # the lines of both
    _ends: Ends = field(init=False)
    _begun: Begun | None = None

    def begin(self, wanted: Mapping[str, str], coded: Collection[str] = ()) -> Begun:
        """Begin to read what will be asked for as batches. Who then does not ask must close it."""
        self.close()
        self._left_out.clear()
        self.misfits.clear()
        self.blank_lines = 0
        self._ends = Ends(self.path, self.scan, self.separator, len(self.names))
        plain, few = _by_kind(wanted, coded)
        watch = Watch(self.path).take if self.scan.presumed else None
        try:
            paced = PacedFile(self.path, zipped=self.scan.zipped, watch=watch)
        except OSError as error:
            raise SourceError(unreadable(self.path, error)) from error
        ahead = ReadAhead(paced, partial(self._open, plain, few))
        self._begun = Begun(plain, few, ahead)
        return self._begun

    def close(self) -> None:
        """Read no further, if it was begun."""
        if self._begun is not None:
            self._begun.ahead.close()
            self._begun = None

    def batches(
        self, wanted: Mapping[str, str], coded: Collection[str] = ()
    ) -> Generator[Batch, None, None]:
        """Yield the wanted columns, given as our name for each of the file's.

        Those that are ``coded`` say few things, each read once. Who stops early must close it.
        Raises: SourceError if the file is cut off or damaged; Otherwise if its scan was presumed,
        and it is not so.
        """
        begun = self._begun
        if begun is None or (begun.plain, begun.few) != _by_kind(wanted, coded):
            begun = self.begin(wanted, coded)
        self._begun, ends = None, self._ends
        line, last = self.skipped + 1, None
        try:
            with closing(begun.ahead):
                for found in begun.ahead:
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

    def _open(self, plain: list[str], few: list[str], paced: PacedFile) -> pcsv.CSVStreamingReader:
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
    header = [cell.strip() for cell in records[where]]
    names = _distinct(header)
    preferred: dict[str, tuple[int, str]] = {}
    for name in names:
        ours = by_key.get(key(name))
        if ours is not None:
            rank = [key(alias) for alias in known[ours]].index(key(name))
            preferred[ours] = min(preferred.get(ours, (rank, name)), (rank, name))
    understood = {ours: name for ours, (_, name) in preferred.items()}
    return ColumnFile(path, found, names, ends[where], separator, header), understood


def _start_text(path: Path, found: Scan) -> str:
    with gzip.open(path) if found.zipped else path.open("rb") as stream:
        start = stream.read(START_BYTES)
    decoder = codecs.getincrementaldecoder(found.encoding)(errors="replace")
    return decoder.decode(start).lstrip("\ufeff")


def _by_kind(wanted: Mapping[str, str], coded: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the file's names of columns that are read as texts, and of those that are coded."""
    plain = {theirs for ours, theirs in wanted.items() if ours not in coded}
    return sorted(plain), sorted(set(wanted.values()) - plain)


def _distinct(names: list[str]) -> list[str]:
    distinct: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = name or f"column {number}"
        distinct.append(plain if plain not in distinct else f"{plain} ({number})")
    return distinct
