"""Files of millions of rows, read column by column in batches: memory stays the same throughout."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from geo.errors import SourceError
from loaders.table import key

BLOCK_BYTES = 8 * 2**20

Strings = pa.StringArray
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Batch:
    """Some rows of a file: the line of the first, and each wanted column as text.

    A column that the file has not is missing from ``columns``.
    """

    first_line: int
    rows: int
    columns: dict[str, Strings]

    def lines(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the line of each row."""
        return np.arange(self.first_line, self.first_line + self.rows)


@dataclass
class ColumnFile:
    """A delimited file, plain or gzipped, of which some columns are wanted.

    ``misfits`` are the rows with too few or too many fields, as (line, fields found, expected);
    they and blank lines are known once the batches have been read.
    """

    path: Path
    names: Sequence[str]
    headed: bool
    separator: str = ","
    encoding: str = "utf8"
    misfits: list[tuple[int, int, int]] = field(default_factory=list)
    blank_lines: int = 0

    def batches(self, wanted: Mapping[str, str]) -> Iterator[Batch]:
        """Yield the wanted columns, given as our name for each of the file's.

        Raises: SourceError if the file is cut off or damaged.
        """
        line = 2 if self.headed else 1
        try:
            with self._open(sorted(set(wanted.values()))) as reader:
                for found in reader:
                    rows = found.num_rows
                    columns = {
                        ours: found.column(found.schema.get_field_index(theirs))
                        for ours, theirs in wanted.items()
                    }
                    yield Batch(line, rows, columns)
                    line += rows
        except (pa.ArrowInvalid, OSError, EOFError) as error:
            raise SourceError(_explain(self.path, error)) from error

    def _open(self, include: list[str]) -> pcsv.CSVStreamingReader:
        text = pa.string()
        return pcsv.open_csv(
            self._stream(),
            read_options=pcsv.ReadOptions(
                column_names=list(self.names),
                skip_rows=1 if self.headed else 0,
                block_size=BLOCK_BYTES,
                encoding=self.encoding,
            ),
            parse_options=pcsv.ParseOptions(
                delimiter=self.separator,
                ignore_empty_lines=False,
                invalid_row_handler=self._misfit,
            ),
            convert_options=pcsv.ConvertOptions(
                include_columns=include,
                column_types={name: text for name in include},
                strings_can_be_null=False,
            ),
        )

    def _stream(self) -> Any:
        with self.path.open("rb") as file:
            zipped = file.read(2) == b"\x1f\x8b"
        stream = pa.input_stream(str(self.path), compression="gzip" if zipped else None)
        return stream

    def _misfit(self, row: pcsv.InvalidRow) -> str:
        if not row.text.strip():
            self.blank_lines += 1
        else:
            self.misfits.append((row.number or 0, row.actual_columns, row.expected_columns))
        return "skip"


def _explain(path: Path, error: Exception) -> str:
    said = str(error).splitlines()[0][:160]
    if "gzip" in said.lower() or "zlib" in said.lower() or "deflate" in said.lower():
        return f"{path.name} is not a whole gzip file: it was cut off or damaged; ask for it again."
    if "UTF8" in said or "utf8" in said:
        return f"{path.name} must be UTF-8 text and is not: save it again as UTF-8."
    return f"{path.name} cannot be read as a table: {said}."


def open_columns(
    path: Path, known: Mapping[str, Sequence[str]], unheaded: Sequence[str] = ()
) -> tuple[ColumnFile, dict[str, str]]:
    """Open a file and match its header with what is wanted.

    ``known``: for each of our columns the names it goes by. ``unheaded``: the columns of the
    file's usual layout, if that has no header. Returns the file, and our name for each column of
    it that is understood. Raises: SourceError if it is missing, empty, binary, or not understood.
    """
    first = _first_line(path)
    separator = max((",", ";", "\t", "|"), key=first.count)
    encoding = "utf8"
    header = [cell.strip().strip('"').strip() for cell in first.split(separator)]
    by_key = {key(alias): ours for ours, aliases in known.items() for alias in aliases}
    understood = {by_key[key(name)]: name for name in reversed(header) if key(name) in by_key}
    if not understood and unheaded and len(header) == len(unheaded):
        file = ColumnFile(path, list(unheaded), False, separator, encoding)
        return file, {ours: ours for ours in known if ours in unheaded}
    names = [name or f"column {n + 1}" for n, name in enumerate(header)]
    if len(set(names)) != len(names):
        names = [f"{name} ({n})" if name in names[:n] else name for n, name in enumerate(names)]
    return ColumnFile(path, names, True, separator, encoding), understood


def _first_line(path: Path) -> str:
    if not path.is_file():
        raise SourceError(f"{path} must be a file, and there is none of that name.")
    try:
        with pa.input_stream(str(path), compression=_compression(path)) as stream:
            start = stream.read(65_536)
    except (OSError, pa.ArrowInvalid) as error:
        raise SourceError(_explain(path, error)) from error
    if not start.strip():
        raise SourceError(f"{path.name} is empty: it must have rows.")
    if b"\x00" in start:
        raise SourceError(f"{path.name} must be text, and holds binary data.")
    text = start.decode("utf-8-sig", errors="replace")
    return io.StringIO(text).readline().rstrip("\r\n")


def _compression(path: Path) -> str | None:
    with path.open("rb") as file:
        return "gzip" if file.read(2) == b"\x1f\x8b" else None


def tidy(cells: Strings) -> Strings:
    """Return cells without the spaces round them."""
    return pc.utf8_trim_whitespace(cells)


def numbers(cells: Strings) -> tuple[Floats, Mask]:
    """Return cells as numbers, NaN where there is none, and which hold something else."""
    tidied = tidy(cells)
    empty = pc.equal(tidied, "")
    plain = pc.match_substring_regex(tidied, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
    good = pc.if_else(plain, tidied, None)
    values = pc.cast(good, pa.float64()).to_numpy(zero_copy_only=False)
    bad = ~(as_mask(empty) | as_mask(plain))
    return values, bad


def as_mask(found: Any) -> Mask:
    """Return a boolean array as numpy's; nulls are False."""
    mask: Mask = pc.fill_null(found, False).to_numpy(zero_copy_only=False)
    return mask


def take(cells: Strings, keep: Mask) -> Strings:
    """Return the cells where ``keep`` is true."""
    return cells.filter(pa.array(keep))
